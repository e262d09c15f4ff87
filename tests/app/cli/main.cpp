// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "tst_arguments.h"
#include "tst_sendplan.h"
#include "tst_sendreport.h"

#include <QtCore/QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    using testsupport::testClass;
    return testsupport::runAll(argc, argv, {testClass<TestArguments>(), testClass<TestSendPlan>(), testClass<TestSendReport>()});
}
