// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

QObject *makeNestedInMlflowTest();

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return testsupport::runAll(argc, argv, {makeNestedInMlflowTest});
}
