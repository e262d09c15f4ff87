// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/taskscope.h"
#include "chat/turnservices.h"

#include <QtCore/QObject>

namespace chat {

/// Finishes turns whose Spanway died: replays their journal into the same trace, closes it as interrupted, commits it with its
/// outbox row. GUI thread.
class Recovery : public QObject
{
    Q_OBJECT

public:
    explicit Recovery(const TurnServices &services, QObject *parent = nullptr);
    void start();
    int running() const;

Q_SIGNALS:
    void finished(int recovered);

private:
    QCoro::Task<> run(std::stop_token stop);

    TurnServices m_services;
    base::TaskScope m_scope;
};

} // namespace chat
