// SPDX-License-Identifier: Apache-2.0
#include "settings/settings.h"

#include "support/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

#include <memory>

using namespace Qt::StringLiterals;
using settings::Profile;
using settings::Settings;

class SettingsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void missingFileMeansDefaults();
    void changesAreSavedAtOnce();
    void unchangedValuesAreNotSaved();
    void profilesAreReplacedById();
    void removedProfileIsNoLongerCurrent();
    void currentProfileFallsBackToTheFirst();
    void demoProfileStaysInMemory();
    void fileIsForTheOwnerOnly();
    void damagedFileIsSetAside_data();
    void damagedFileIsSetAside();
    void emptiedNamesStayEmpty();
    void oddPreferencesGetDefaults();
    void failedSaveIsToldAndKeptInMemory();
    void profilesTravelAsFiles();
    void badProfileFilesAreRefused();

protected:
    void prepare() override;

private:
    QString file() const { return m_folder->filePath(u"config/settings.json"_s); }
    QByteArray content() const;
    void put(const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

Profile profileNamed(const QString &name)
{
    Profile profile;
    profile.id = u"id-"_s + name;
    profile.name = name;
    profile.baseUrl = u"http://%1:8000/v1"_s.arg(name);
    return profile;
}

} // namespace

void SettingsTest::prepare()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QByteArray SettingsTest::content() const
{
    QFile input(file());
    return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray();
}

void SettingsTest::put(const QByteArray &content) const
{
    QVERIFY(QDir().mkpath(m_folder->filePath(u"config"_s)));
    QFile output(file());
    QVERIFY(output.open(QIODevice::WriteOnly));
    output.write(content);
}

void SettingsTest::missingFileMeansDefaults()
{
    Settings settings(file());
    QVERIFY(settings.load().has_value());
    QVERIFY(settings.profiles().isEmpty());
    QVERIFY(!settings.currentProfile());
    QCOMPARE(settings.preferences().textPercent, 100);
    QCOMPARE(settings.preferences().sourceName, u"Spanway"_s);
    QVERIFY(!settings.preferences().userName.isEmpty());
    QVERIFY2(!QFile::exists(file()), "reading alone must not make a file");
}

void SettingsTest::changesAreSavedAtOnce()
{
    Settings settings(file());
    QSignalSpy preferencesChanged(&settings, &Settings::preferencesChanged);
    QSignalSpy profilesChanged(&settings, &Settings::profilesChanged);
    settings::Preferences preferences = settings.preferences();
    preferences.sendWithCtrlEnter = true;
    preferences.textPercent = 130;
    preferences.windowState = u"AAEC"_s;
    preferences.shortcuts.insert(u"chat.stop"_s, base::Json(u"Esc"_s));
    settings.setPreferences(preferences);
    settings.saveProfile(profileNamed(u"one"_s));
    QCOMPARE(preferencesChanged.size(), 1);
    QCOMPARE(profilesChanged.size(), 1);

    Settings again(file());
    QVERIFY(again.load().has_value());
    QVERIFY(again.preferences() == preferences);
    QCOMPARE(again.profiles().size(), 1);
    QVERIFY(again.profiles().first() == profileNamed(u"one"_s));
}

void SettingsTest::unchangedValuesAreNotSaved()
{
    Settings settings(file());
    QSignalSpy changed(&settings, &Settings::preferencesChanged);
    settings.setPreferences(settings.preferences());
    QCOMPARE(changed.size(), 0);
    QVERIFY(!QFile::exists(file()));
}

void SettingsTest::profilesAreReplacedById()
{
    Settings settings(file());
    settings.saveProfile(profileNamed(u"one"_s));
    settings.saveProfile(profileNamed(u"two"_s));
    Profile changed = profileNamed(u"one"_s);
    changed.name = u"renamed"_s;
    settings.saveProfile(changed);
    QCOMPARE(settings.profiles().size(), 2);
    QCOMPARE(settings.profile(u"id-one"_s)->name, u"renamed"_s);
    QVERIFY(!settings.profile(u"id-three"_s));
}

void SettingsTest::removedProfileIsNoLongerCurrent()
{
    Settings settings(file());
    settings.saveProfile(profileNamed(u"one"_s));
    settings::Preferences preferences = settings.preferences();
    preferences.currentProfile = u"id-one"_s;
    settings.setPreferences(preferences);
    settings.removeProfile(u"id-one"_s);
    QVERIFY(settings.profiles().isEmpty());
    QVERIFY(settings.preferences().currentProfile.isEmpty());
    Settings again(file());
    QVERIFY(again.load().has_value());
    QVERIFY(again.profiles().isEmpty());
}

void SettingsTest::currentProfileFallsBackToTheFirst()
{
    Settings settings(file());
    settings.saveProfile(profileNamed(u"one"_s));
    settings.saveProfile(profileNamed(u"two"_s));
    QCOMPARE(settings.currentProfile()->id, u"id-one"_s);
    settings::Preferences preferences = settings.preferences();
    preferences.currentProfile = u"id-two"_s;
    settings.setPreferences(preferences);
    QCOMPARE(settings.currentProfile()->id, u"id-two"_s);
}

void SettingsTest::demoProfileStaysInMemory()
{
    Settings settings(file());
    settings.saveProfile(profileNamed(u"one"_s));
    settings.setTemporaryProfile(profileNamed(u"demo"_s));
    QCOMPARE(settings.profiles().size(), 2);
    QVERIFY(settings.profile(u"id-demo"_s)->demo);
    Profile changed = *settings.profile(u"id-demo"_s);
    changed.name = u"changed"_s;
    settings.saveProfile(changed);
    settings.saveProfile(profileNamed(u"two"_s));
    QVERIFY2(!content().contains("id-demo"), content().constData());
    // Reading the file again does not drop the demo either.
    QVERIFY(settings.load().has_value());
    QCOMPARE(settings.profile(u"id-demo"_s)->name, u"changed"_s);
}

void SettingsTest::fileIsForTheOwnerOnly()
{
    Settings settings(file());
    settings.saveProfile(profileNamed(u"one"_s));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY((QFile::permissions(file()) & others) == 0);
    QVERIFY((QFile::permissions(m_folder->filePath(u"config"_s)) & others) == 0);
    // A file that was open to others before is closed by the next save.
    QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    settings.saveProfile(profileNamed(u"two"_s));
    QVERIFY((QFile::permissions(file()) & others) == 0);
}

void SettingsTest::damagedFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("damaged");
    QTest::newRow("no json") << "{\"version\": 1, \"prof"_ba;
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("not an object") << "[1]"_ba;
    QTest::newRow("of a later version") << R"({"version": 99})"_ba;
    QTest::newRow("bad profile") << R"({"version": 1, "profiles": [{"name": 3}]})"_ba;
}

void SettingsTest::damagedFileIsSetAside()
{
    QFETCH(const QByteArray, damaged);
    put(damaged);
    Settings settings(file());
    const auto loaded = settings.load();
    QVERIFY(!loaded.has_value());
    QCOMPARE(loaded.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY(settings.profiles().isEmpty());
    QVERIFY(!QFile::exists(file()));
    const QDir folder(m_folder->filePath(u"config"_s));
    const QStringList kept = folder.entryList({u"settings.json.damaged-*"_s});
    QCOMPARE(kept.size(), 1);
    QVERIFY2(loaded.error().message.contains(kept.first()), qPrintable(loaded.error().message));
    QFile copy(folder.filePath(kept.first()));
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QCOMPARE(copy.readAll(), damaged);
}

void SettingsTest::emptiedNamesStayEmpty()
{
    Settings settings(file());
    settings::Preferences preferences = settings.preferences();
    preferences.userName.clear();
    preferences.sourceName.clear();
    settings.setPreferences(preferences);
    Settings again(file());
    QVERIFY(again.load().has_value());
    QCOMPARE(again.preferences().userName, QString());
    QCOMPARE(again.preferences().sourceName, QString());
}

void SettingsTest::oddPreferencesGetDefaults()
{
    put(R"({"version": 1, "preferences": {"textPercent": 5000, "shortcuts": [], "sendWithCtrlEnter": "yes"}})"_ba);
    Settings settings(file());
    QVERIFY(settings.load().has_value());
    QCOMPARE(settings.preferences().textPercent, 200);
    QVERIFY(settings.preferences().shortcuts.isObject());
    QVERIFY(!settings.preferences().sendWithCtrlEnter);
}

void SettingsTest::failedSaveIsToldAndKeptInMemory()
{
    // A folder of that name cannot be replaced by a file, not even by root.
    QVERIFY(QDir().mkpath(file() + u"/inside"_s));
    Settings settings(file());
    QList<base::Error> failures;
    connect(&settings, &Settings::saveFailed, this, [&failures](const base::Error &error) { failures.append(error); });
    settings.saveProfile(profileNamed(u"one"_s));
    QCOMPARE(failures.size(), 1);
    QCOMPARE(failures.first().kind, base::ErrorKind::Storage);
    QCOMPARE(settings.profiles().size(), 1);
}

void SettingsTest::profilesTravelAsFiles()
{
    Settings settings(file());
    settings.saveProfile(profileNamed(u"one"_s));
    const QString exported = m_folder->filePath(u"one.json"_s);
    QVERIFY(settings.exportProfile(u"id-one"_s, exported).has_value());
    const auto imported = settings.importProfile(exported);
    QVERIFY(imported.has_value());
    QVERIFY(imported->id != u"id-one"_s);
    QVERIFY(!imported->id.isEmpty());
    Profile expected = profileNamed(u"one"_s);
    expected.id = imported->id;
    QVERIFY(*imported == expected);
    QCOMPARE(settings.profiles().size(), 1);
}

void SettingsTest::badProfileFilesAreRefused()
{
    Settings settings(file());
    QCOMPARE(settings.exportProfile(u"nobody"_s, m_folder->filePath(u"x"_s)).error().kind, base::ErrorKind::NotFound);
    QCOMPARE(settings.importProfile(m_folder->filePath(u"missing"_s)).error().kind, base::ErrorKind::Storage);
    put("{"_ba);
    QCOMPARE(settings.importProfile(file()).error().kind, base::ErrorKind::InvalidInput);
    put(R"({"name": false})"_ba);
    QCOMPARE(settings.importProfile(file()).error().kind, base::ErrorKind::InvalidInput);
}

QObject *makeSettingsTest()
{
    return new SettingsTest;
}

#include "tst_settings.moc"
