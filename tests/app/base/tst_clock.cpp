// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::Clock;
using base::MonoTime;
using base::Timestamp;

class ClockTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void anchored();
    void nowMovesForward();
    void millisecondsAreRoundedDown_data();
    void millisecondsAreRoundedDown();
    void text();
};

void ClockTest::anchored()
{
    const MonoTime mono(1000s);
    const Timestamp wall(1'700'000'000'123'456'789ns);
    const Clock clock(mono, wall);
    QCOMPARE(clock.wall(mono).time_since_epoch().count(), wall.time_since_epoch().count());
    QVERIFY(clock.wall(mono + 1500us) == wall + 1500us);
    QVERIFY(clock.wall(mono - 3ns) == wall - 3ns);
    QVERIFY(clock.mono(wall + 7ns) == mono + 7ns);
    QVERIFY(clock.mono(clock.wall(mono - 2h)) == mono - 2h);
}

void ClockTest::nowMovesForward()
{
    const auto before = std::chrono::system_clock::now();
    const Clock clock;
    const Timestamp first = clock.now();
    const Timestamp second = clock.now();
    QVERIFY(second >= first);
    // Generous, because the system clock may be set while this runs.
    QVERIFY(first - before < 1min && before - first < 1min);
}

void ClockTest::millisecondsAreRoundedDown_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("whole") << qint64(5'000'000) << qint64(5);
    QTest::newRow("almost the next") << qint64(5'999'999) << qint64(5);
    QTest::newRow("zero") << qint64(0) << qint64(0);
    QTest::newRow("just before 1970") << qint64(-1) << qint64(-1);
    QTest::newRow("before 1970") << qint64(-1'000'001) << qint64(-2);
}

void ClockTest::millisecondsAreRoundedDown()
{
    QFETCH(qint64, nanoseconds);
    QFETCH(qint64, milliseconds);
    QCOMPARE(qint64(base::floorMs(Timestamp(std::chrono::nanoseconds(nanoseconds))).count()), milliseconds);
}

void ClockTest::text()
{
    QCOMPARE(base::rfc3339Ms(Timestamp(1'795'453'572'054'999'999ns)), u"2026-11-23T17:06:12.054Z"_s);
    QCOMPARE(base::rfc3339Ms(Timestamp(0ns)), u"1970-01-01T00:00:00.000Z"_s);
    QCOMPARE(base::rfc3339Ms(Timestamp(-1ns)), u"1969-12-31T23:59:59.999Z"_s);
}

QObject *makeClockTest()
{
    return new ClockTest;
}

#include "tst_clock.moc"
