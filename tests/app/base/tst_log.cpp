// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include "base/redactor.h"
#include "support/testmain.h"

#include <QtCore/QScopeGuard>
#include <QtCore/QTemporaryFile>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

class LogTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void secretsNeverReachStandardError();

private:
    /// What is written to standard error while `action` runs.
    static QByteArray captured(const std::function<void()> &action);
};

QByteArray LogTest::captured(const std::function<void()> &action)
{
    QTemporaryFile file;
    if (!file.open())
        return {};
    std::fflush(stderr);
    const int saved = dup(STDERR_FILENO);
    dup2(file.handle(), STDERR_FILENO);
    action();
    std::fflush(stderr);
    dup2(saved, STDERR_FILENO);
    close(saved);
    file.seek(0);
    return file.readAll();
}

void LogTest::secretsNeverReachStandardError()
{
    const QtMessageHandler testHandler = qInstallMessageHandler(nullptr);
    const auto restore = qScopeGuard([testHandler] {
        base::installRedactingLog(nullptr);
        qInstallMessageHandler(testHandler);
    });
    base::Redactor redactor;
    const QByteArray text = captured([&redactor] {
        base::installRedactingLog(&redactor);
        redactor.addSecret(u"sk-later-known"_s);
        qWarning("key is sk-later-known, rest stays");
        qCCritical(base::lcTask, "100%% literal");
    });
    QVERIFY2(!text.contains("sk-later-known"), text.constData());
    QVERIFY2(text.contains("key is [redacted], rest stays\n"), text.constData());
    QVERIFY2(text.contains("100% literal\n"), text.constData());
    QVERIFY2(text.contains("spanway.task"), text.constData());
}

QObject *makeLogTest()
{
    return new LogTest;
}

#include "tst_log.moc"
