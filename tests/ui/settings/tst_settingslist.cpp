// SPDX-License-Identifier: Apache-2.0
#include "settings/settings.h"
#include "support/testmain.h"
#include "ui/settings/settingslist.h"
#include "ui/widgets/theme.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>

using namespace Qt::StringLiterals;

class SettingsListTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void listsThePersonAndEveryGateway();
};

void SettingsListTest::listsThePersonAndEveryGateway()
{
    const QTemporaryDir folder;
    settings::Settings settings(folder.filePath(u"settings.json"_s));
    const ui::Theme theme;
    ui::SettingsList list(&settings, &theme);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(list.rowCount(), 1);
    settings::Profile profile;
    profile.id = u"p1"_s;
    profile.name = u"kong-eu-1"_s;
    profile.baseUrl = u"http://kong:8000/v1"_s;
    settings.saveProfile(profile);
    QCOMPARE(list.rowCount(), 2);
    QCOMPARE(list.index(1).data().toString(), u"kong-eu-1"_s);
    QCOMPARE(list.rowOf(u"p1"_s), 1);
    QCOMPARE(list.rowOf(u"p2"_s), -1);
    list.setNew(u"p2"_s);
    QCOMPARE(list.rowOf(u"p2"_s), 2);
    settings::Preferences preferences = settings.preferences();
    preferences.currentProfile = u"p1"_s;
    settings.setPreferences(preferences);
    QVERIFY(list.index(1).data(Qt::AccessibleTextRole).toString().contains("in use"_L1));
    settings.removeProfile(u"p1"_s);
    QCOMPARE(list.rowOf(u"p1"_s), -1);
}

QObject *makeSettingsListTest()
{
    return new SettingsListTest;
}

#include "tst_settingslist.moc"
