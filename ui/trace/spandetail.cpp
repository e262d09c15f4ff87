// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/spandetail.h"

#include "base/whendone.h"
#include "trace/mlflowwriter.h"
#include "ui/shell/navigator.h"
#include "ui/text/linkquestion.h"
#include "ui/text/messagelist.h"
#include "ui/trace/jsonview.h"
#include "ui/trace/messagereader.h"
#include "ui/trace/pairsmodel.h"
#include "ui/trace/pairtable.h"
#include "ui/trace/spanchip.h"
#include "ui/trace/tracedocument.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtCore/QTimerEvent>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int refreshMs = 500;

} // namespace

SpanDetail::SpanDetail(const Toolkit &toolkit, TraceDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_toolkit(toolkit)
    , m_document(document)
    , m_chip(new SpanChip(toolkit.theme))
    , m_name(new ElidedLabel)
    , m_state(makeLabel({}, Theme::Type::Small, Tone::Muted))
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_chat(new MessageList(toolkit.theme, ReadingStyle::Size::Body))
    , m_attributes(new PairsModel(this))
    , m_events(new PairsModel(this))
    , m_attributeTable(new PairTable(toolkit.theme, m_attributes))
    , m_eventTable(new PairTable(toolkit.theme, m_events))
    , m_json(new JsonView(toolkit.theme))
{
    setObjectName(u"spanDetail"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    makeTabs();
    column->addWidget(m_tabs);
    column->addWidget(m_stack, 1);
    connect(m_document, &TraceDocument::reset, this, [this] { showSpan(-1); });
    connect(m_document, &TraceDocument::rowsChanged, this, [this](const QList<int> &rows) {
        if (rows.contains(m_row))
            showHead();
        if (rows.contains(m_row) && !m_refresh.isActive())
            m_refresh.start(refreshMs, this);
    });
    connect(m_chat, &MessageList::linkActivated, this, [this](const QString &address) { askToOpen(this, m_toolkit, address); });
    connect(m_chat, &MessageList::copied, this, [this] { m_toolkit.navigator->note(tr("Copied")); });
    showSpan(-1);
}

QWidget *SpanDetail::makeHead()
{
    auto *head = new QWidget;
    head->setMinimumHeight(metrics::paneHeader);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::spaceL, 0, metrics::spaceS, 0);
    row->setSpacing(metrics::spaceS);
    m_name->setObjectName(u"spanName"_s);
    m_name->setProperty("type", u"heading"_s);
    m_name->setProperty(dataProperty, true);
    m_state->setObjectName(u"spanState"_s);
    m_state->setProperty(dataProperty, true);
    auto *copyButton = new IconButton(m_toolkit.theme, u"copy"_s, tr("Copy what is shown"));
    copyButton->setObjectName(u"copySpan"_s);
    connect(copyButton, &QToolButton::clicked, this, &SpanDetail::copy);
    row->addWidget(m_chip);
    row->addWidget(m_name, 1);
    row->addWidget(m_state);
    row->addWidget(copyButton);
    return head;
}

void SpanDetail::makeTabs()
{
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->setAccessibleName(tr("Detail of the span"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString &text : {tr("Chat"), tr("Attributes"), tr("Events"), tr("JSON")})
        m_tabs->addTab(text);
    m_chat->setObjectName(u"spanMessages"_s);
    m_chat->setAccessibleName(tr("Inputs and outputs"));
    m_chat->setMargin(metrics::spaceL);
    m_chat->setFollowing(false);
    m_attributeTable->setObjectName(u"attributeTable"_s);
    m_attributeTable->setAccessibleName(tr("Attributes"));
    m_eventTable->setObjectName(u"eventTable"_s);
    m_eventTable->setAccessibleName(tr("Events"));
    for (QWidget *view : {static_cast<QWidget *>(m_chat), static_cast<QWidget *>(m_attributeTable),
                          static_cast<QWidget *>(m_eventTable), static_cast<QWidget *>(m_json)})
        m_stack->addWidget(view);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
}

SpanDetail::Tab SpanDetail::tab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

void SpanDetail::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void SpanDetail::showSpan(int row)
{
    const bool known = row >= 0 && row < m_document->tree().size();
    m_row = known ? row : -1;
    ++m_request;
    m_refresh.stop();
    m_tabs->setEnabled(known);
    showHead();
    if (known)
        fetch();
    else
        show({});
}

void SpanDetail::showHead()
{
    if (m_row < 0) {
        m_chip->setMark({});
        m_name->setFullText({});
        m_state->setText({});
        return;
    }
    const trace::TraceTree &tree = m_document->tree();
    m_chip->setMark(m_document->mark(m_row));
    m_name->setFullText(tree.name(m_row));
    const QString offset = u'+' + formats::offset(std::chrono::nanoseconds(tree.startOffset(m_row)));
    QString state;
    if (const auto duration = tree.duration(m_row))
        state = formats::duration(std::chrono::nanoseconds(*duration));
    if (tree.isRunning(m_row))
        state = tr("running");
    else if (tree.status(m_row) == trace::SpanStatus::Error)
        state = tr("%1 · failed").arg(state);
    m_state->setText(tr("%1 · %2", "offset and state of a span").arg(offset, state));
    setTone(m_state, tree.status(m_row) == trace::SpanStatus::Error ? Tone::Error : Tone::Muted);
}

void SpanDetail::fetch()
{
    if (!m_document->payloads())
        return;
    const quint64 request = ++m_request;
    base::whenDone(m_document->payloads()->fetch(m_row), this, [this, request](const base::Result<trace::SpanPayload> &payload) {
        if (request == m_request && payload)
            show(*payload);
    });
}

void SpanDetail::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_refresh.timerId())
        return;
    m_refresh.stop();
    if (m_row >= 0 && isVisible())
        fetch();
}

void SpanDetail::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_row >= 0) // it may have changed while nobody looked
        fetch();
}

void SpanDetail::show(const trace::SpanPayload &payload)
{
    showMessages(payload);
    m_attributes->showAttributes(payload.attributes);
    const base::Timestamp start = m_row >= 0 ? m_document->tree().start() : base::Timestamp();
    m_events->showEvents(payload.events, start);
    m_tabs->setTabText(AttributesTab, tr("Attributes %1").arg(payload.attributes.members().size()));
    m_tabs->setTabText(Events, tr("Events %1").arg(payload.events.size()));
    if (m_row >= 0 && m_document->record())
        m_json->setValue(trace::spanToDict(m_document->record()->info.id, m_document->span(m_row)));
    else
        m_json->setValue({});
}

void SpanDetail::showMessages(const trace::SpanPayload &payload)
{
    QList<MessageContent> messages = messagereader::read(payload.inputs, tr("Inputs"));
    messages += messagereader::read(payload.outputs, tr("Outputs"));
    if (!payload.statusMessage.isEmpty()) {
        MessageContent failure;
        failure.author = tr("Failed");
        failure.text = payload.statusMessage;
        failure.markdown = false;
        messages.append(failure);
    }
    while (m_chat->count() > messages.size())
        m_chat->remove(m_chat->count() - 1);
    for (int i = 0; i < int(messages.size()); ++i) {
        if (i < m_chat->count())
            m_chat->setContent(i, messages[i]);
        else
            m_chat->insert(i, messages[i]);
    }
    if (m_refresh.isActive() || messages.isEmpty())
        return;
    m_chat->scrollTo(0);
}

void SpanDetail::copy()
{
    if (m_row < 0)
        return;
    QString text;
    switch (tab()) {
    case Chat:
        for (int i = 0; i < m_chat->count(); ++i)
            text += (i > 0 ? u"\n\n"_s : QString()) + m_chat->card(i).content().text;
        break;
    case AttributesTab:
        text = m_attributeTable->currentText();
        break;
    case Events:
        text = m_eventTable->currentText();
        break;
    default:
        m_json->setValue(trace::spanToDict(m_document->record()->info.id, m_document->span(m_row)));
        text = m_json->toPlainText();
    }
    QGuiApplication::clipboard()->setText(text);
    m_toolkit.navigator->note(tr("Copied"));
}

} // namespace ui
