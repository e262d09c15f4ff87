// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QLockFile>
#include <QtCore/QObject>
#include <QtNetwork/QLocalServer>

namespace services {

/// One window for a data folder: a second start hands its wish to the first and ends. Lock and socket are in the data
/// folder (mode 0700, it must exist); where that path is too long for a socket, in the person's runtime folder. Same
/// user only. GUI thread.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// True: this window is the one of the folder, and others find it from now on (also when a dead one left its socket
    /// behind, or when the one that lives does not answer). False: the other window took `file` (may be empty) and
    /// comes to the front. Blocks for at most some seconds, and only if there is another one.
    bool claim(const QString &file);

Q_SIGNALS:
    void asked(const QString &file); ///< another start wants this window in front, perhaps with a file

private:
    bool handOver(const QString &file) const;
    void accept();

    QString m_path;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace services
