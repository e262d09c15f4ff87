// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

namespace ui {

class StatusCell;
class Theme;

/// The line at the bottom: gateway, its rate limit and running replies at the left, outbox and MLflow at the right. StatusFeed fills
/// it.
class StatusBar : public QWidget
{
    Q_OBJECT

public:
    explicit StatusBar(const Theme *theme, QWidget *parent = nullptr);

    StatusCell *gateway() const;
    StatusCell *rate() const; ///< hidden while no answer told of a limit
    StatusCell *running() const; ///< hidden while nothing runs
    StatusCell *outbox() const;
    StatusCell *mlflow() const;
    void setNarrow(bool narrow);

protected:
    bool event(QEvent *event) override;

private:
    void fit();
    StatusCell *cell(const QString &name, const QString &purpose);

    const Theme *m_theme; ///< not owned
    StatusCell *m_gateway;
    StatusCell *m_rate;
    StatusCell *m_running;
    StatusCell *m_outbox;
    StatusCell *m_mlflow;
    bool m_narrow = false;
};

} // namespace ui
