// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/status/statusbar.h"

#include "ui/shell/status/statuscell.h"
#include "ui/widgets/metrics.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

StatusBar::StatusBar(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_gateway(cell(u"statusGateway"_s, tr("Gateway")))
    , m_rate(cell(u"statusRate"_s, tr("Rate limit")))
    , m_running(cell(u"statusRunning"_s, tr("Running")))
    , m_outbox(cell(u"statusOutbox"_s, tr("Outbox")))
    , m_mlflow(cell(u"statusMlflow"_s, tr("MLflow")))
{
    setObjectName(u"statusBar"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_outbox->setLine(Qt::LeftEdge);
    m_mlflow->setLine(Qt::LeftEdge);
    m_rate->hide();
    m_running->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceXs, 1, metrics::spaceXs, 0);
    row->setSpacing(0);
    row->addWidget(m_gateway);
    row->addWidget(m_rate);
    row->addWidget(m_running);
    row->addStretch();
    row->addWidget(m_outbox);
    row->addWidget(m_mlflow);
    setMinimumSize(1, metrics::statusBar); // words never widen the window: fit() shortens them
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusProxy(m_gateway);
}

StatusCell *StatusBar::cell(const QString &name, const QString &purpose)
{
    auto *cell = new StatusCell(m_theme, purpose, this);
    cell->setObjectName(name);
    return cell;
}

StatusCell *StatusBar::gateway() const
{
    return m_gateway;
}

StatusCell *StatusBar::rate() const
{
    return m_rate;
}

StatusCell *StatusBar::running() const
{
    return m_running;
}

StatusCell *StatusBar::outbox() const
{
    return m_outbox;
}

StatusCell *StatusBar::mlflow() const
{
    return m_mlflow;
}

void StatusBar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    fit();
}

/// Whole cells only: where there is no room for all words, cells go back to their shortest value one after the other.
void StatusBar::fit()
{
    const std::array cells{m_rate, m_gateway, m_running, m_outbox, m_mlflow};
    int wanted = 2 * metrics::spaceXs;
    for (const StatusCell *cell : cells)
        wanted += cell->isHidden() ? 0 : cell->widthAs(false);
    for (StatusCell *cell : cells) {
        const bool narrow = m_narrow || wanted > width();
        cell->setNarrow(narrow);
        if (narrow && !cell->isHidden())
            wanted -= cell->widthAs(false) - cell->widthAs(true);
    }
}

bool StatusBar::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fit();
    return handled;
}

} // namespace ui
