// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace demo {

/// What the first bytes of an image file tell.
struct ImageFacts
{
    QString type; ///< "PNG", "JPEG", "GIF", "WebP"
    int width = 0; ///< pixels
    int height = 0;
};

/// Missing for other files and for damaged headers.
std::optional<ImageFacts> imageFacts(const QByteArray &bytes);

} // namespace demo
