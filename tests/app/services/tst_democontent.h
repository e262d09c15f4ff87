// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

class TestDemoContent : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void agentHasAFailedTool();
    void retrievalIsWhole();
    void largeTraceHasFiftyThousandSpans();
    void conversationBelongsToTheAgent();
};
