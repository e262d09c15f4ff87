// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/testmain.h"

class TestMlflowCheck : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void writesOneTestTrace();
    void olderServerTakesAFile();
    void tooOldIsNamed();
    void lostSpansAreTold();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void deletedExperimentCanBeRestored();
    void nobodyListens();
    void readerIsOfferedAnExperimentOfTheirOwn();
};
