// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/records.h"
#include "ui/shell/toolkit.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace mlflow {
class Exporter;
}
namespace store {
class Store;
}

namespace ui {

class Pill;

/// Where a trace stands on its way to MLflow, and once it is there the button that opens it. Hidden for one that was never meant to leave.
class ExportBadge : public QWidget
{
    Q_OBJECT

public:
    ExportBadge(const Toolkit &toolkit, store::Store *store, mlflow::Exporter *exporter, QWidget *parent = nullptr);

    void showTrace(const trace::TraceId &id);
    void clear();
    bool openLink(); ///< in the browser; false: there is nothing to open
    void setCompact(bool compact); ///< the button shows only its icon
    int savedWidth() const; ///< by being compact now; never less than that, or a line would flicker between the two

private:
    void read();
    void show(const std::optional<store::OutboxRow> &row);
    void showLink();
    QString link() const; ///< empty: it is not in MLflow

    Toolkit m_toolkit;
    store::Store *m_store; ///< not owned
    mlflow::Exporter *m_exporter; ///< not owned
    Pill *m_pill;
    QPushButton *m_open;
    bool m_compact = false;
    std::optional<trace::TraceId> m_id;
    std::optional<store::OutboxRow> m_row;
};

} // namespace ui
