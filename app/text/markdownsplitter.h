// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

namespace text {

/// Finds the places where a growing Markdown text can be cut without changing its meaning: what stands before the last
/// one will never change again. Looks at each line once. Chunks are bounded: a longer one is cut where it hurts least.
class MarkdownSplitter
{
public:
    static constexpr qsizetype longestList = 8 * 1024; ///< then a list is cut between two items
    static constexpr qsizetype longestChunk = 24 * 1024; ///< then anything is cut

    /// The same text as before, longer.
    void advance(const QString &text);

    /// Starts of the chunks, ascending, the first is 0; the last chunk is open.
    const QList<qsizetype> &starts() const { return m_starts; }
    /// The open chunk is a fenced code block that has not ended.
    bool inCode() const { return m_inFence && m_fenceIsChunk; }
    /// Of that code block: where its lines begin.
    qsizetype codeStart() const { return m_codeStart; }
    /// A link definition was seen: only the whole text tells what it means.
    bool hasDefinitions() const { return m_hasDefinitions; }

private:
    void line(const QString &text, qsizetype from, qsizetype to, bool complete);
    void fenceLine(QStringView line, qsizetype from, qsizetype next);
    bool isBoundary(QStringView line, qsizetype from) const;
    void cut(qsizetype at);
    void cutLongLine(const QString &text);

    QList<qsizetype> m_starts = {0};
    qsizetype m_line = 0; ///< start of the first line that is not complete
    bool m_afterBlank = false;
    bool m_afterFence = false;
    bool m_hasItem = false; ///< the open chunk holds a list
    bool m_inFence = false;
    bool m_fenceIsChunk = false;
    bool m_fenceIndented = false;
    QChar m_fenceCharacter;
    qsizetype m_fenceLength = 0;
    qsizetype m_codeStart = 0;
    bool m_hasDefinitions = false;
};

} // namespace text
