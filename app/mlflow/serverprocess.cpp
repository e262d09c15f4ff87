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

QList<ServerProcess> serverProcesses(const QString &dataFolder)
{
    const QByteArray mark = markOf(dataFolder);
    QList<ServerProcess> found;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isNumber = false;
        const qint64 pid = name.toLongLong(&isNumber);
        // The environment of other users' processes cannot be read, so they are passed over.
        if (!isNumber || pid == getpid() || !contentOf(u"/proc/%1/environ"_s.arg(pid)).split('\0').contains(mark))
            continue;
        const auto process = store::ProcessOwner::of(pid);
        if (process.startTicks != 0)
            found.append({process, ::getsid(pid_t(pid)) == pid});
    }
    return found;
}

void signalServer(const QString &dataFolder, int signal)
{
    for (const ServerProcess &process : serverProcesses(dataFolder)) {
        if (process.owner.isAlive())
            ::kill(pid_t(process.owner.pid), signal);
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
