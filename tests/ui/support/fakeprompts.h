// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/prompts.h"

#include <QtCore/QList>
#include <QtCore/QUrl>

namespace testsupport {

/// Answers the window's questions as the test says, and remembers them.
class FakePrompts : public ui::Prompts
{
public:
    Choice choice = Choice::Cancel; ///< answer to every question
    QString file; ///< answer to every file dialog; empty: cancelled
    QList<Question> questions;
    QList<FileWish> fileWishes;
    QList<QUrl> urls;

    void ask(QWidget *parent, const Question &question, Answered answered) override;
    void openFile(QWidget *parent, const FileWish &wish, Chosen chosen) override;
    void saveFile(QWidget *parent, const FileWish &wish, Chosen chosen) override;
    void openUrl(const QUrl &url) override;
};

} // namespace testsupport
