// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtNetwork/QLocalServer>

namespace services {

/// One window for a data folder: a second start hands its wish to the first and ends. The socket is in the data folder (mode 0700),
/// or in the person's runtime folder where the path would be too long for a socket; both belong to the same user only. GUI thread.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Whether another window answered and took the message (a file to open, may be empty). Blocks for at most a second; start-up only.
    bool handOver(const QString &file);
    /// From now on others find this window. False: the socket cannot be made; the window works, but alone.
    bool listen();

Q_SIGNALS:
    void asked(const QString &file); ///< another start wants this window in front, perhaps with a file

private:
    void accept();

    QString m_path;
    QLocalServer m_server;
};

} // namespace services
