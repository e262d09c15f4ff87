// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "tst_appcontext.h"
#include "tst_democontent.h"
#include "tst_destinationresolver.h"
#include "tst_mlflowcheck.h"
#include "tst_tracefiles.h"

#include <QtCore/QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    using testsupport::testClass;
    return testsupport::runAll(argc, argv,
                               {testClass<TestAppContext>(), testClass<TestDemoContent>(), testClass<TestDestinationResolver>(),
                                testClass<TestMlflowCheck>(), testClass<TestTraceFiles>()});
}
