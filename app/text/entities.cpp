// SPDX-License-Identifier: Apache-2.0
#include "text/entities.h"

#include <array>
#include <utility>

namespace text {

namespace {

using Named = std::pair<QByteArrayView, char32_t>;

/// What models write in practice; HTML knows two thousand more.
constexpr std::array named{
    Named{"amp", U'&'},     Named{"lt", U'<'},      Named{"gt", U'>'},       Named{"quot", U'"'},
    Named{"apos", U'\''},   Named{"nbsp", 0xA0},    Named{"hellip", 0x2026}, Named{"mdash", 0x2014},
    Named{"ndash", 0x2013}, Named{"lsquo", 0x2018}, Named{"rsquo", 0x2019},  Named{"ldquo", 0x201C},
    Named{"rdquo", 0x201D}, Named{"bull", 0x2022},  Named{"middot", 0xB7},   Named{"times", 0xD7},
    Named{"divide", 0xF7},  Named{"plusmn", 0xB1},  Named{"minus", 0x2212},  Named{"deg", 0xB0},
    Named{"micro", 0xB5},   Named{"copy", 0xA9},    Named{"reg", 0xAE},      Named{"trade", 0x2122},
    Named{"euro", 0x20AC},  Named{"pound", 0xA3},   Named{"yen", 0xA5},      Named{"cent", 0xA2},
    Named{"sect", 0xA7},    Named{"para", 0xB6},    Named{"laquo", 0xAB},    Named{"raquo", 0xBB},
    Named{"larr", 0x2190},  Named{"uarr", 0x2191},  Named{"rarr", 0x2192},   Named{"darr", 0x2193},
    Named{"rArr", 0x21D2},  Named{"hArr", 0x21D4},  Named{"le", 0x2264},     Named{"ge", 0x2265},
    Named{"ne", 0x2260},    Named{"asymp", 0x2248}, Named{"infin", 0x221E},  Named{"sum", 0x2211},
    Named{"radic", 0x221A}, Named{"frac12", 0xBD},  Named{"frac14", 0xBC},   Named{"alpha", 0x3B1},
    Named{"beta", 0x3B2},   Named{"gamma", 0x3B3},  Named{"delta", 0x3B4},   Named{"lambda", 0x3BB},
    Named{"mu", 0x3BC},     Named{"pi", 0x3C0},     Named{"sigma", 0x3C3},   Named{"check", 0x2713},
};

bool isScalar(uint value)
{
    return value != 0 && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
}

} // namespace

QString entityText(QByteArrayView entity)
{
    QByteArrayView name = entity;
    if (name.startsWith('&'))
        name = name.sliced(1);
    if (name.endsWith(';'))
        name.chop(1);
    if (name.startsWith('#')) {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        bool ok = false;
        const uint value = name.sliced(hex ? 2 : 1).toByteArray().toUInt(&ok, hex ? 16 : 10);
        const char32_t character = ok && isScalar(value) ? char32_t(value) : char32_t(QChar::ReplacementCharacter);
        return QString::fromUcs4(&character, 1);
    }
    for (const auto &[known, character] : named) {
        if (name == known)
            return QString::fromUcs4(&character, 1);
    }
    return QString::fromUtf8(entity);
}

} // namespace text
