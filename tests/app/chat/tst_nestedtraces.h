// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

/// Whole trees of several spans, and the two traces of a session, against what autolog wrote for the same calls: every
/// recorded scenario with a CHAIN span (18, 47, 54 to 60, 70).
class TestNestedTraces : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void oneCallBelowAFunction_data();
    void oneCallBelowAFunction();
    void toolLoop();
    void twoModelsAreSummedUp();
    void errorReachesTheFunction();
    void sessionOfTwoTurns();
    void userTagsAndRequestId();
    void abandonedStreamIsWritten_data();
    void abandonedStreamIsWritten();
    void traceGrowsSpanBySpan();
};
