// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QRegularExpression>

#include <memory>

using namespace Qt::StringLiterals;

namespace testsupport {

void TestCase::init()
{
    // Qt 6.4's offscreen plugin warns about these two on every shown window.
    QTest::failOnWarning(
        QRegularExpression(u"^(?!This plugin does not support (propagateSizeHints|raise)\\(\\))"_s));
    prepare();
}

int runAll(int argc, char **argv, const std::vector<Factory> &factories)
{
    int failures = 0;
    for (const Factory &make : factories) {
        const std::unique_ptr<QObject> test(make());
        failures += QTest::qExec(test.get(), argc, argv);
    }
    return failures;
}

} // namespace testsupport
