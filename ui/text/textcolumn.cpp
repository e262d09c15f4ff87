// SPDX-License-Identifier: Apache-2.0
#include "ui/text/textcolumn.h"

#include "text/markdown.h"
#include "ui/text/readingstyle.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

TextColumn::TextColumn(const ReadingStyle &style)
    : m_boxes(style)
    , m_style(&style)
{
}

void TextColumn::setText(const QString &text, Kind kind, bool growing, const QString &language)
{
    const bool sameText = text.size() == m_source.size() && text == m_source;
    if (sameText && kind == m_kind && growing == m_growing)
        return;
    const bool continues = kind == Kind::Markdown && m_kind == kind && m_isParsed && m_growing
        && text.size() >= m_source.size() && (m_source.isEmpty() || text[m_source.size() - 1] == m_source.back());
    m_source = text;
    m_kind = kind;
    m_growing = growing;
    m_language = language;
    if (!continues) {
        m_stream = {};
        m_boxes.clear();
    }
    m_isParsed = false;
    if (m_wasNear)
        parse();
}

void TextColumn::parse()
{
    if (std::exchange(m_isParsed, true))
        return;
    if (m_kind == Kind::Markdown) {
        m_stream.setText(m_source);
        m_boxes.update(m_stream.blocks(), m_stream.firstChanged(), m_stream.onlyCodeGrew());
        if (!m_growing) {
            m_stream.finish();
            m_boxes.update(m_stream.blocks(), m_stream.firstChanged(), false);
        }
        return;
    }
    if (m_kind == Kind::Plain) {
        m_plain = text::plainBlocks(m_source);
    } else {
        text::Block code;
        code.kind = text::Block::Kind::Code;
        code.code = m_source;
        code.language = m_language;
        m_plain = {code};
        m_boxes.codeHeads = !m_language.isEmpty();
    }
    m_boxes.update(m_plain, 0, false);
}

const QList<text::Block> &TextColumn::blocks() const
{
    return m_kind == Kind::Markdown ? m_stream.blocks() : m_plain;
}

void TextColumn::restyle()
{
    m_boxes.clear();
    m_boxes.update(blocks(), 0, false);
}

void TextColumn::setWidth(double width)
{
    m_width = width;
    m_boxes.setWidth(width);
}

double TextColumn::height() const
{
    if (m_isParsed)
        return m_boxes.height();
    if (m_source.isEmpty())
        return 0;
    const double lines = double(m_source.size()) * m_style->textAdvance / std::max(1.0, m_width);
    return std::ceil(lines + double(m_source.count(u'\n'))) * m_style->textLine;
}

bool TextColumn::layoutRange(double top, double bottom)
{
    m_wasNear = true;
    const bool parsedNow = !m_isParsed;
    parse();
    return m_boxes.layoutRange(top, bottom) || parsedNow;
}

void TextColumn::releaseOutside(double top, double bottom)
{
    m_boxes.releaseOutside(top, bottom);
}

double TextColumn::takeChanged()
{
    // A caret was painted at the old end of the text, one will be at the new end.
    const double before = std::exchange(m_caretTop, caret().top());
    return std::min({m_boxes.takeChanged(), before, m_caretTop});
}

void TextColumn::paint(QPainter *painter, const QPointF &at, double top, double bottom, const Selection &selection) const
{
    for (int i = m_boxes.indexAt(top); i >= 0 && i < m_boxes.count() && m_boxes.top(i) < bottom; ++i) {
        BlockBox::Selection part;
        if (!selection.isEmpty() && i >= selection.from.box && i <= selection.to.box) {
            part.from = i == selection.from.box ? selection.from.offset : 0;
            part.to = i == selection.to.box ? selection.to.offset : int(m_boxes.box(i).text().size());
        }
        m_boxes.box(i).paint(painter, at + QPointF(0, m_boxes.top(i)), part);
    }
}

TextColumn::Position TextColumn::positionAt(const QPointF &point) const
{
    const int index = m_boxes.indexAt(point.y());
    if (index < 0)
        return {};
    const BlockBox &box = m_boxes.box(index);
    return {index, box.hasLines() ? box.offsetAt(point - QPointF(0, m_boxes.top(index))) : 0};
}

TextColumn::Position TextColumn::end() const
{
    const int last = m_boxes.count() - 1;
    return last < 0 ? Position{} : Position{last, int(m_boxes.box(last).text().size())};
}

TextColumn::Selection TextColumn::wordAt(const Position &position) const
{
    if (position.box >= m_boxes.count())
        return {};
    const QString text = m_boxes.box(position.box).text();
    const auto inWord = [&text](int i) { return i >= 0 && i < text.size() && (text[i].isLetterOrNumber() || text[i] == u'_'); };
    int from = position.offset;
    int to = position.offset;
    while (inWord(from - 1))
        --from;
    while (inWord(to))
        ++to;
    return {{position.box, from}, {position.box, to}};
}

QString TextColumn::linkAt(const QPointF &point) const
{
    const int index = m_boxes.indexAt(point.y());
    return index < 0 || !m_boxes.box(index).hasLines() ? QString()
                                                       : m_boxes.box(index).linkAt(point - QPointF(0, m_boxes.top(index)));
}

int TextColumn::copyButtonAt(const QPointF &point) const
{
    const int index = m_boxes.indexAt(point.y());
    const bool hit = index >= 0 && m_boxes.box(index).isCopyButton(point - QPointF(0, m_boxes.top(index)));
    return hit ? m_boxes.box(index).block() : -1;
}

QRectF TextColumn::caret() const
{
    const int last = m_boxes.count() - 1;
    if (last < 0)
        return QRectF(0, 0, 1, m_style->textLine);
    return m_boxes.box(last).hasLines() ? m_boxes.box(last).caret().translated(0, m_boxes.top(last)) : QRectF();
}

QString TextColumn::selectedText(const Selection &selection) const
{
    QString selected;
    for (int i = selection.from.box; i <= selection.to.box && i < m_boxes.count(); ++i) {
        const QString text = m_boxes.box(i).text();
        const int from = i == selection.from.box ? selection.from.offset : 0;
        const int to = i == selection.to.box ? selection.to.offset : int(text.size());
        if (i > selection.from.box)
            selected += m_boxes.box(i).separator();
        selected += QStringView(text).sliced(std::min<qsizetype>(from, text.size())).first(std::clamp<qsizetype>(to - from, 0, text.size() - from));
    }
    return selected;
}

TextColumn::Anchor TextColumn::anchorAt(double y) const
{
    const int index = y < 0 ? -1 : m_boxes.indexAt(y);
    return {index, index < 0 ? y : y - m_boxes.top(index)};
}

double TextColumn::yOf(const Anchor &anchor) const
{
    if (anchor.box < 0 || m_boxes.count() == 0)
        return anchor.offset;
    const int index = std::min(anchor.box, m_boxes.count() - 1);
    return m_boxes.top(index) + std::min(anchor.offset, m_boxes.box(index).height());
}

QList<int> TextColumn::codeBlocks() const
{
    QList<int> found;
    for (qsizetype i = 0; i < blocks().size(); ++i) {
        if (blocks()[i].kind == text::Block::Kind::Code)
            found.append(int(i));
    }
    return found;
}

QString TextColumn::codeOf(int block) const
{
    return block >= 0 && block < blocks().size() ? blocks()[block].plainText() : QString();
}

QString TextColumn::languageOf(int block) const
{
    return block >= 0 && block < blocks().size() ? blocks()[block].language : QString();
}

QStringList TextColumn::links() const
{
    QStringList found;
    for (const text::Block &block : blocks()) {
        for (const text::Run &run : block.runs) {
            if (!run.link.isEmpty() && !found.contains(run.link))
                found.append(run.link);
        }
    }
    return found;
}

QString TextColumn::plainText() const
{
    return selectedText({{}, end()});
}

} // namespace ui
