// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/exportbadge.h"

#include "base/whendone.h"
#include "mlflow/exporter.h"
#include "store/store.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pill.h"

#include <QtCore/QUrl>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

ExportBadge::ExportBadge(const Toolkit &toolkit, store::Store *store, mlflow::Exporter *exporter, QWidget *parent)
    : QWidget(parent)
    , m_toolkit(toolkit)
    , m_store(store)
    , m_exporter(exporter)
    , m_pill(new Pill(toolkit.theme))
    , m_open(new QPushButton)
{
    setObjectName(u"exportBadge"_s);
    m_pill->setObjectName(u"exportState"_s);
    m_open->setObjectName(u"openInMlflow"_s);
    m_open->setProperty("kind", u"quiet"_s);
    m_open->setProperty("small", true);
    m_open->setIcon(icons::icon(toolkit.theme, u"external"_s));
    m_open->setAccessibleName(tr("Open in MLflow"));
    setCompact(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceXs);
    row->addWidget(m_open);
    row->addWidget(m_pill);
    connect(m_open, &QPushButton::clicked, this, &ExportBadge::openLink);
    connect(store, &store::Store::outboxChanged, this, &ExportBadge::read);
    if (exporter) {
        connect(exporter, &mlflow::Exporter::traceSent, this, &ExportBadge::read);
        connect(exporter, &mlflow::Exporter::statusChanged, this, &ExportBadge::showLink);
    }
    clear();
}

void ExportBadge::setCompact(bool compact)
{
    m_compact = compact;
    m_open->setText(compact ? QString() : tr("Open in MLflow"));
    m_open->setToolTip(compact ? tr("Open in MLflow") : QString());
}

int ExportBadge::savedWidth() const
{
    // With room for what the style puts between icon and words.
    const int words = m_open->fontMetrics().horizontalAdvance(tr("Open in MLflow")) + metrics::spaceL;
    return m_compact && m_open->isVisibleTo(this) ? words : 0;
}

void ExportBadge::clear()
{
    m_id.reset();
    show(std::nullopt);
}

void ExportBadge::showTrace(const trace::TraceId &id)
{
    if (m_id == id)
        return;
    m_id = id;
    show(std::nullopt);
    read();
}

void ExportBadge::read()
{
    if (!m_id)
        return;
    base::whenDone(m_store->outboxOf(*m_id), this, [this, id = *m_id](const base::Result<std::optional<store::OutboxRow>> &row) {
        if (m_id == id && row)
            show(*row);
    });
}

void ExportBadge::show(const std::optional<store::OutboxRow> &row)
{
    m_row = row;
    m_pill->setVisible(row.has_value());
    if (row) {
        switch (row->state) {
        case store::OutboxState::Sent:
            m_pill->set(Notice::Ok, tr("In MLflow"), u"check"_s);
            break;
        case store::OutboxState::Failed:
            m_pill->set(Notice::Error, tr("Not sent"));
            break;
        case store::OutboxState::Sending:
            m_pill->set(Notice::Info, tr("Sending"), u"running"_s);
            break;
        case store::OutboxState::Waiting:
            m_pill->set(row->attempts > 0 ? Notice::Warn : Notice::Idle, tr("Waits for MLflow"), u"outbox"_s);
        }
        m_pill->setToolTip(plainToolTip(row->reason));
    }
    showLink();
}

QString ExportBadge::link() const
{
    const bool sent = m_row && m_row->state == store::OutboxState::Sent && m_exporter;
    return sent ? m_exporter->linkFor(*m_row) : QString();
}

bool ExportBadge::openLink()
{
    const QString address = link();
    if (!address.isEmpty())
        m_toolkit.navigator->openInBrowser(QUrl(address));
    return !address.isEmpty();
}

void ExportBadge::showLink()
{
    m_open->setVisible(!link().isEmpty());
}

} // namespace ui
