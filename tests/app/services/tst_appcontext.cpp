// SPDX-License-Identifier: Apache-2.0
#include "tst_appcontext.h"

#include "services/appcontext.h"
#include "store/store.h"

#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;

// A window made after open() hears no signal of what was found in it: it must be able to ask.
void TestAppContext::healthIsKnownAfterOpening()
{
    services::AppContext context({u"/proc/spanway-test"_s, false, false});
    QVERIFY(context.open().has_value());
    QVERIFY(!context.store()->health().writable);
    QVERIFY2(context.store()->health().problem.contains(u"/proc/spanway-test"),
             qPrintable(context.store()->health().problem));
}

void TestAppContext::healthOfAWritableFolder()
{
    const QTemporaryDir folder;
    services::AppContext context({folder.path(), false, false});
    QVERIFY(context.open().has_value());
    QVERIFY(context.store()->health().writable);
    QVERIFY(context.startNote().isEmpty());
}
