// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

/// Where a waiting row goes, and with which login.
class TestDestinationResolver : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void commandLineTakesTheEnvironmentsLogin();
    void otherLoginOfACommandLineIsRefused();
    void profileOfAnotherServerGivesNoLogin();
    void stopDoesNotWaitForTheKeyring();
};
