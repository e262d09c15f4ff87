// SPDX-License-Identifier: Apache-2.0
#include "mlflow/serverprocess.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using base::Json;

namespace mlflow {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Fields of /proc/<pid>/stat from the third on (proc(5): the second may hold blanks and brackets); empty for one that
/// only waits to be reaped.
QList<QByteArray> statOf(qint64 pid)
{
    const QByteArray line = contentOf(u"/proc/%1/stat"_s.arg(pid));
    if (line.isEmpty())
        return {};
    const QList<QByteArray> fields = line.sliced(line.lastIndexOf(')') + 1).simplified().split(' ');
    constexpr int StateField = 0;
    const bool gone = fields.at(StateField) == "Z" || fields.at(StateField) == "X";
    return gone ? QList<QByteArray>() : fields;
}

QByteArray markOf(const QString &dataFolder)
{
    return QByteArray(ServerMark) + '=' + QFile::encodeName(QDir(dataFolder).absolutePath());
}

Json toJson(const store::ProcessOwner &process)
{
    return Json::object({{u"pid"_s, process.pid}, {u"startTicks"_s, process.startTicks}});
}

store::ProcessOwner processFrom(const Json &json)
{
    return {json[u"pid"].toInt64(), json[u"startTicks"].toInt64()};
}

} // namespace

qint64 startTicksOf(qint64 pid)
{
    constexpr int StartField = 22 - 3;
    return statOf(pid).value(StartField).toLongLong();
}

QList<ServerProcess> serverProcesses(const QString &dataFolder)
{
    constexpr int SessionField = 6 - 3;
    constexpr int StartField = 22 - 3;
    const QByteArray mark = markOf(dataFolder);
    QList<ServerProcess> found;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isNumber = false;
        const qint64 pid = name.toLongLong(&isNumber);
        // The environment of other users' processes cannot be read, so they are passed over.
        if (!isNumber || pid == getpid() || !contentOf(u"/proc/%1/environ"_s.arg(pid)).split('\0').contains(mark))
            continue;
        const QList<QByteArray> stat = statOf(pid);
        if (!stat.isEmpty())
            found.append({pid, stat.value(StartField).toLongLong(), stat.value(SessionField).toLongLong() == pid});
    }
    return found;
}

void signalServer(const QString &dataFolder, int signal)
{
    for (const ServerProcess &process : serverProcesses(dataFolder)) {
        if (startTicksOf(process.pid) == process.startTicks)
            ::kill(pid_t(process.pid), signal);
    }
}

std::optional<ServerRecord> ServerRecord::read(const QString &file)
{
    const base::Result<Json> json = Json::parse(contentOf(file));
    if (!json || !json->isObject())
        return std::nullopt;
    return ServerRecord{processFrom((*json)[u"server"]), processFrom((*json)[u"owner"]), (*json)[u"url"].toString()};
}

bool ServerRecord::write(const QString &file) const
{
    const Json json = Json::object({{u"server"_s, toJson(server)}, {u"owner"_s, toJson(owner)}, {u"url"_s, url}});
    QSaveFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(json.write(base::JsonStyle::Indented)) > 0 && out.commit();
}

void ServerRecord::remove(const QString &file)
{
    QFile::remove(file);
}

} // namespace mlflow
