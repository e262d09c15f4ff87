// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include "base/redactor.h"

#include <atomic>
#include <cstdio>

namespace base {

Q_LOGGING_CATEGORY(lcTask, "spanway.task")

namespace {

/// Qt's message handler is a plain function, so what it needs has to live here.
std::atomic<const Redactor *> &logRedactor()
{
    static std::atomic<const Redactor *> redactor{nullptr};
    return redactor;
}

void writeRedacted(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    QByteArray line = qFormatLogMessage(type, context, message).toUtf8();
    if (const Redactor *redactor = logRedactor().load())
        line = redactor->redact(line);
    line.append('\n');
    // One call, so that lines of two threads do not mix.
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);
    std::fflush(stderr);
}

} // namespace

void installRedactingLog(const Redactor *redactor)
{
    logRedactor().store(redactor);
    qInstallMessageHandler(writeRedacted);
}

} // namespace base
