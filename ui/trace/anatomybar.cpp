// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/anatomybar.h"

#include "ui/trace/tracedocument.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QResizeEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int barHeight = 16;
constexpr int leastHead = 28;
constexpr int leastRow = 20; ///< of the legend
constexpr int chipGap = 6;
constexpr int oneColumnBelow = 380; ///< of the legend: two would cut the phases' names
constexpr std::chrono::nanoseconds tolerance{500'000}; ///< headers are whole milliseconds
constexpr int shownRows = 64; ///< phases stand at the beginning of a chat's trace

std::chrono::nanoseconds timeOf(const trace::Span &span)
{
    return span.end ? std::max(*span.end - span.start, std::chrono::nanoseconds(0)) : std::chrono::nanoseconds(0);
}

} // namespace

AnatomyBar::AnatomyBar(const Theme *theme, TraceDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_document(document)
{
    setObjectName(u"anatomyBar"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(document, &TraceDocument::reset, this, &AnatomyBar::read);
    connect(document, &TraceDocument::rowAppended, this, &AnatomyBar::read);
    connect(document, &TraceDocument::rowsChanged, this, [this] {
        // The last of them, generation, changes with every token and is none of these.
        if (m_document->tree().size() < shownRows)
            read();
    });
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    read();
}

void AnatomyBar::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
    update();
}

void AnatomyBar::read()
{
    QList<Part> parts;
    base::Timestamp start;
    base::Timestamp end;
    int parent = -1;
    for (int row = 0; row < std::min(shownRows, m_document->tree().size()); ++row) {
        const trace::Span &span = m_document->span(row);
        const QString mark = m_document->mark(row);
        if (!span.attributes.contains(trace::keys::Phase) || mark == "generation"_L1 || !span.end)
            continue;
        // Of an agent's many calls the first one is shown.
        if (parent >= 0 && m_document->tree().parent(row) != parent)
            continue;
        if (parent < 0) {
            parent = m_document->tree().parent(row);
            start = parent >= 0 ? m_document->span(parent).start : span.start;
        }
        end = std::max(end, *span.end);
        parts.append({mark, span.name, timeOf(span), span.attributes[u"spanway.source"].toString()});
    }
    m_total = parts.isEmpty() ? std::chrono::nanoseconds(0) : end - start;
    // The span begins a little before the call does: the number is the one that stands under the reply.
    if (const base::Json ttft = parent >= 0 ? m_document->span(parent).attributes[u"spanway.ttft_ms"] : base::Json(); ttft.isNumber())
        m_total = std::chrono::nanoseconds(qint64(ttft.toDouble() * 1e6));
    const bool another = parts.size() != m_parts.size();
    m_parts = std::move(parts);
    setVisible(!m_parts.isEmpty());
    setAccessibleName(note());
    if (another)
        updateGeometry();
    update();
}

QString AnatomyBar::note() const
{
    if (m_parts.isEmpty())
        return {};
    std::chrono::nanoseconds known{0};
    for (const Part &part : m_parts)
        known += part.time;
    const QString total = formats::duration(m_total);
    const auto rest = m_total - known;
    return rest <= tolerance ? tr("%1, all accounted for").arg(total)
                             : tr("%1, %2 unaccounted for").arg(total, formats::duration(rest));
}

int AnatomyBar::columns() const
{
    return width() < oneColumnBelow ? 1 : 2;
}

int AnatomyBar::headRow() const
{
    return std::max(leastHead, QFontMetrics(m_theme->font(Theme::Type::Small)).height() + metrics::spaceS);
}

int AnatomyBar::headHeight() const
{
    const QFontMetrics words(m_theme->font(Theme::Type::Small));
    const int wanted = words.horizontalAdvance(heading() + note()) + 2 * metrics::spaceL + metrics::spaceXl;
    return wanted > width() ? headRow() + words.height() : headRow();
}

QString AnatomyBar::heading()
{
    return tr("To first token");
}

int AnatomyBar::legendRow() const
{
    return std::max(leastRow, QFontMetrics(m_theme->font(Theme::Type::Small)).height() + 2);
}

int AnatomyBar::legendRows() const
{
    return (int(m_parts.size()) + columns()) / columns();
}

QRect AnatomyBar::legendCell(qsizetype index, int top) const
{
    const int gaps = (columns() - 1) * metrics::spaceXl;
    const int each = (width() - 2 * metrics::spaceL - gaps) / columns();
    return {metrics::spaceL + int(index % columns()) * (each + metrics::spaceXl), top + int(index / columns()) * legendRow(), each, legendRow()};
}

void AnatomyBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != width())
        updateGeometry();
}

QSize AnatomyBar::sizeHint() const
{
    if (m_compact)
        return {128, metrics::barHeight};
    return {metrics::inspectorMin, headHeight() + barHeight + metrics::spaceS + legendRows() * legendRow() + metrics::spaceM};
}

QSize AnatomyBar::minimumSizeHint() const
{
    return {100, sizeHint().height()};
}

void AnatomyBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_compact) {
        paintBar(&painter, QRectF(rect()));
        return;
    }
    const QRect head(metrics::spaceL, metrics::spaceXs, width() - 2 * metrics::spaceL, headHeight());
    const bool twoLines = head.height() > headRow();
    QFont bold = m_theme->font(Theme::Type::Small);
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(m_theme->colour(Colour::TextPrimary));
    painter.drawText(head, Qt::AlignLeft | (twoLines ? Qt::AlignTop : Qt::AlignVCenter), heading());
    painter.setFont(m_theme->font(Theme::Type::Small));
    painter.setPen(m_theme->colour(Colour::TextMuted));
    painter.drawText(head, twoLines ? Qt::AlignLeft | Qt::AlignBottom : Qt::AlignRight | Qt::AlignVCenter, note());
    paintBar(&painter, QRectF(head.left(), head.bottom(), head.width(), barHeight));
    paintLegend(&painter, head.bottom() + barHeight + metrics::spaceS);
}

void AnatomyBar::paintBar(QPainter *painter, const QRectF &bar) const
{
    if (m_total.count() <= 0)
        return;
    double x = bar.left();
    for (const Part &part : m_parts) {
        const double width = std::max(2.0, double(part.time.count()) / double(m_total.count()) * bar.width());
        const QRectF piece(x, bar.top(), std::max(1.0, std::min(width, bar.right() - x) - 1), bar.height());
        chip::paintBar(painter, piece, m_theme->span(part.mark));
        x += width;
    }
}

void AnatomyBar::paintLegend(QPainter *painter, int top) const
{
    QStringList sources;
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        const Part &part = m_parts[i];
        const QRect row = legendCell(i, top);
        const SpanStyle &style = m_theme->span(part.mark);
        const int chipWidth = std::max(metrics::chipWidth, chip::size(*m_theme, style).width());
        chip::paint(painter, QRectF(row.left(), row.top(), chipWidth, row.height()), *m_theme, style);
        painter->setFont(m_theme->font(Theme::Type::Small));
        const QString time = formats::duration(part.time);
        const QRect name = row.adjusted(chipWidth + chipGap, 0, -painter->fontMetrics().horizontalAdvance(time) - 4, 0);
        painter->setPen(m_theme->colour(Colour::TextSecondary));
        painter->drawText(name, Qt::AlignVCenter, painter->fontMetrics().elidedText(part.name, Qt::ElideRight, name.width()));
        painter->setPen(m_theme->colour(Colour::TextPrimary));
        painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, time);
        if (!part.source.isEmpty())
            sources.append(u"%1 = %2"_s.arg(part.name, part.source));
    }
    if (sources.isEmpty())
        return;
    const QRect row = legendCell(m_parts.size(), top);
    painter->setPen(m_theme->colour(Colour::TextMuted));
    painter->drawText(row, Qt::AlignVCenter, painter->fontMetrics().elidedText(sources.join(u", "_s), Qt::ElideRight, row.width()));
}

} // namespace ui
