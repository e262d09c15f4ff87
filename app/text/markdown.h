// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/block.h"

namespace text {

/// CommonMark with tables, tasks, strike-through and bare addresses as blocks. HTML is text, pictures are links;
/// nothing is ever loaded. For whole texts of any size and origin use MarkdownStream, which bounds what is parsed at
/// once.
QList<Block> parseMarkdown(const QString &source);

/// Text as it is: paragraphs of bounded size, line breaks kept.
QList<Block> plainBlocks(const QString &source);

} // namespace text
