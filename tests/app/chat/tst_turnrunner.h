// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

class TestTurnRunner : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void replyIsStreamedAndCommitted();
    void treeGrowsWhileTheReplyRuns();
    void spansAreNestedAndPhasesMarked();
    void stopKeepsThePartialText();
    void rateWithoutUsageIsAGuess();
    void limitsAreHeard();
    void refusalIsAFailedTurn();
    void missingSecretSendsNothing();
    void stopDoesNotWaitForTheKeyring();
    void runnerMayBeDestroyedAtAnyTime();
    void nothingLeavesWithoutDraft();
    void interruptedTurnIsRecovered();
    void whatTheDiskRefusedIsSavedLater();
    void whatTheDiskRefusedIsSavedOnAsking();
};
