// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "tst_autologform.h"
#include "tst_chatsession.h"
#include "tst_nestedtraces.h"
#include "tst_recovery.h"
#include "tst_turnrunner.h"

#include <QtCore/QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    using testsupport::testClass;
    return testsupport::runAll(argc, argv,
                               {testClass<TestAutologForm>(), testClass<TestChatSession>(),
                                testClass<TestNestedTraces>(), testClass<TestRecovery>(),
                                testClass<TestTurnRunner>()});
}
