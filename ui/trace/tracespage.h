// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "trace/tracerecord.h"
#include "ui/shell/page.h"
#include "ui/shell/toolkit.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QSplitter;
class QStackedWidget;
QT_END_NAMESPACE

namespace mlflow {
class Exporter;
}
namespace services {
class TraceFiles;
}
namespace store {
class Store;
}

namespace ui {

class ElidedLabel;
class ExportBadge;
class IconButton;
class IconLabel;
class SpanDetail;
class TraceDocument;
class TraceListPane;
class TraceSummary;
class TraceTreeView;

/// All stored traces; the tree of one of them; the detail of one of its spans.
class TracesPage : public Page
{
    Q_OBJECT

public:
    struct Services
    {
        store::Store *store = nullptr;
        mlflow::Exporter *exporter = nullptr;
        services::TraceFiles *files = nullptr;
    };

    TracesPage(const Services &services, const Toolkit &toolkit, QWidget *parent = nullptr);

    QString title() const override;
    QList<QWidget *> panes() const override;
    void enter() override;
    void setNarrow(bool narrow, bool overlayInspector) override;
    void openItem(const QString &id) override;
    void findHere() override;
    void toggleList() override;
    void toggleInspector() override;
    void reload() override;
    bool openInMlflow() override;
    bool closeTop() override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &state) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeCentre();
    QWidget *makeHead();
    void connectParts();
    void open(const trace::TraceId &id);
    void show(const base::Result<trace::TraceRecord> &record);
    void onReset();
    void askForFile();
    void askRemove(const trace::TraceId &id);
    void layPanes();
    void sizePanes();
    void placeList();

    Services m_services;
    Toolkit m_toolkit;
    TraceDocument *m_document;
    TraceListPane *m_list;
    IconLabel *m_state;
    ElidedLabel *m_name;
    ElidedLabel *m_idLabel;
    IconButton *m_remove;
    IconButton *m_showList;
    TraceSummary *m_summary;
    ExportBadge *m_export;
    TraceTreeView *m_tree;
    QStackedWidget *m_stack;
    QLabel *m_message;
    SpanDetail *m_detail;
    QSplitter *m_splitter;
    QSplitter *m_inner;
    std::optional<trace::TraceId> m_id;
    bool m_narrow = false;
    bool m_sized = false; ///< the panes have got their first sizes
};

} // namespace ui
