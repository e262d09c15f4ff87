// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/toolkit.h"

#include <QtWidgets/QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace mlflow {
class LocalServer;
}

namespace settings {
class Settings;
}

namespace ui {

class IconLabel;

/// How the MLflow on this computer is, with what can be done: start it, open it. Not there for who has an MLflow of
/// their own, unless it runs.
class LocalMlflowBar : public QWidget
{
    Q_OBJECT

public:
    LocalMlflowBar(const Toolkit &toolkit, mlflow::LocalServer *server, settings::Settings *settings,
                   std::function<void()> start, QWidget *parent = nullptr);

private:
    void nameWords();
    void connectParts(std::function<void()> start);
    void refresh();
    bool isWanted() const;

    Toolkit m_toolkit;
    mlflow::LocalServer *m_server; ///< not owned
    settings::Settings *m_settings; ///< not owned
    IconLabel *m_icon;
    QLabel *m_words;
    QLabel *m_problem;
    QPushButton *m_start;
    QPushButton *m_open;
};

} // namespace ui
