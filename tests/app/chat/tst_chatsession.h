// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

class TestChatSession : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void historyGoesWithTheNextPrompt();
    void systemPromptAndParametersAreSent();
    void failedTurnLeavesNoTraceInTheHistory();
    void regenerateReplacesTheLastTurn();
    void conversationComesBackFromTheStore();
    void sendSaysWhyItDoesNothing();
    void stopEndsTheRunningReply();
    void turnIsThereBeforeItEnds();
    void whatCannotBeAskedAgainStays();
    void askedAgainBeforeItWasSaved();
    void conversationIsSavedWithItsTurn();
    void turnOfADeadSpanwayIsInterrupted_data();
    void turnOfADeadSpanwayIsInterrupted();
    void comparisonSharesOneTag();
};
