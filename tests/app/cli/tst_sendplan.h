// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

class TestSendPlan : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void gatewayAloneIsEnough();
    void keyAndHeadersComeFromTheEnvironment();
    void secretHeaderIsWarnedAbout();
    void bodyIsSentAsItIs();
    void mlflowLoginComesFromTheEnvironment();
    void otherMlflowGetsNothingOfTheProfiles();
    void refused_data();
    void refused();
};
