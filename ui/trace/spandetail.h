// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/payloadsource.h"

#include "ui/shell/toolkit.h"

#include <QtCore/QBasicTimer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedWidget;
class QTabBar;
QT_END_NAMESPACE

namespace ui {

class ElidedLabel;
class JsonView;
class MessageList;
class PairsModel;
class PairTable;
class SpanChip;
class TraceDocument;

/// One span: inputs and outputs as chat, attributes, events, raw JSON.
class SpanDetail : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Chat, AttributesTab, Events, Json, TabCount };

    SpanDetail(const Toolkit &toolkit, TraceDocument *document, QWidget *parent = nullptr);

    void showSpan(int row); ///< -1: none
    int span() const { return m_row; }
    Tab tab() const;
    void setTab(Tab tab);

protected:
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    void makeTabs();
    void fetch();
    void show(const trace::SpanPayload &payload);
    void showMessages(const trace::SpanPayload &payload);
    void showHead();
    void copy();

    Toolkit m_toolkit;
    TraceDocument *m_document; ///< not owned
    SpanChip *m_chip;
    ElidedLabel *m_name;
    QLabel *m_state;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    MessageList *m_chat;
    PairsModel *m_attributes;
    PairsModel *m_events;
    PairTable *m_attributeTable;
    PairTable *m_eventTable;
    JsonView *m_json;
    int m_row = -1;
    quint64 m_request = 0;
    QBasicTimer m_refresh; ///< a running span's contents are read again now and then
};

} // namespace ui
