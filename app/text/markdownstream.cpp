// SPDX-License-Identifier: Apache-2.0
#include "text/markdownstream.h"

#include "text/markdown.h"

#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace text {

namespace {

constexpr qsizetype longestDefinitions = 4 * 1024;

bool onlyFence(QStringView line)
{
    const QStringView content = line.trimmed();
    return !content.isEmpty() && (content[0] == u'`' || content[0] == u'~')
        && std::all_of(content.begin(), content.end(), [&](QChar c) { return c == content[0]; });
}

QString definitionsIn(const QString &text)
{
    QString found;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        const QStringView content = line.trimmed();
        if (content.startsWith(u'[') && content.indexOf(u"]:") > 1 && found.size() + line.size() < longestDefinitions)
            found += content.toString() + u'\n';
    }
    return found.isEmpty() ? found : u"\n\n"_s + found;
}

} // namespace

void MarkdownStream::setText(const QString &text)
{
    const bool continues = text.size() >= m_text.size() && m_splitter.starts().last() <= text.size();
    if (!continues)
        *this = {};
    m_text = text;
    m_onlyCodeGrew = false;
    const bool wasCode = m_codeRead >= 0;
    const qsizetype chunksBefore = m_splitter.starts().size();
    m_splitter.advance(m_text);
    if (wasCode && m_splitter.inCode() && m_splitter.starts().size() == chunksBefore) {
        m_onlyCodeGrew = true;
        m_firstChanged = m_blocks.size() - 1;
        readCode();
        return;
    }
    m_firstChanged = m_frozenBlocks;
    m_codeRead = -1;
    m_blocks.resize(m_frozenBlocks);
    const QList<qsizetype> &starts = m_splitter.starts();
    for (; m_read + 1 < starts.size(); ++m_read) {
        readChunk(starts[m_read], starts[m_read + 1], {});
        m_frozenBlocks = m_blocks.size();
    }
    if (m_splitter.inCode()) {
        Block code;
        code.kind = Block::Kind::Code;
        const QStringView opening
            = QStringView(m_text).sliced(starts.last(), m_splitter.codeStart() - starts.last()).trimmed();
        qsizetype name = 0;
        while (name < opening.size() && opening[name] == opening[0])
            ++name;
        code.language = opening.sliced(name).trimmed().toString().section(u' ', 0, 0);
        m_blocks.append(code);
        m_codeRead = m_splitter.codeStart();
        readCode();
    } else {
        readChunk(starts.last(), m_text.size(), {});
    }
}

void MarkdownStream::readCode()
{
    const qsizetype lastLine = std::max(m_text.lastIndexOf(u'\n') + 1, m_splitter.codeStart());
    // The beginning of a closing fence is not code.
    const bool closing = lastLine < m_text.size() && onlyFence(QStringView(m_text).sliced(lastLine));
    const qsizetype to = closing ? std::max(lastLine, m_codeRead) : m_text.size();
    if (to > m_codeRead) {
        m_blocks.last().code += QStringView(m_text).sliced(m_codeRead, to - m_codeRead);
        m_codeRead = to;
    }
}

void MarkdownStream::readChunk(qsizetype from, qsizetype to, const QString &definitions)
{
    m_blocks += parseMarkdown(m_text.mid(from, to - from) + definitions);
}

void MarkdownStream::finish()
{
    m_onlyCodeGrew = false;
    m_firstChanged = m_frozenBlocks;
    m_codeRead = -1;
    const QList<qsizetype> &starts = m_splitter.starts();
    if (m_splitter.hasDefinitions() && starts.size() > 1) {
        const QString definitions = definitionsIn(m_text);
        m_firstChanged = 0;
        m_blocks.clear();
        // Chunks are read several at a time: each time the definitions are read too.
        qsizetype from = 0;
        for (qsizetype i = 1; i < starts.size(); ++i) {
            if (i + 1 < starts.size() && starts[i + 1] - from <= MarkdownSplitter::longestChunk)
                continue;
            readChunk(from, starts[i], definitions);
            from = starts[i];
        }
        m_frozenBlocks = m_blocks.size();
        readChunk(starts.last(), m_text.size(), definitions);
    } else {
        m_blocks.resize(m_frozenBlocks);
        readChunk(starts.last(), m_text.size(), {});
    }
}

} // namespace text
