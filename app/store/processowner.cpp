// SPDX-License-Identifier: Apache-2.0
#include "store/records.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

using namespace Qt::StringLiterals;

namespace store {

namespace {

/// Start time of a process in clock ticks since boot, 0 if there is none or it is only waiting to be reaped.
/// proc(5): the name in field 2 may hold blanks and brackets, so counting begins behind its last bracket.
qint64 startTicksOf(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (pid <= 0 || !file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.sliced(line.lastIndexOf(')') + 1).simplified().split(' ');
    constexpr int stateField = 3 - 3;
    constexpr int startField = 22 - 3;
    if (fields.size() <= startField || fields.at(stateField) == "Z" || fields.at(stateField) == "X")
        return 0;
    return fields.at(startField).toLongLong();
}

} // namespace

ProcessOwner ProcessOwner::self()
{
    return of(QCoreApplication::applicationPid());
}

ProcessOwner ProcessOwner::of(qint64 pid)
{
    return {pid, startTicksOf(pid)};
}

bool ProcessOwner::isAlive() const
{
    return startTicks != 0 && startTicksOf(pid) == startTicks;
}

} // namespace store
