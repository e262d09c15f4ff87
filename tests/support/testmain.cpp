// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <cstring>
#include <memory>

using namespace Qt::StringLiterals;

namespace testsupport {

void TestCase::init()
{
    // Qt 6.4's offscreen plugin warns about these on shown windows and open menus.
    QTest::failOnWarning(QRegularExpression(
        u"^(?!This plugin does not support (propagateSizeHints\\(\\)|raise\\(\\)|grabbing the keyboard))"_s));
    prepare();
}

int runAll(int argc, char **argv, const std::vector<Factory> &factories)
{
    // Test functions begin with a small letter, options with a dash.
    const bool onlyOne = argc > 1 && QChar::isUpper(uint(argv[1][0]));
    std::vector<char *> arguments(argv, argv + argc);
    if (onlyOne)
        arguments.erase(arguments.begin() + 1);
    int failures = 0;
    int run = 0;
    for (const Factory &make : factories) {
        const std::unique_ptr<QObject> test(make());
        if (onlyOne && std::strcmp(test->metaObject()->className(), argv[1]) != 0)
            continue;
        failures += QTest::qExec(test.get(), int(arguments.size()), arguments.data());
        ++run;
    }
    // An exit code has eight bits: 256 failures must not look like none.
    return run > 0 ? std::min(failures, 100) : 1;
}

} // namespace testsupport
