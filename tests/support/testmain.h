// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtTest/QTest>

#include <functional>
#include <vector>

// QTest's own patience of 5 s is too short under a sanitizer on a busy machine; nothing waits this long when all is well.
#undef QTRY_VERIFY
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT((expression), 60000)
#undef QTRY_COMPARE
#define QTRY_COMPARE(expression, expected) QTRY_COMPARE_WITH_TIMEOUT((expression), (expected), 60000)

namespace testsupport {

/// Base of every test class: any warning that is not the offscreen plugin's own fails the test function.
class TestCase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

protected:
    /// Called by init() after the warning net is up; override instead of adding an init() slot.
    virtual void prepare() { }
};

using Factory = std::function<QObject *()>;

/// Runs every registered test class of this program one after the other; the exit code is the number of failures, at most
/// 100. If the first argument names a class, only that one runs: `tst_base JsonTest equality`.
int runAll(int argc, char **argv, const std::vector<Factory> &factories);

/// Makes a factory for one test class.
template <typename Class> Factory testClass()
{
    return [] { return new Class; };
}

} // namespace testsupport
