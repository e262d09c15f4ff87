// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

QObject *makeEnvironmentLoginTest();
QObject *makeProfileTest();
QObject *makeSecretStoreTest();
QObject *makeSettingsTest();

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeEnvironmentLoginTest, makeProfileTest, makeSecretStoreTest, makeSettingsTest});
}
