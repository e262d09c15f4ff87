// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QUuid>

#include <algorithm>

namespace base {

QByteArray randomBytes(int count)
{
    if (count <= 0)
        return {};
    QByteArray bytes(count, '\0');
    const auto allZero = [&bytes] { return std::all_of(bytes.cbegin(), bytes.cend(), [](char c) { return c == 0; }); };
    do {
        QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    } while (allZero());
    return bytes;
}

QString randomUuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace base
