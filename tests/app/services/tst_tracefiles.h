// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

class TestTraceFiles : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void recordedTraceIsOpened();
    void badFilesAreRefused_data();
    void badFilesAreRefused();
};
