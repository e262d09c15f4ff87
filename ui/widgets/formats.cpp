// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/formats.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui::formats {

namespace {

constexpr QChar narrowSpace(0x202F);
constexpr int daysWithName = 6;

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::formats", text);
}

QString withUnit(const QString &number, const QString &unit)
{
    return number + narrowSpace + unit;
}

/// Rounded to `digits` significant digits, never with an exponent.
QString significant(double value, int digits, const QLocale &locale)
{
    if (value == 0)
        return locale.toString(0);
    int decimals = digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(value))));
    // 9.996 becomes 10.0, not 10.00: rounding may add a digit before the point.
    const double scale = std::pow(10, decimals);
    const double rounded = std::round(value * scale) / scale;
    decimals = digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(rounded))));
    return locale.toString(rounded, 'f', std::max(0, decimals));
}

QString signedText(bool negative, const QString &text)
{
    return negative ? u"−"_s + text : text;
}

QString minutes(qint64 seconds)
{
    return u"%1\u202Fm %2\u202Fs"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

QString hours(qint64 seconds)
{
    return u"%1\u202Fh %2\u202Fm"_s.arg(seconds / 3600).arg(seconds / 60 % 60, 2, 10, QChar(u'0'));
}

QString spelled(double ns, int digits, const QLocale &locale)
{
    // Mostly a header of Kong's, which counts whole milliseconds.
    if (ns == 0)
        return withUnit(locale.toString(0), u"ms"_s);
    // The borders are where rounding to the given digits would reach the next unit.
    const double half = 0.5 * std::pow(10, -digits);
    if (ns < 1e6 * (1 - half))
        return withUnit(significant(ns / 1e3, digits, locale), u"µs"_s);
    if (ns < 1e9 * (1 - half))
        return withUnit(significant(ns / 1e6, digits, locale), u"ms"_s);
    return withUnit(significant(ns / 1e9, digits, locale), u"s"_s);
}

QDateTime local(base::Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(base::floorMs(time).count());
}

} // namespace

QString duration(std::optional<std::chrono::nanoseconds> time, const QLocale &locale)
{
    if (!time)
        return missing;
    const double ns = std::abs(static_cast<double>(time->count()));
    const bool negative = time->count() < 0;
    if (ns < 59.95e9)
        return signedText(negative, spelled(ns, 3, locale));
    const auto seconds = static_cast<qint64>(std::llround(ns / 1e9));
    return signedText(negative, seconds < 3600 ? minutes(seconds) : hours(seconds));
}

QString offset(std::chrono::nanoseconds time, const QLocale &locale)
{
    const double ns = std::abs(static_cast<double>(time.count()));
    const bool negative = time.count() < 0;
    if (ns < 60e9)
        return signedText(negative, spelled(ns, 4, locale));
    const auto whole = static_cast<qint64>(ns / 60e9);
    const QString rest = locale.toString(ns / 1e9 - static_cast<double>(whole) * 60, 'f', 2);
    return signedText(negative, u"%1\u202Fm %2\u202Fs"_s.arg(QString::number(whole), rest));
}

QString tokens(std::optional<qint64> count, const QLocale &locale)
{
    if (!count)
        return missing;
    if (*count < 100'000)
        return locale.toString(*count);
    const auto value = static_cast<double>(*count);
    if (value < 999'500)
        return withUnit(significant(value / 1e3, 3, locale), u"k"_s);
    return withUnit(significant(value / 1e6, 3, locale), u"M"_s);
}

QString estimate(const QString &number)
{
    return number == missing ? number : u'~' + number;
}

QString tokenPair(std::optional<qint64> in, std::optional<qint64> out, const QLocale &locale)
{
    return tr("%1 in · %2 out").arg(tokens(in, locale), tokens(out, locale));
}

QString rate(std::optional<double> tokensPerSecond, const QLocale &locale)
{
    if (!tokensPerSecond)
        return missing;
    return withUnit(significant(*tokensPerSecond, 3, locale), tr("tok/s"));
}

QString bytes(std::optional<qint64> count, const QLocale &locale)
{
    if (!count)
        return missing;
    if (*count < 1024)
        return withUnit(locale.toString(*count), u"B"_s);
    static constexpr std::array<QStringView, 4> units{u"KiB", u"MiB", u"GiB", u"TiB"};
    double value = static_cast<double>(*count) / 1024;
    size_t unit = 0;
    while (value >= 1023.95 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return withUnit(locale.toString(value, 'f', 1), units[unit].toString());
}

QString percent(std::optional<double> share, const QLocale &locale)
{
    return share ? withUnit(locale.toString(*share * 100, 'f', 1), u"%"_s) : missing;
}

QString cost(std::optional<double> dollars, const QLocale &locale)
{
    if (!dollars)
        return missing;
    if (*dollars > 0 && *dollars < 0.0001)
        return u"<$"_s + locale.toString(0.0001, 'f', 4);
    return u'$' + locale.toString(*dollars, 'f', *dollars < 1 ? 4 : 2);
}

QString count(qint64 number, const QLocale &locale)
{
    return locale.toString(number);
}

QString clock(base::Timestamp time, base::Timestamp now, const QLocale &locale)
{
    const QDateTime at = local(time);
    const QString text = at.toString(u"HH:mm:ss"_s);
    return at.date() == local(now).date() ? text : locale.toString(at.date(), QLocale::ShortFormat) + u' ' + text;
}

QString shortTime(base::Timestamp time, base::Timestamp now, const QLocale &locale)
{
    const QDateTime at = local(time);
    const qint64 days = at.date().daysTo(local(now).date());
    if (days == 0)
        return at.toString(u"HH:mm"_s);
    if (days > 0 && days <= daysWithName)
        return locale.toString(at.date(), u"ddd"_s);
    return locale.toString(at.date(), QLocale::ShortFormat);
}

QString ago(std::chrono::nanoseconds age, const QLocale &locale)
{
    const auto seconds = std::max<qint64>(0, std::chrono::duration_cast<std::chrono::seconds>(age).count());
    if (seconds < 60)
        return tr("%1 s ago").arg(locale.toString(seconds));
    if (seconds < 3600)
        return tr("%1 m ago").arg(locale.toString(seconds / 60));
    if (seconds < 86'400)
        return tr("%1 h ago").arg(locale.toString(seconds / 3600));
    return tr("%1 d ago").arg(locale.toString(seconds / 86'400));
}

QString countdown(std::chrono::nanoseconds left)
{
    const auto seconds = std::max<qint64>(0, std::chrono::ceil<std::chrono::seconds>(left).count());
    const QString end = u"%1:%2"_s.arg(seconds / 60 % 60, seconds >= 3600 ? 2 : 1, 10, QChar(u'0'))
                            .arg(seconds % 60, 2, 10, QChar(u'0'));
    return seconds >= 3600 ? u"%1:%2"_s.arg(seconds / 3600).arg(end) : end;
}

} // namespace ui::formats
