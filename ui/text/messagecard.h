// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/messagesection.h"

#include <memory>
#include <utility>
#include <vector>

namespace ui {

/// One message of a list: head, sections, line of figures, and room for a widget below. GUI thread.
class MessageCard
{
public:
    struct Hit
    {
        enum class Kind { None, Text, Link, CopyCode, Fold, Figure };

        Kind kind = Kind::None;
        int section = -1;
        int block = -1; ///< CopyCode
        QString link;
        QString toolTip; ///< Figure
        TextColumn::Position position; ///< Text, Link
    };
    struct Selection
    {
        int section = -1;
        TextColumn::Selection range;
    };
    struct Anchor
    {
        int section = -1; ///< -1: the head
        TextColumn::Anchor place;
    };

    MessageCard(const Theme &theme, const ReadingStyle &style);

    void setContent(const MessageContent &content);
    const MessageContent &content() const { return m_content; }
    void setWidth(double width);
    void restyle();
    void setAttachmentHeight(int height);

    double height() const;
    double attachmentTop() const;
    QRectF figuresRect() const; ///< the line under the message, empty if there is none
    bool layoutRange(double top, double bottom); ///< true if the height changed
    void releaseOutside(double top, double bottom);
    /// From where to where the card looks other than at the last call.
    std::pair<double, double> takeChanged();

    void paint(QPainter *painter, const QPointF &at, double top, double bottom, const Selection &selection) const;
    QRectF ring() const; ///< what a focus ring goes around

    Hit hit(const QPointF &point) const;
    /// The place in a section's text nearest to the point.
    TextColumn::Position positionIn(int section, const QPointF &point) const;
    void toggle(int section);
    const TextColumn &column(int section) const { return m_sections[size_t(section)]->column(); }
    int sectionCount() const { return int(m_sections.size()); }
    int body() const { return m_body; }
    Anchor anchorAt(double y) const;
    double yOf(const Anchor &anchor) const;
    /// For screen readers: who, when, and the beginning of the text.
    QString summary() const;

private:
    double sectionTop(int section) const;
    double sectionsEnd() const;
    double waitingHeight() const;
    void paintHead(QPainter *painter, const QPointF &at) const;
    void paintFigures(QPainter *painter, const QPointF &at) const;
    void paintCaret(QPainter *painter, const QPointF &at) const;
    void addSection(size_t index, MessageSection::Frame frame);

    const Theme *m_theme; ///< not owned
    const ReadingStyle *m_style; ///< not owned, outlives the card
    MessageContent m_content;
    std::vector<std::unique_ptr<MessageSection>> m_sections;
    bool m_reshaped = true; ///< more than the text and what stands below it has changed
    bool m_hasNewFoot = true; ///< what stands below the text has changed
    double m_shownHeight = 0; ///< at the last takeChanged()
    int m_body = 0; ///< index of the section with the text
    double m_width = 0;
    int m_attachment = 0;
};

} // namespace ui
