// SPDX-License-Identifier: Apache-2.0
#include "ui/support/fakeprompts.h"

namespace testsupport {

void FakePrompts::ask(QWidget *, const Question &question, Answered answered)
{
    questions.append(question);
    answered(choice);
}

void FakePrompts::openFile(QWidget *, const FileWish &wish, Chosen chosen)
{
    fileWishes.append(wish);
    chosen(file);
}

void FakePrompts::saveFile(QWidget *, const FileWish &wish, Chosen chosen)
{
    fileWishes.append(wish);
    chosen(file);
}

void FakePrompts::openUrl(const QUrl &url)
{
    urls.append(url);
}

} // namespace testsupport
