// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

QObject *makeChatCodecTest();
QObject *makeChatEventTest();
QObject *makeChatReplyTest();
QObject *makeChatRequestTest();
QObject *makeErrorBodyTest();
QObject *makePythonJsonTest();
QObject *makeRecordingsTest();
QObject *makeReplyBuilderTest();
QObject *makeSseParserTest();
QObject *makeTurnStateTest();

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeTurnStateTest, makeSseParserTest, makeChatRequestTest, makeChatReplyTest,
                                makeChatEventTest, makeChatCodecTest, makeErrorBodyTest, makePythonJsonTest,
                                makeReplyBuilderTest, makeRecordingsTest});
}
