// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>

namespace settings {

/// Colours, span marks, sizes and type of the window, as resources/theme/tokens.json gives them. A value; any thread.
struct DesignTokens
{
    /// The two colours of a span mark in one mode: what it is filled with and what is written on it.
    struct Paint
    {
        QString fill;
        QString on;
    };

    /// How one span type or gateway phase is marked.
    struct SpanMark
    {
        QString type; ///< "CHAT_MODEL", "connect"
        QString code; ///< one or two letters
        bool round = false; ///< phases are round, types square
        QString texture; ///< "hatch45", "dashedOutline" or empty
        Paint light;
        Paint dark;
    };

    /// One role of text, relative to the person's own font size.
    struct TypeRole
    {
        double size = 1;
        int weight = 400;
        double line = 1.5; ///< line height over font size
    };

    QHash<QString, QString> light; ///< colour by token name ("surface.window"), as #RRGGBB
    QHash<QString, QString> dark;
    QList<SpanMark> spans; ///< in the order of the file
    QHash<QString, int> sizes; ///< top-level sizes in logical pixels
    QHash<QString, TypeRole> type;
    QHash<QString, int> motion; ///< milliseconds

    /// Error: InvalidInput, the text is no token file.
    static base::Result<DesignTokens> parse(const QByteArray &utf8);
};

} // namespace settings
