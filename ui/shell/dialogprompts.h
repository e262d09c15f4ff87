// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/prompts.h"

namespace ui {

/// Prompts as window-modal dialogs of the desktop.
class DialogPrompts : public Prompts
{
public:
    void ask(QWidget *parent, const Question &question, Answered answered) override;
    void openFile(QWidget *parent, const FileWish &wish, Chosen chosen) override;
    void saveFile(QWidget *parent, const FileWish &wish, Chosen chosen) override;
    void openUrl(const QUrl &url) override;
};

} // namespace ui
