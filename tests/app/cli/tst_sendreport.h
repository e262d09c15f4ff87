// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

class TestSendReport : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasItsExitCode();
    void reportOfAReply();
    void reportOfAFailure();
    void refusedCommandLine();
    void errorsNameOptions_data();
    void errorsNameOptions();
};
