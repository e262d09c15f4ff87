// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

namespace services {

/// SIGTERM and SIGINT as a Qt signal: the program ends by the same road as by its own Quit. At most one per process.
class SignalWatcher : public QObject
{
    Q_OBJECT

public:
    explicit SignalWatcher(QObject *parent = nullptr);
    ~SignalWatcher() override;

Q_SIGNALS:
    void received(int signal);

private:
    int m_pipe[2] = {-1, -1};
};

} // namespace services
