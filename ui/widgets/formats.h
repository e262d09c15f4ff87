// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"

#include <QtCore/QLocale>
#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace ui {

/// Numbers as people read them: three digits, the locale's separators, a narrow no-break space before units, "–" for
/// what is missing.
namespace formats {

inline const QString missing = QStringLiteral("–");

/// "640 µs", "1.94 ms", "430 ms", "2.72 s", "4 m 12 s", "2 h 05 m".
QString duration(std::optional<std::chrono::nanoseconds> time, const QLocale &locale = {});
/// One digit more, for offsets from a trace's start: "1 m 41.62 s", with a leading "+" if asked.
QString offset(std::chrono::nanoseconds time, const QLocale &locale = {});
/// "4,791", "318 k", "1.92 M".
QString tokens(std::optional<qint64> count, const QLocale &locale = {});
/// "~214": an estimate; it never leaves for MLflow.
QString estimate(const QString &number);
/// "412 in · 431 out".
QString tokenPair(std::optional<qint64> in, std::optional<qint64> out, const QLocale &locale = {});
/// "78.4 tok/s".
QString rate(std::optional<double> tokensPerSecond, const QLocale &locale = {});
/// "836 B", "11.8 KiB", "2.4 MiB".
QString bytes(std::optional<qint64> count, const QLocale &locale = {});
/// "45.8 %" of a share between 0 and 1.
QString percent(std::optional<double> share, const QLocale &locale = {});
/// "$0.0053", "$3.41", "<$0.0001"; an unknown price is missing, never 0.
QString cost(std::optional<double> dollars, const QLocale &locale = {});
/// "1,284": a plain count.
QString count(qint64 number, const QLocale &locale = {});
/// "14:02:11"; with the day if it is not today.
QString clock(base::Timestamp time, base::Timestamp now, const QLocale &locale = {});
/// A row's short time: "14:02" today, "Tue" within six days, else the date.
QString shortTime(base::Timestamp time, base::Timestamp now, const QLocale &locale = {});
/// "14 s ago", "3 m ago", "2 h ago", "5 d ago".
QString ago(std::chrono::nanoseconds age, const QLocale &locale = {});
/// "0:38", "1:52", "1:02:03": counts down.
QString countdown(std::chrono::nanoseconds left);

} // namespace formats

} // namespace ui
