// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtWidgets/QApplication>

QObject *makeConnectTestTest();
QObject *makeHeaderTableTest();
QObject *makeModelTableTest();
QObject *makeProfileSaverTest();
QObject *makeSecretFieldTest();
QObject *makeSettingsListTest();
QObject *makeSettingsPageTest();

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeConnectTestTest, makeHeaderTableTest, makeModelTableTest, makeProfileSaverTest, makeSecretFieldTest,
                                makeSettingsListTest, makeSettingsPageTest});
}
