// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

/// The parts of the program put together, without a window.
class TestAppContext : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void healthIsKnownAfterOpening();
    void healthOfAWritableFolder();
};
