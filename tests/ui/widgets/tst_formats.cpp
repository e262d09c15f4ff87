// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/widgets/formats.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

namespace {

const QLocale english(QLocale::English, QLocale::UnitedStates);

QString plain(QString text)
{
    return text.replace(QChar(0x202F), u' ');
}

/// A wall time on 2026-11-25 (UTC is the zone of every test).
base::Timestamp at(int hour, int minute, int second, int daysAgo = 0)
{
    return base::Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 25) - std::chrono::days(daysAgo)
                           + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second));
}

} // namespace

class FormatsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void duration_data();
    void duration();
    void offset_data();
    void offset();
    void tokens_data();
    void tokens();
    void bytes_data();
    void bytes();
    void cost_data();
    void cost();
    void missingStaysMissing();
    void rateAndPercent();
    void times();
    void countdown_data();
    void countdown();
    void localeSeparates();
};

void FormatsTest::duration_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << u"0 ms"_s;
    QTest::newRow("microseconds") << qint64(640'000) << u"640 µs"_s;
    QTest::newRow("just below a millisecond") << qint64(999'400) << u"999 µs"_s;
    QTest::newRow("rounds into a millisecond") << qint64(999'600) << u"1.00 ms"_s;
    QTest::newRow("milliseconds") << qint64(1'940'000) << u"1.94 ms"_s;
    QTest::newRow("ten milliseconds") << qint64(25'600'000) << u"25.6 ms"_s;
    QTest::newRow("hundreds") << qint64(430'000'000) << u"430 ms"_s;
    QTest::newRow("rounding adds a digit") << qint64(9'996'000) << u"10.0 ms"_s;
    QTest::newRow("seconds") << qint64(2'720'000'000) << u"2.72 s"_s;
    QTest::newRow("tens of seconds") << qint64(42'600'000'000) << u"42.6 s"_s;
    QTest::newRow("rounds into a minute") << qint64(59'960'000'000) << u"1 m 00 s"_s;
    QTest::newRow("minutes") << qint64(252'000'000'000) << u"4 m 12 s"_s;
    QTest::newRow("hours") << qint64(7'500'000'000'000) << u"2 h 05 m"_s;
    QTest::newRow("negative, a clock that was set back") << qint64(-1'940'000) << u"−1.94 ms"_s;
}

void FormatsTest::duration()
{
    QFETCH(qint64, ns);
    QFETCH(QString, text);
    QCOMPARE(plain(ui::formats::duration(nanoseconds(ns), english)), text);
}

void FormatsTest::offset_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("text");
    QTest::newRow("one digit more") << qint64(1'940'000) << u"1.940 ms"_s;
    QTest::newRow("minutes keep hundredths") << qint64(101'620'000'000) << u"1 m 41.62 s"_s;
}

void FormatsTest::offset()
{
    QFETCH(qint64, ns);
    QFETCH(QString, text);
    QCOMPARE(plain(ui::formats::offset(nanoseconds(ns), english)), text);
}

void FormatsTest::tokens_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero is a number") << qint64(0) << u"0"_s;
    QTest::newRow("grouped") << qint64(4'791) << u"4,791"_s;
    QTest::newRow("last grouped") << qint64(99'999) << u"99,999"_s;
    QTest::newRow("thousands") << qint64(318'000) << u"318 k"_s;
    QTest::newRow("millions") << qint64(1'920'000) << u"1.92 M"_s;
    QTest::newRow("rounds into a million") << qint64(999'900) << u"1.00 M"_s;
}

void FormatsTest::tokens()
{
    QFETCH(qint64, count);
    QFETCH(QString, text);
    QCOMPARE(plain(ui::formats::tokens(count, english)), text);
}

void FormatsTest::bytes_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("bytes") << qint64(836) << u"836 B"_s;
    QTest::newRow("kibibytes") << qint64(12'083) << u"11.8 KiB"_s;
    QTest::newRow("mebibytes") << qint64(2'516'582) << u"2.4 MiB"_s;
    QTest::newRow("rounds into a mebibyte") << qint64(1'048'570) << u"1.0 MiB"_s;
}

void FormatsTest::bytes()
{
    QFETCH(qint64, count);
    QFETCH(QString, text);
    QCOMPARE(plain(ui::formats::bytes(count, english)), text);
}

void FormatsTest::cost_data()
{
    QTest::addColumn<double>("dollars");
    QTest::addColumn<QString>("text");
    QTest::newRow("small") << 0.0053 << u"$0.0053"_s;
    QTest::newRow("large") << 3.41 << u"$3.41"_s;
    QTest::newRow("tiny") << 0.00002 << u"<$0.0001"_s;
    QTest::newRow("free is known to be free") << 0.0 << u"$0.0000"_s;
}

void FormatsTest::cost()
{
    QFETCH(double, dollars);
    QFETCH(QString, text);
    QCOMPARE(ui::formats::cost(dollars, english), text);
}

void FormatsTest::missingStaysMissing()
{
    const QString missing = u"–"_s;
    QCOMPARE(ui::formats::duration(std::nullopt, english), missing);
    QCOMPARE(ui::formats::tokens(std::nullopt, english), missing);
    QCOMPARE(ui::formats::bytes(std::nullopt, english), missing);
    QCOMPARE(ui::formats::cost(std::nullopt, english), missing);
    QCOMPARE(ui::formats::rate(std::nullopt, english), missing);
    QCOMPARE(ui::formats::percent(std::nullopt, english), missing);
    QCOMPARE(ui::formats::estimate(missing), missing);
    QCOMPARE(ui::formats::tokenPair(412, std::nullopt, english), u"412 in · – out"_s);
}

void FormatsTest::rateAndPercent()
{
    QCOMPARE(plain(ui::formats::rate(78.42, english)), u"78.4 tok/s"_s);
    QCOMPARE(plain(ui::formats::rate(0, english)), u"0 tok/s"_s);
    QCOMPARE(plain(ui::formats::percent(0.458, english)), u"45.8 %"_s);
    QCOMPARE(ui::formats::estimate(u"214"_s), u"~214"_s);
}

void FormatsTest::times()
{
    const base::Timestamp now = at(14, 30, 0);
    QCOMPARE(ui::formats::clock(at(14, 2, 11), now, english), u"14:02:11"_s);
    QCOMPARE(ui::formats::clock(at(14, 2, 11, 1), now, english), u"11/24/26 14:02:11"_s);
    QCOMPARE(ui::formats::shortTime(at(13, 41, 0), now, english), u"13:41"_s);
    QCOMPARE(ui::formats::shortTime(at(13, 41, 0, 1), now, english), u"Tue"_s);
    QCOMPARE(ui::formats::shortTime(at(13, 41, 0, 8), now, english), u"11/17/26"_s);
    QCOMPARE(ui::formats::ago(14s, english), u"14 s ago"_s);
    QCOMPARE(ui::formats::ago(190s, english), u"3 m ago"_s);
    QCOMPARE(ui::formats::ago(2h + 5min, english), u"2 h ago"_s);
    QCOMPARE(ui::formats::ago(50h, english), u"2 d ago"_s);
}

void FormatsTest::countdown_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64(37'500) << u"0:38"_s;
    QTest::newRow("minutes") << qint64(112'000) << u"1:52"_s;
    QTest::newRow("hours") << qint64(3'723'000) << u"1:02:03"_s;
    QTest::newRow("over") << qint64(-5'000) << u"0:00"_s;
}

void FormatsTest::countdown()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(ui::formats::countdown(std::chrono::milliseconds(ms)), text);
}

void FormatsTest::localeSeparates()
{
    const QLocale german(QLocale::German, QLocale::Germany);
    QCOMPARE(plain(ui::formats::duration(1'940us, german)), u"1,94 ms"_s);
    QCOMPARE(ui::formats::tokens(4'791, german), u"4.791"_s);
}

QObject *makeFormatsTest()
{
    return new FormatsTest;
}

#include "tst_formats.moc"
