// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/colour.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace ui {

/// A message as a list shows it. All texts come from people, models or servers and are shown as text, never as markup of ours.
struct MessageContent
{
    enum class Look {
        Reply, ///< on the page
        Own, ///< in a card
        Part ///< in a card with a line around: a message inside a trace
    };

    /// Reasoning, a tool call, a refusal: a titled text that may be folded.
    struct Extra
    {
        QString icon;
        QString title;
        QString note; ///< behind the title, muted
        QString text;
        bool code = false; ///< fixed font
        bool folded = false; ///< at first; the person's choice stays

        bool operator==(const Extra &) const = default;
    };

    /// One figure of the line under a message: "TTFT 523 ms".
    struct Figure
    {
        QString icon; ///< may be empty
        Colour colour = Colour::TextSecondary;
        QString text;
        QString toolTip;

        bool operator==(const Figure &) const = default;
    };

    Look look = Look::Reply;
    QString author;
    QString note; ///< behind the author: "via chat-large"
    QString noteIcon;
    Colour noteColour = Colour::TextMuted;
    QString time;
    QString text;
    bool markdown = true;
    bool growing = false;
    QString waiting; ///< shown in place of the text before it comes: "Waiting for the upstream"
    QList<Extra> before; ///< above the text
    QList<Extra> after; ///< below it
    QList<Figure> figures;
};

} // namespace ui
