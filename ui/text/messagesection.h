// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/messagecontent.h"
#include "ui/text/textcolumn.h"

namespace ui {

class Theme;

/// A part of a message: its text, or a titled card below or above it. GUI thread.
class MessageSection
{
public:
    enum class Frame { None, Card, Outline };

    MessageSection(const Theme &theme, const ReadingStyle &style, Frame frame);

    void setBody(const QString &text, TextColumn::Kind kind, bool growing);
    void setExtra(const MessageContent::Extra &extra, bool growing);

    TextColumn &column() { return m_column; }
    const TextColumn &column() const { return m_column; }
    bool hasHead() const { return !m_title.isEmpty(); }
    QString title() const { return m_title; }
    bool isFolded() const { return m_folded; }
    void toggle() { m_folded = !m_folded; m_chosen = true; }

    void setWidth(double width);
    double height() const;
    QPointF textCorner() const; ///< of the column inside the section
    bool layoutRange(double top, double bottom);
    void releaseOutside(double top, double bottom);
    bool isHead(const QPointF &point) const;

    void paint(QPainter *painter, const QPointF &at, double top, double bottom, const TextColumn::Selection &selection) const;

private:
    double padding() const;
    double headHeight() const;
    void paintFrame(QPainter *painter, const QRectF &frame) const;
    void paintHead(QPainter *painter, const QRectF &head) const;

    const Theme *m_theme; ///< not owned
    const ReadingStyle *m_style; ///< not owned
    Frame m_frame;
    TextColumn m_column;
    QString m_icon;
    QString m_title;
    QString m_note;
    bool m_folded = false;
    bool m_chosen = false; ///< folded or not by the person
    double m_width = 0;
};

} // namespace ui
