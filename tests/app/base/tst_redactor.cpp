// SPDX-License-Identifier: Apache-2.0
#include "base/redactor.h"

#include "base/json.h"
#include "support/testmain.h"

#include <QtCore/QThread>

#include <memory>

using namespace Qt::StringLiterals;
using base::Redactor;

class RedactorTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void spellings_data();
    void spellings();
    void basicLoginOfAnyUser();
    void shortValuesAreIgnored();
    void textWithoutSecretIsShared();
    void longestFirst();
    void overlappingSecretsLeaveNothing();
    void bothTextForms();
    void loneSurrogateSurvives();
    void openTail_data();
    void openTail();
    void manyThreads();
    void secretHeaderNames_data();
    void secretHeaderNames();
};

void RedactorTest::spellings_data()
{
    QTest::addColumn<QByteArray>("spelling");
    const QString secret = u"p\u00e4s/\"w\\ rd+"_s;
    const QByteArray utf8 = secret.toUtf8();
    const auto inner = [&secret](bool ascii) {
        const QByteArray quoted = base::jsonQuoted(secret, ascii);
        return quoted.sliced(1, quoted.size() - 2);
    };
    QTest::newRow("plain") << utf8;
    QTest::newRow("JSON") << inner(false);
    QTest::newRow("JSON ascii") << inner(true);
    QTest::newRow("JSON, slash escaped") << inner(true).replace('/', "\\/");
    QTest::newRow("percent") << utf8.toPercentEncoding();
    QTest::newRow("percent, lower case") << QByteArray("p%c3%a4s%2f%22w%5c%20rd%2b");
    QTest::newRow("form") << QByteArray("p%C3%A4s%2F%22w%5C+rd%2B");
    QTest::newRow("base64") << utf8.toBase64();
    QTest::newRow("base64 for URLs") << utf8.toBase64(QByteArray::Base64UrlEncoding);
}

void RedactorTest::spellings()
{
    QFETCH(QByteArray, spelling);
    Redactor redactor;
    redactor.addSecret(u"p\u00e4s/\"w\\ rd+"_s);
    QCOMPARE(redactor.redact("<" + spelling + ">"), QByteArray("<[redacted]>"));
    QCOMPARE(redactor.redact(spelling + spelling), QByteArray("[redacted][redacted]"));
}

void RedactorTest::basicLoginOfAnyUser()
{
    Redactor redactor;
    redactor.addSecret(u"correct horse battery"_s);
    for (const char *user : {"u", "me", "you", "alice"}) {
        const QByteArray header = "Basic " + (QByteArray(user) + ":correct horse battery").toBase64();
        const QByteArray redacted = redactor.redact(header);
        QVERIFY2(redacted.contains("[redacted]"), redacted.constData());
        QVERIFY(!QByteArray::fromBase64(redacted.sliced(6)).contains("horse"));
    }
}

void RedactorTest::shortValuesAreIgnored()
{
    Redactor redactor;
    redactor.addSecret(u"abc"_s);
    redactor.addSecret(QString());
    QVERIFY(redactor.isEmpty());
    QCOMPARE(redactor.redact(u"abc"_s), u"abc"_s);
    redactor.addSecret(u"abcd"_s);
    QVERIFY(!redactor.isEmpty());
    QCOMPARE(redactor.redact(u"abcd"_s), Redactor::mask());
}

void RedactorTest::textWithoutSecretIsShared()
{
    Redactor redactor;
    const QByteArray bytes("some longer text");
    const QString text = u"some longer text"_s;
    QCOMPARE(redactor.redact(bytes).constData(), bytes.constData());
    redactor.addSecret(u"sk-12345"_s);
    QCOMPARE(redactor.redact(bytes).constData(), bytes.constData());
    QCOMPARE(redactor.redact(text).constData(), text.constData());
}

void RedactorTest::longestFirst()
{
    Redactor redactor;
    redactor.addSecret(u"abcd"_s);
    redactor.addSecret(u"abcdefgh"_s);
    QCOMPARE(redactor.redact(u"abcdefgh abcd"_s), u"[redacted] [redacted]"_s);
}

void RedactorTest::overlappingSecretsLeaveNothing()
{
    Redactor redactor;
    redactor.addSecret(u"abcd"_s);
    redactor.addSecret(u"cdefgh"_s);
    redactor.addSecret(u"aaaa"_s);
    QCOMPARE(redactor.redact(u"xabcdefghy"_s), u"x[redacted]y"_s);
    QCOMPARE(redactor.redact(u"aaaaaaa"_s), u"[redacted]"_s);
}

void RedactorTest::bothTextForms()
{
    Redactor redactor;
    redactor.addSecret(u"schl\u00fcssel"_s);
    const QString text = u"a schl\u00fcssel b \U0001F600 schl\u00fcssel"_s;
    const QString expected = u"a [redacted] b \U0001F600 [redacted]"_s;
    QCOMPARE(redactor.redact(text), expected);
    QCOMPARE(redactor.redact(text.toUtf8()), expected.toUtf8());
}

void RedactorTest::loneSurrogateSurvives()
{
    Redactor redactor;
    redactor.addSecret(u"sk-12345"_s);
    const QString half(QChar(0xd800));
    QCOMPARE(redactor.redact(half + u"sk-12345"_s), half + Redactor::mask());
}

void RedactorTest::openTail_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("length");
    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("none") << QByteArray("hello") << 0;
    QTest::newRow("first letter") << QByteArray("hello s") << 1;
    QTest::newRow("all but one") << QByteArray("xsk-1234") << 7;
    QTest::newRow("whole") << QByteArray("x zzqqqq") << 0;
    QTest::newRow("whole, its end begins another") << QByteArray("xsk-12345") << 8;
    QTest::newRow("restarted") << QByteArray("sk-sk-1") << 4;
    QTest::newRow("only the tail") << QByteArray("sk") << 2;
    QTest::newRow("whole one reaching into an open one") << QByteArray("x 12345zz") << 7;
}

void RedactorTest::openTail()
{
    QFETCH(QByteArray, text);
    QFETCH(int, length);
    Redactor redactor;
    redactor.addSecret(u"sk-12345"_s);
    redactor.addSecret(u"12345zz"_s);
    redactor.addSecret(u"zzqqqq"_s);
    QCOMPARE(redactor.openTail(text), length);
}

void RedactorTest::manyThreads()
{
    Redactor redactor;
    redactor.addSecret(u"sk-12345"_s);
    std::atomic<int> failures{0};
    std::vector<std::unique_ptr<QThread>> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back(QThread::create([&redactor, &failures, thread] {
            for (int i = 0; i < 50; ++i) {
                redactor.addSecret(u"secret-%1-%2"_s.arg(thread).arg(i));
                if (redactor.redact(u"x sk-12345"_s) != u"x [redacted]"_s)
                    ++failures;
            }
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        QVERIFY(thread->wait());
    QCOMPARE(failures.load(), 0);
    QCOMPARE(redactor.redact(u"secret-3-49"_s), Redactor::mask());
}

void RedactorTest::secretHeaderNames_data()
{
    QTest::addColumn<bool>("secret");
    for (const char *name : {"Authorization", "authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "apikey",
                             "X-API-Key", "x-goog-api-key", "X-Auth-Token", "X-Amz-Security-Token", "Client-Secret",
                             "X-Password", "X-Credentials", "Ocp-Apim-Subscription-Key"})
        QTest::newRow(name) << true;
    for (const char *name : {"Content-Type", "X-Kong-Request-Id", "traceparent", "X-RateLimit-Limit-Tokens",
                             "ratelimit-remaining", "X-AI-RateLimit-Token-Remaining", "x-ratelimit-remaining-tokens",
                             "X-Cache-Key", "Idempotency-Key", "Keep-Alive", "Via", "Sec-WebSocket-Key"})
        QTest::newRow(name) << false;
}

void RedactorTest::secretHeaderNames()
{
    QFETCH(bool, secret);
    QCOMPARE(base::isSecretHeaderName(QByteArrayView(QTest::currentDataTag())), secret);
}

QObject *makeRedactorTest()
{
    return new RedactorTest;
}

#include "tst_redactor.moc"
