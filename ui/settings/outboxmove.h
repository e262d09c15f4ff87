// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace store {
class Store;
}

namespace ui {

class Prompts;

/// When a profile's MLflow changes, what already waits goes on to where it was meant to go, unless the person says
/// otherwise.
class OutboxMove : public QObject
{
    Q_OBJECT

public:
    OutboxMove(store::Store *store, Prompts *prompts, QWidget *window);

    /// Asks if anything waits for the old destination; moves it if the person wants that.
    void offer(const settings::Profile &before, const settings::Profile &now);

private:
    store::Store *m_store; ///< not owned
    Prompts *m_prompts; ///< not owned
    QWidget *m_window;
};

} // namespace ui
