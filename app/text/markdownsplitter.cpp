// SPDX-License-Identifier: Apache-2.0
#include "text/markdownsplitter.h"

#include <algorithm>

namespace text {

namespace {

constexpr qsizetype enoughToDecide = 16; ///< characters of an incomplete line that tell what it begins

qsizetype indentOf(QStringView line)
{
    const auto isBlank = [](QChar c) { return c == u' ' || c == u'\t'; };
    return std::ranges::find_if_not(line, isBlank) - line.begin();
}

/// Length of the fence a line begins with; 0: none.
qsizetype fenceLength(QStringView content)
{
    if (content.isEmpty() || (content[0] != u'`' && content[0] != u'~'))
        return 0;
    qsizetype length = 0;
    while (length < content.size() && content[length] == content[0])
        ++length;
    if (length < 3)
        return 0;
    // A backtick behind the fence makes it code inside a line.
    return content[0] == u'`' && content.sliced(length).contains(u'`') ? 0 : length;
}

bool startsNumber(QStringView line)
{
    qsizetype digits = 0;
    while (digits < line.size() && line[digits].isDigit())
        ++digits;
    return digits > 0 && digits < line.size() && (line[digits] == u'.' || line[digits] == u')');
}

bool startsItem(QStringView line)
{
    const bool bullet = line.size() > 1 && (line[0] == u'-' || line[0] == u'*' || line[0] == u'+') && line[1] == u' ';
    return bullet || startsNumber(line);
}

bool isDefinition(QStringView line)
{
    const QStringView content = line.sliced(std::min(indentOf(line), line.size()));
    const qsizetype end = content.indexOf(u"]:");
    return content.startsWith(u'[') && end > 1;
}

} // namespace

void MarkdownSplitter::advance(const QString &text)
{
    while (m_line < text.size()) {
        const qsizetype end = text.indexOf(u'\n', m_line);
        if (end < 0)
            break;
        line(text, m_line, end, true);
        m_line = end + 1;
    }
    if (text.size() - m_line >= enoughToDecide)
        line(text, m_line, text.size(), false);
    if (!inCode())
        cutLongLine(text);
}

void MarkdownSplitter::line(const QString &text, qsizetype from, qsizetype to, bool complete)
{
    const QStringView line = QStringView(text).sliced(from, to - from);
    const QStringView content = line.sliced(indentOf(line)).trimmed();
    if (from > m_starts.last() && isBoundary(line, from))
        cut(from);
    if (!complete)
        return;
    m_afterFence = false;
    if (m_inFence) {
        const qsizetype length = fenceLength(content);
        const bool closes = length >= m_fenceLength && length == content.size() && content[0] == m_fenceCharacter;
        // A fence inside a list item also ends where the text is no longer indented.
        const bool left = m_fenceIndented && !content.isEmpty() && indentOf(line) == 0;
        if (closes || left) {
            m_afterFence = closes && m_fenceIsChunk;
            m_inFence = false;
        }
    } else {
        fenceLine(line, from, to + 1);
        m_hasItem = m_hasItem || startsItem(line);
        m_hasDefinitions = m_hasDefinitions || isDefinition(line);
    }
    m_afterBlank = content.isEmpty();
}

void MarkdownSplitter::fenceLine(QStringView line, qsizetype from, qsizetype next)
{
    const qsizetype indent = indentOf(line);
    const QStringView content = line.sliced(indent);
    const qsizetype length = fenceLength(content);
    if (length == 0)
        return;
    m_inFence = true;
    m_fenceCharacter = content[0];
    m_fenceLength = length;
    m_fenceIsChunk = from == m_starts.last() && indent == 0;
    m_fenceIndented = indent > 0 && m_hasItem;
    m_codeStart = next;
}

bool MarkdownSplitter::isBoundary(QStringView line, qsizetype from) const
{
    if (m_inFence || line.isEmpty())
        return false;
    if (m_afterFence)
        return true;
    const bool indented = line[0] == u' ' || line[0] == u'\t';
    if (!indented && fenceLength(line.trimmed()) > 0)
        return true;
    const qsizetype size = from - m_starts.last();
    if (size > longestChunk || (size > longestList && startsItem(line)))
        return true;
    // "1." at every item means counting on, which only the whole list can.
    return m_afterBlank && !indented && !line.trimmed().isEmpty() && !startsNumber(line);
}

void MarkdownSplitter::cut(qsizetype at)
{
    m_starts.append(at);
    m_afterBlank = false;
    m_afterFence = false;
    m_hasItem = false;
}

void MarkdownSplitter::cutLongLine(const QString &text)
{
    while (text.size() - std::max(m_line, m_starts.last()) > longestChunk) {
        const qsizetype from = std::max(m_line, m_starts.last());
        const qsizetype space = text.lastIndexOf(u' ', from + longestChunk);
        qsizetype at = space > from ? space + 1 : from + longestChunk;
        if (text[at].isLowSurrogate())
            ++at;
        cut(at);
    }
}

} // namespace text
