// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/chat/liverate.h"

using namespace std::chrono_literals;

class LiveRateTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void nothingBeforeTheFirst();
    void countsTheLastTwoSeconds();
    void silenceIsZero();
    void resetForgets();

private:
    const ui::LiveRate::Time m_start{100s};
};

void LiveRateTest::nothingBeforeTheFirst()
{
    ui::LiveRate rate;
    rate.add(m_start, 0);
    QVERIFY(!rate.perSecond(m_start + 5s));
    rate.add(m_start, 1);
    QVERIFY(!rate.perSecond(m_start + 100ms)); // too early to say
}

void LiveRateTest::countsTheLastTwoSeconds()
{
    ui::LiveRate rate;
    qint64 events = 0;
    for (int i = 0; i <= 100; ++i) // ten a second for ten seconds
        rate.add(m_start + i * 100ms, ++events);
    for (int i = 1; i <= 60; ++i) // then twenty a second for three
        rate.add(m_start + 10s + i * 50ms, ++events);
    const double value = rate.perSecond(m_start + 13s).value_or(0);
    QVERIFY2(value > 19 && value < 21, qPrintable(QString::number(value)));
}

void LiveRateTest::silenceIsZero()
{
    ui::LiveRate rate;
    rate.add(m_start, 1);
    rate.add(m_start + 1s, 10);
    QVERIFY(rate.perSecond(m_start + 2900ms).value_or(0) > 0);
    QCOMPARE(rate.perSecond(m_start + 3s), std::optional<double>(0));
}

void LiveRateTest::resetForgets()
{
    ui::LiveRate rate;
    rate.add(m_start, 1);
    rate.add(m_start + 1s, 10);
    rate.reset();
    QVERIFY(!rate.perSecond(m_start + 1s));
}

QObject *makeLiveRateTest()
{
    return new LiveRateTest;
}

#include "tst_liverate.moc"
