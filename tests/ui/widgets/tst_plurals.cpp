// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTranslator>

using namespace Qt::StringLiterals;

/// The English plurals that every program installs.
class PluralsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void oneAndMany_data();
    void oneAndMany();
};

void PluralsTest::oneAndMany_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("many");
    QTest::newRow("window") << "ui::MainWindow"_ba << "%n trace(s) read"_ba << u"1 trace read"_s << u"3 traces read"_s;
    QTest::newRow("verb") << "ui::OutboxMove"_ba << "%n trace(s) wait for %1, experiment %2. Left alone, they stay meant for it."_ba
                          << u"1 trace waits for %1, experiment %2. Left alone, it stays meant for it."_s
                          << u"3 traces wait for %1, experiment %2. Left alone, they stay meant for it."_s;
    QTest::newRow("http") << "http"_ba << "The reply from %1 stopped early (%n byte(s) kept)."_ba
                          << u"The reply from %1 stopped early (1 byte kept)."_s
                          << u"The reply from %1 stopped early (3 bytes kept)."_s;
}

void PluralsTest::oneAndMany()
{
    QFETCH(QByteArray, context);
    QFETCH(QByteArray, source);
    QTranslator plurals;
    QVERIFY(plurals.load(u":/i18n/spanway_en.qm"_s));
    QVERIFY(QCoreApplication::installTranslator(&plurals));
    QTEST(QCoreApplication::translate(context, source, nullptr, 1), "one");
    QTEST(QCoreApplication::translate(context, source, nullptr, 3), "many");
}

QObject *makePluralsTest()
{
    return new PluralsTest;
}

#include "tst_plurals.moc"
