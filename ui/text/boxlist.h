// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/block.h"
#include "ui/text/blockbox.h"

#include <memory>
#include <vector>

namespace ui {

class CodeBox;
class TableRowBox;

/// The boxes of a list of blocks, one below the other, of which only those near the view hold lines. GUI thread.
class BoxList
{
public:
    explicit BoxList(const ReadingStyle &style);
    ~BoxList();

    void clear();
    /// The blocks from `first` on are new or changed; what has stayed the same keeps its boxes.
    void update(const QList<text::Block> &blocks, qsizetype first, bool onlyCodeGrew);
    void setWidth(double width); ///< estimates everything anew if it is another
    /// Lays out what lies between top and bottom; true if the height of something changed.
    bool layoutRange(double top, double bottom);
    void releaseOutside(double top, double bottom);
    /// All that lies above this place has neither moved nor changed since the last call.
    double takeChanged();

    int count() const { return int(m_boxes.size()); }
    double height() const { return m_height; }
    double top(int index) const { return m_tops[size_t(index)]; }
    BlockBox &box(int index) { return *m_boxes[size_t(index)]; }
    const BlockBox &box(int index) const { return *m_boxes[size_t(index)]; }
    int indexAt(double y) const; ///< the box at or before y, the last one below the end; -1 if there is none
    bool codeHeads = true; ///< whether code blocks have a head with Copy

private:
    using Boxes = std::vector<std::unique_ptr<BlockBox>>;

    void append(const text::Block &block, int index, Boxes &old);
    void appendCode(const text::Block &block, int index, qsizetype from);
    void appendTable(const text::Block &block, int index, Boxes &old);
    void addBox(std::unique_ptr<BlockBox> box, const text::Block &block, bool continues);
    void growCode(const QList<text::Block> &blocks);
    void place(int from); ///< tops from this box on, which is the first that changed

    const ReadingStyle *m_style; ///< not owned, outlives the list
    Boxes m_boxes;
    std::vector<double> m_tops; ///< of the boxes, without the space above them
    double m_height = 0;
    double m_width = 0;
    double m_changed = 0; ///< see takeChanged()
    const text::Block *m_before = nullptr; ///< while updating: the block above
};

} // namespace ui
