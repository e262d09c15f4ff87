// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/trace/timescale.h"

class TimeScaleTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void placesTimes();
    void growsInSteps();
    void ticksAreRoundAndApart_data();
    void ticksAreRoundAndApart();
};

void TimeScaleTest::placesTimes()
{
    ui::TimeScale scale;
    scale.fit(2000, false);
    QCOMPARE(scale.x(0, 100), 0.0);
    QCOMPARE(scale.x(1000, 100), 50.0);
    QCOMPARE(scale.x(5000, 100), 100.0);
    QCOMPARE(scale.x(-5, 100), 0.0);
    scale.fit(0, false);
    QCOMPARE(scale.length(), 1);
}

void TimeScaleTest::growsInSteps()
{
    ui::TimeScale scale;
    scale.fit(10, true);
    QCOMPARE(scale.length(), 1'000'000'000);
    scale.fit(1'000'000'001, true);
    QCOMPARE(scale.length(), 1'500'000'000);
    scale.fit(1'400'000'000, true);
    QCOMPARE(scale.length(), 1'500'000'000);
}

void TimeScaleTest::ticksAreRoundAndApart_data()
{
    QTest::addColumn<qint64>("length");
    QTest::newRow("microseconds") << qint64(3'000);
    QTest::newRow("seconds") << qint64(3'240'000'000);
    QTest::newRow("hours") << qint64(9'000'000'000'000);
}

void TimeScaleTest::ticksAreRoundAndApart()
{
    QFETCH(qint64, length);
    ui::TimeScale scale;
    scale.fit(length, false);
    const QList<qint64> ticks = scale.ticks(400, 60);
    QCOMPARE(ticks.first(), 0);
    QVERIFY(ticks.size() >= 3);
    for (qsizetype i = 1; i < ticks.size(); ++i)
        QVERIFY(scale.x(ticks[i], 400) - scale.x(ticks[i - 1], 400) >= 59.9);
}

QObject *makeTimeScaleTest()
{
    return new TimeScaleTest;
}

#include "tst_timescale.moc"
