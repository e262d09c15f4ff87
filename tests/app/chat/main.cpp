// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "tst_autologform.h"

#include <QtCore/QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    return testsupport::runAll(argc, argv, {testsupport::testClass<TestAutologForm>()});
}
