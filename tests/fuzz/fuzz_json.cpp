// SPDX-License-Identifier: Apache-2.0
// What parses can be written in every style and parses again to the same value.
#include "base/json.h"

#include <QtCore/qlogging.h>

#include <algorithm>

using base::Json;
using base::JsonStyle;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto json = Json::parse(QByteArrayView(data, qsizetype(size)));
    if (!json)
        return 0;
    for (const JsonStyle style : {JsonStyle::Compact, JsonStyle::Python, JsonStyle::PythonAscii, JsonStyle::Indented}) {
        const QByteArray written = json->write(style);
        const auto again = Json::parse(written);
        if (!again || !(*again == *json))
            qFatal("style %d: what was written reads back differently", int(style));
        const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
        if (style == JsonStyle::PythonAscii && !std::all_of(written.cbegin(), written.cend(), isAscii))
            qFatal("ASCII style wrote a byte that is none");
    }
    return 0;
}
