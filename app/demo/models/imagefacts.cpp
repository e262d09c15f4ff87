// SPDX-License-Identifier: Apache-2.0
#include "demo/models/imagefacts.h"

#include <QtCore/QtEndian>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

int bigEndian16(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint16>(bytes.constData() + at);
}

int littleEndian16(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<quint16>(bytes.constData() + at);
}

std::optional<ImageFacts> png(const QByteArray &bytes)
{
    if (bytes.size() < 24 || !bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return std::nullopt;
    return ImageFacts{u"PNG"_s, qFromBigEndian<int>(bytes.constData() + 16),
                      qFromBigEndian<int>(bytes.constData() + 20)};
}

std::optional<ImageFacts> gif(const QByteArray &bytes)
{
    if (bytes.size() < 10 || !(bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a")))
        return std::nullopt;
    return ImageFacts{u"GIF"_s, littleEndian16(bytes, 6), littleEndian16(bytes, 8)};
}

/// Walks the segments to the first frame header (SOF0 to SOF15 but DHT, JPG and DAC).
std::optional<ImageFacts> jpeg(const QByteArray &bytes)
{
    if (!bytes.startsWith("\xff\xd8"))
        return std::nullopt;
    qsizetype at = 2;
    while (at + 9 <= bytes.size() && quint8(bytes[at]) == 0xff) {
        const quint8 marker = quint8(bytes[at + 1]);
        const bool isFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (isFrame)
            return ImageFacts{u"JPEG"_s, bigEndian16(bytes, at + 7), bigEndian16(bytes, at + 5)};
        at += 2 + bigEndian16(bytes, at + 2);
    }
    return std::nullopt;
}

std::optional<ImageFacts> webp(const QByteArray &bytes)
{
    if (bytes.size() < 30 || !bytes.startsWith("RIFF") || bytes.mid(8, 4) != "WEBP")
        return std::nullopt;
    const QByteArray kind = bytes.mid(12, 4);
    if (kind == "VP8X") {
        const quint32 width = qFromLittleEndian<quint32>(bytes.constData() + 24) & 0xffffff;
        const quint32 height = qFromLittleEndian<quint32>(bytes.constData() + 26) >> 8;
        return ImageFacts{u"WebP"_s, int(width) + 1, int(height & 0xffffff) + 1};
    }
    if (kind == "VP8 ")
        return ImageFacts{u"WebP"_s, littleEndian16(bytes, 26) & 0x3fff, littleEndian16(bytes, 28) & 0x3fff};
    if (kind != "VP8L")
        return std::nullopt;
    const quint32 bits = qFromLittleEndian<quint32>(bytes.constData() + 21);
    return ImageFacts{u"WebP"_s, int(bits & 0x3fff) + 1, int((bits >> 14) & 0x3fff) + 1};
}

} // namespace

std::optional<ImageFacts> imageFacts(const QByteArray &bytes)
{
    for (auto read : {png, gif, jpeg, webp}) {
        if (const auto facts = read(bytes))
            return facts;
    }
    return std::nullopt;
}

} // namespace demo
