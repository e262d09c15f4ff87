// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

class TestArguments : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sendTakesEveryOption();
    void defaultsOfSend();
    void otherCommands();
    void refused_data();
    void refused();
    void helpIsNoError_data();
    void helpIsNoError();
};
