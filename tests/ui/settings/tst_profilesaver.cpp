// SPDX-License-Identifier: Apache-2.0
#include "base/redactor.h"
#include "settings/secretstore.h"
#include "settings/settings.h"
#include "support/testmain.h"
#include "ui/settings/profilesaver.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using Kind = settings::SecretSource::Kind;

class ProfileSaverTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void secretIsKeptBeforeTheProfileNamesIt();
    void withoutKeyringNothingIsSaved();
    void secretsNoLongerNamedAreRemoved();

private:
    static settings::Profile profile(Kind kind, const QString &reference);
};

settings::Profile ProfileSaverTest::profile(Kind kind, const QString &reference)
{
    settings::Profile profile;
    profile.id = u"p1"_s;
    profile.name = u"kong"_s;
    profile.baseUrl = u"http://kong:8000/v1"_s;
    profile.key = {kind, {}, reference};
    return profile;
}

void ProfileSaverTest::secretIsKeptBeforeTheProfileNamesIt()
{
    const QTemporaryDir folder;
    base::Redactor redactor;
    settings::SecretStore secrets(&redactor);
    settings::Settings settings(folder.filePath(u"settings.json"_s));
    ui::ProfileSaver saver(&settings, &secrets);
    QSignalSpy saved(&saver, &ui::ProfileSaver::saved);
    saver.save(profile(Kind::Session, u"ref-1"_s), {{u"ref-1"_s, u"canary-1234"_s}});
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(settings.profile(u"p1"_s));
    const auto value = secrets.read({Kind::Session, {}, u"ref-1"_s});
    QTRY_VERIFY(value.isFinished());
    QCOMPARE(value.result().value_or(QString()), u"canary-1234"_s);
    QFile file(folder.filePath(u"settings.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("canary"));
}

void ProfileSaverTest::withoutKeyringNothingIsSaved()
{
    const QTemporaryDir folder;
    base::Redactor redactor;
    settings::SecretStore secrets(&redactor);
    settings::Settings settings(folder.filePath(u"settings.json"_s));
    ui::ProfileSaver saver(&settings, &secrets);
    QSignalSpy failed(&saver, &ui::ProfileSaver::failed);
    saver.save(profile(Kind::Keyring, u"ref-1"_s), {{u"ref-1"_s, u"canary-1234"_s}});
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!settings.profile(u"p1"_s));
    QVERIFY(!saver.isSaving());
}

void ProfileSaverTest::secretsNoLongerNamedAreRemoved()
{
    const QTemporaryDir folder;
    base::Redactor redactor;
    settings::SecretStore secrets(&redactor);
    settings::Settings settings(folder.filePath(u"settings.json"_s));
    ui::ProfileSaver saver(&settings, &secrets);
    QSignalSpy saved(&saver, &ui::ProfileSaver::saved);
    saver.save(profile(Kind::Session, u"ref-1"_s), {{u"ref-1"_s, u"old-value"_s}});
    QTRY_COMPARE(saved.size(), 1);
    saver.save(profile(Kind::Session, u"ref-2"_s), {{u"ref-2"_s, u"new-value"_s}});
    QTRY_COMPARE(saved.size(), 2);
    const auto old = secrets.read({Kind::Session, {}, u"ref-1"_s});
    QTRY_VERIFY(old.isFinished());
    QVERIFY(!old.result());
}

QObject *makeProfileSaverTest()
{
    return new ProfileSaverTest;
}

#include "tst_profilesaver.moc"
