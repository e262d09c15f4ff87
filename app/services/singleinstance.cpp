// SPDX-License-Identifier: Apache-2.0
#include "services/singleinstance.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QStandardPaths>
#include <QtCore/QThread>
#include <QtNetwork/QLocalSocket>

using namespace Qt::StringLiterals;

namespace services {

namespace {

constexpr int patienceMs = 1000;
constexpr int handOverTries = 20;
constexpr int handOverPauseMs = 100;
constexpr int longestSocketPath = 100; ///< sockaddr_un holds 108 bytes
constexpr qint64 longestMessage = 64 * 1024;

QString socketPath(const QString &folder)
{
    const QString inside = QDir(folder).absoluteFilePath(u"window.sock"_s);
    if (inside.toUtf8().size() <= longestSocketPath)
        return inside;
    const QByteArray hash = QCryptographicHash::hash(QDir(folder).canonicalPath().toUtf8(), QCryptographicHash::Sha256);
    return QDir(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation))
        .filePath(u"spanway-"_s + QString::fromLatin1(hash.toHex().first(16)));
}

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_path(socketPath(dataFolder))
    , m_lock(QDir(dataFolder).filePath(u"window.lock"_s))
{
    // Only the death of its owner makes a lock stale, never its age.
    m_lock.setStaleLockTime(0);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::claim(const QString &file)
{
    const bool first = m_lock.tryLock(0);
    // The owner of the lock may not listen yet: it has just started itself.
    for (int i = 0; !first && i < handOverTries; ++i) {
        if (handOver(file))
            return false;
        QThread::msleep(handOverPauseMs);
    }
    QLocalServer::removeServer(m_path);
    m_server.listen(m_path);
    return true;
}

bool SingleInstance::handOver(const QString &file) const
{
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(patienceMs))
        return false;
    socket.write(file.toUtf8() + '\n');
    // The answer, not the connection, proves that a window lives there.
    return socket.waitForBytesWritten(patienceMs) && socket.waitForReadyRead(patienceMs);
}

void SingleInstance::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (socket->bytesAvailable() > longestMessage) {
                socket->abort();
                return;
            }
            if (!socket->canReadLine())
                return;
            const QString file = QString::fromUtf8(socket->readLine()).trimmed();
            socket->write("ok\n");
            socket->disconnectFromServer();
            Q_EMIT asked(file);
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

} // namespace services
