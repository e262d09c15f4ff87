// SPDX-License-Identifier: Apache-2.0
#include "ui/text/runlayout.h"

#include "ui/text/readingstyle.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double codeSide = 4; ///< between inline code and its frame
constexpr double codeRadius = 3;
constexpr double endless = 1e6;

/// Room for the frame of inline code, without a character more in the text.
QList<QTextLayout::FormatRange> roomAround(int from, int to)
{
    QTextLayout::FormatRange range;
    range.length = 1;
    range.format.setFontLetterSpacingType(QFont::AbsoluteSpacing);
    range.format.setFontLetterSpacing(codeSide);
    QList<QTextLayout::FormatRange> ranges;
    range.start = from - 1;
    if (from > 0)
        ranges.append(range);
    range.start = to - 1;
    if (to > from)
        ranges.append(range);
    return ranges;
}

QString joined(const text::Runs &runs)
{
    QString whole;
    for (const text::Run &run : runs)
        whole += run.text;
    return whole;
}

} // namespace

RunLayout::RunLayout(const text::Runs &runs, const ReadingStyle &style, const QFont &font, double lineHeight)
    : m_style(&style)
    , m_layout(joined(runs), font)
    , m_lineHeight(lineHeight)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_layout.setTextOption(option);
    m_layout.setCacheEnabled(true);
    addFormats(runs);
}

void RunLayout::addFormats(const text::Runs &runs)
{
    QList<QTextLayout::FormatRange> ranges;
    QList<QTextLayout::FormatRange> rooms; // last: they add to the fonts
    int at = 0;
    for (const text::Run &run : runs) {
        QTextLayout::FormatRange range;
        range.start = at;
        range.length = int(run.text.size());
        at += range.length;
        if (run.style == 0 && run.link.isEmpty())
            continue;
        QFont font = run.style & text::Run::Code ? m_style->code : m_layout.font();
        if (run.style & text::Run::Bold)
            font.setWeight(QFont::DemiBold);
        font.setItalic(run.style & text::Run::Italic);
        font.setStrikeOut(run.style & text::Run::Strike);
        range.format.setFont(font);
        if (run.style & text::Run::Code) {
            m_code.append({range.start, at});
            rooms += roomAround(range.start, at);
        }
        if (!run.link.isEmpty()) {
            range.format.setForeground(m_style->link);
            range.format.setFontUnderline(true);
            m_links.append({range.start, at, run.link});
        }
        ranges.append(range);
    }
    m_layout.setFormats(ranges + rooms);
}

void RunLayout::setAlignment(Qt::Alignment alignment)
{
    QTextOption option = m_layout.textOption();
    option.setAlignment(alignment);
    m_layout.setTextOption(option);
}

void RunLayout::setVerbatim()
{
    QTextOption option = m_layout.textOption();
    option.setWrapMode(QTextOption::WrapAnywhere);
    option.setTabStopDistance(4 * m_style->codeAdvance);
    m_layout.setTextOption(option);
}

double RunLayout::layout(double width)
{
    double y = 0;
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(std::max(1.0, width));
        line.setPosition({0, y + std::floor((m_lineHeight - line.height()) / 2)});
        y += m_lineHeight;
    }
    m_layout.endLayout();
    return std::max(y, m_lineHeight);
}

double RunLayout::naturalWidth()
{
    layout(endless);
    double width = 0;
    for (int i = 0; i < m_layout.lineCount(); ++i)
        width = std::max(width, m_layout.lineAt(i).naturalTextWidth());
    return std::ceil(width);
}

QList<QRectF> RunLayout::rects(int from, int to) const
{
    QList<QRectF> found;
    for (int i = 0; i < m_layout.lineCount(); ++i) {
        const QTextLine line = m_layout.lineAt(i);
        const int start = std::max(from, line.textStart());
        const int end = std::min(to, line.textStart() + line.textLength());
        if (start >= end)
            continue;
        const double left = line.cursorToX(start);
        const double right = line.cursorToX(end);
        found.append(QRectF(std::min(left, right), i * m_lineHeight, std::abs(right - left), m_lineHeight));
    }
    return found;
}

void RunLayout::paintCode(QPainter *painter, const QPointF &at) const
{
    if (m_code.isEmpty())
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_style->line, 1));
    painter->setBrush(m_style->sunken);
    for (const Selection &code : m_code) {
        for (const QRectF &rect : rects(code.from, code.to)) {
            const QRectF frame = rect.translated(at).adjusted(-codeSide, 2, 0, -2);
            painter->drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), codeRadius, codeRadius);
        }
    }
    painter->restore();
}

void RunLayout::paintSelection(QPainter *painter, const QPointF &at, const Selection &selection) const
{
    for (const QRectF &rect : rects(selection.from, selection.to))
        painter->fillRect(rect.translated(at), m_style->selection);
}

void RunLayout::paint(QPainter *painter, const QPointF &at, const QColor &colour, const Selection &selection) const
{
    paintCode(painter, at);
    painter->setPen(colour);
    if (selection.from >= selection.to) {
        m_layout.draw(painter, at);
        return;
    }
    paintSelection(painter, at, selection);
    QTextLayout::FormatRange range;
    range.start = selection.from;
    range.length = selection.to - selection.from;
    range.format.setForeground(m_style->selectionText);
    m_layout.draw(painter, at, {range});
}

int RunLayout::lineAt(double y) const
{
    return std::clamp(int(y / m_lineHeight), 0, std::max(0, m_layout.lineCount() - 1));
}

int RunLayout::offsetAt(const QPointF &point) const
{
    if (m_layout.lineCount() == 0 || point.y() < 0)
        return 0;
    if (point.y() >= m_layout.lineCount() * m_lineHeight)
        return length();
    return m_layout.lineAt(lineAt(point.y())).xToCursor(point.x());
}

QString RunLayout::linkAt(const QPointF &point) const
{
    for (const Link &link : m_links) {
        const auto found = rects(link.from, link.to);
        if (std::any_of(found.begin(), found.end(), [&point](const QRectF &rect) { return rect.contains(point); }))
            return link.address;
    }
    return {};
}

QRectF RunLayout::caret() const
{
    const int last = m_layout.lineCount() - 1;
    if (last < 0)
        return QRectF(0, 0, 1, m_lineHeight);
    const QTextLine line = m_layout.lineAt(last);
    return QRectF(line.cursorToX(line.textStart() + line.textLength()), last * m_lineHeight, 1, m_lineHeight);
}

QString RunLayout::text() const
{
    return m_layout.text().replace(QChar::LineSeparator, u'\n');
}

int RunLayout::length() const
{
    return int(m_layout.text().size());
}

} // namespace ui
