// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

/// The CHAT_MODEL span against what autolog wrote for the same bytes, attribute by attribute, text by text.
class TestAutologForm : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsRecorded_data();
    void sameAsRecorded();
    void chunkEvents_data();
    void chunkEvents();
    void argumentsAreTheBodysMembers();
    void streamedToolCallIsWritten();
    void streamedRefusalIsWritten();
    void realFinishReasonIsWritten();
    void missingFinishReasonStaysMissing();
    void traceThatAutologLosesIsWritten();
};
