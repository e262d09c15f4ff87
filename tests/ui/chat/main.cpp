// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtWidgets/QApplication>

QObject *makeChatPageTest();
QObject *makeComposerTest();
QObject *makeComposerEditTest();
QObject *makeConversationModelTest();
QObject *makeLiveFiguresTest();
QObject *makeLiveRateTest();
QObject *makeReplyFiguresTest();
QObject *makeTurnBannerTest();
QObject *makeTurnContentTest();

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeLiveFiguresTest, makeLiveRateTest, makeReplyFiguresTest, makeTurnContentTest, makeTurnBannerTest,
                                makeComposerEditTest, makeComposerTest, makeConversationModelTest, makeChatPageTest});
}
