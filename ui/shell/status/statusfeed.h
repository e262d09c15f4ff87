// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/status/statuscell.h"
#include "ui/shell/windowservices.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace base {
class Error;
}
namespace store {
struct Destination;
}

namespace ui {

class StatusBar;

/// Puts the state of gateway, replies, outbox and MLflow into words for the status bar. GUI thread.
class StatusFeed : public QObject
{
    Q_OBJECT

public:
    StatusFeed(const WindowServices &services, StatusBar *bar, QObject *parent = nullptr);

private:
    void watch();
    void updateGateway();
    void updateRate();
    void updateRunning();
    void updateOutbox();
    void updateMlflow();
    StatusCell::Content gatewayContent() const;
    StatusCell::Content demoContent() const;
    std::optional<StatusCell::Content> rateContent() const; ///< nothing: no answer told of a limit
    StatusCell::Content outboxContent() const;
    StatusCell::Content mlflowContent() const;
    StatusCell::Content localMlflowContent() const;
    QString lastTrace() const;
    void onAttention(const store::Destination &destination, const base::Error &error);

    WindowServices m_services;
    StatusBar *m_bar; ///< not owned
    QTimer m_clock; ///< "next try in 1:52", "14 s ago"
    QString m_attention; ///< what MLflow refuses until a person acts
};

} // namespace ui
