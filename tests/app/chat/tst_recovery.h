// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

/// What a turn keeps whose Spanway was killed while the reply came, besides its text.
class TestRecovery : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void headSurvives();
    void killBeforeTheFirstEvent();
    void secretHeadersAreMasked();
    void headOfAnotherClock();
};
