// SPDX-License-Identifier: Apache-2.0
#include "settings/secretstore.h"

#include "support/silentkeyring.h"
#include "support/testmain.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using settings::SecretSource;
using settings::SecretStore;
using testsupport::SilentKeyring;

/// Tests run without a session bus (see spanway_test_environment), as on a server: no keyring answers.
class SecretStoreTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void noSourceGivesNoSecret();
    void environmentIsRead();
    void missingVariableIsNamed();
    void sessionKeepsAndForgets();
    void environmentCannotBeWritten();
    void noKeyringIsToldQuickly();
    void keyringCallsFailWithoutKeyring();
    void removingFromSessionAlwaysWorks();
    void referencesDiffer();
    void pendingCallsOutliveTheStore();
    void silentKeyringIsTold();
    void lateAnswerIsRemembered();
    void stopEndsTheWait();

private:
    base::Redactor m_redactor;
};

namespace {

SecretSource session(const QString &reference)
{
    return {SecretSource::Kind::Session, {}, reference};
}

SecretSource keyring(const QString &reference)
{
    return {SecretSource::Kind::Keyring, {}, reference};
}

SecretSource environment(const QString &variable)
{
    return {SecretSource::Kind::Environment, variable, {}};
}

} // namespace

void SecretStoreTest::noSourceGivesNoSecret()
{
    SecretStore store(&m_redactor);
    const auto future = store.read({});
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().value(), QString());
}

void SecretStoreTest::environmentIsRead()
{
    qputenv("SPANWAY_TEST_KEY", "environment-secret");
    SecretStore store(&m_redactor);
    QCOMPARE(store.read(environment(u"SPANWAY_TEST_KEY"_s)).result().value(), u"environment-secret"_s);
    QCOMPARE(m_redactor.redact(u"key=environment-secret"_s), u"key=[redacted]"_s);
}

void SecretStoreTest::missingVariableIsNamed()
{
    qunsetenv("SPANWAY_TEST_KEY");
    SecretStore store(&m_redactor);
    const auto result = store.read(environment(u"SPANWAY_TEST_KEY"_s)).result();
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY(result.error().message.contains(u"SPANWAY_TEST_KEY"_s));
}

void SecretStoreTest::sessionKeepsAndForgets()
{
    SecretStore store(&m_redactor);
    const SecretSource source = session(SecretStore::newReference());
    QCOMPARE(store.read(source).result().error().kind, base::ErrorKind::NotFound);
    QVERIFY(store.write(source, u"session-secret"_s).result().has_value());
    QCOMPARE(store.read(source).result().value(), u"session-secret"_s);
    QCOMPARE(m_redactor.redact(u"session-secret"_s), base::Redactor::mask());
    QVERIFY(store.remove(source).result().has_value());
    QCOMPARE(store.read(source).result().error().kind, base::ErrorKind::NotFound);
}

void SecretStoreTest::environmentCannotBeWritten()
{
    SecretStore store(&m_redactor);
    const auto result = store.write(environment(u"X"_s), u"value"_s).result();
    QCOMPARE(result.error().kind, base::ErrorKind::InvalidInput);
}

void SecretStoreTest::noKeyringIsToldQuickly()
{
    SecretStore store(&m_redactor);
    const QFuture<bool> available = store.keyringAvailable();
    QTRY_VERIFY(available.isFinished());
    QVERIFY(!available.result());
    // Asked once: the second call has the answer at once.
    QVERIFY(store.keyringAvailable().isFinished());
}

void SecretStoreTest::keyringCallsFailWithoutKeyring()
{
    SecretStore store(&m_redactor);
    const SecretSource source = keyring(SecretStore::newReference());
    const auto written = store.write(source, u"keyring-secret"_s);
    QTRY_VERIFY(written.isFinished());
    QVERIFY(!written.result().has_value());
    QCOMPARE(written.result().error().kind, base::ErrorKind::Storage);
    QVERIFY(!written.result().error().message.isEmpty());
    const auto read = store.read(source);
    QTRY_VERIFY(read.isFinished());
    QVERIFY(!read.result().has_value());
    const auto removed = store.remove(source);
    QTRY_VERIFY(removed.isFinished());
    QVERIFY(!removed.result().has_value());
    // Even a secret that could not be kept must never be shown.
    QCOMPARE(m_redactor.redact(u"keyring-secret"_s), base::Redactor::mask());
}

void SecretStoreTest::removingFromSessionAlwaysWorks()
{
    SecretStore store(&m_redactor);
    QVERIFY(store.remove(session(u"never-written"_s)).result().has_value());
    QVERIFY(store.remove({}).result().has_value());
}

void SecretStoreTest::referencesDiffer()
{
    QVERIFY(SecretStore::newReference() != SecretStore::newReference());
}

void SecretStoreTest::pendingCallsOutliveTheStore()
{
    auto store = std::make_unique<SecretStore>(&m_redactor);
    const auto read = store->read(keyring(u"any"_s));
    const auto available = store->keyringAvailable();
    store.reset();
    QTRY_VERIFY(read.isFinished());
    QTRY_VERIFY(available.isFinished());
    QVERIFY(!read.result().has_value());
    QVERIFY(!available.result());
}

void SecretStoreTest::silentKeyringIsTold()
{
    const auto questions = std::make_shared<SilentKeyring::Questions>();
    SecretStore store(&m_redactor, std::make_unique<SilentKeyring>(questions));
    store.setPatience(std::chrono::milliseconds(30));
    const auto read = store.read(keyring(u"any"_s));
    const auto written = store.write(keyring(u"any"_s), u"a-new-secret"_s);
    const auto removed = store.remove(keyring(u"any"_s));
    QVERIFY(!read.isFinished());
    QTRY_VERIFY(read.isFinished() && written.isFinished() && removed.isFinished());
    for (const base::Error &error : {read.result().error(), written.result().error(), removed.result().error()}) {
        QCOMPARE(error.kind, base::ErrorKind::Storage);
        QVERIFY2(error.message.contains(u"did not answer in 1 s"), qPrintable(error.message));
        QVERIFY2(error.message.contains(u"unlock it"), qPrintable(error.message));
        QVERIFY(error.retryable);
    }
}

void SecretStoreTest::lateAnswerIsRemembered()
{
    const auto questions = std::make_shared<SilentKeyring::Questions>();
    SecretStore store(&m_redactor, std::make_unique<SilentKeyring>(questions));
    store.setPatience(std::chrono::milliseconds(1));
    const auto first = store.read(keyring(u"any"_s));
    QTRY_VERIFY(first.isFinished());
    questions->reads.at(0)->addResult(u"late-secret"_s);
    questions->reads.at(0)->finish();
    QCOMPARE(store.read(keyring(u"any"_s)).result().value(), u"late-secret"_s);
    QCOMPARE(m_redactor.redact(u"late-secret"_s), base::Redactor::mask());
    QCOMPARE(questions->reads.size(), 1);
}

void SecretStoreTest::stopEndsTheWait()
{
    const auto questions = std::make_shared<SilentKeyring::Questions>();
    SecretStore store(&m_redactor, std::make_unique<SilentKeyring>(questions));
    std::stop_source stop;
    const auto read = store.read(keyring(u"any"_s), stop.get_token());
    QVERIFY(!read.isFinished());
    stop.request_stop();
    QVERIFY(read.isFinished());
    QCOMPARE(read.result().error().kind, base::ErrorKind::Cancelled);
    const auto stopped = store.read(keyring(u"other"_s), stop.get_token());
    QVERIFY(stopped.isFinished());
}

QObject *makeSecretStoreTest()
{
    return new SecretStoreTest;
}

#include "tst_secretstore.moc"
