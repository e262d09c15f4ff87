// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/shell/actionregistry.h"
#include "ui/support/fakenavigator.h"
#include "ui/support/fakeprompts.h"
#include "ui/text/messagelist.h"
#include "ui/trace/pairtable.h"
#include "ui/trace/spandetail.h"
#include "ui/trace/tracedocument.h"
#include "ui/trace/traces.h"
#include "ui/widgets/theme.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using ui::SpanDetail;

/// One span in its four forms.
class SpanDetailTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void nothingChosen();
    void chatAttributesEventsJson();
    void statusMessageIsShown();
    void copiesWhatIsShown();
    void hugeValuesAreCut();
    void linksAsk();
    void runningSpanIsReadAgain();
    void whatChangedWhileHiddenShowsLater();

protected:
    void prepare() override;

private:
    void show(const trace::TraceRecord &record, int row);

    ui::Theme m_theme;
    ui::ActionRegistry m_actions{&m_theme};
    testsupport::FakePrompts m_prompts;
    testsupport::FakeNavigator m_navigator;
    ui::Toolkit m_toolkit{&m_theme, &m_actions, &m_prompts, &m_navigator};
    std::unique_ptr<ui::TraceDocument> m_document;
    std::unique_ptr<SpanDetail> m_detail;
};

void SpanDetailTest::prepare()
{
    m_prompts = {};
    m_navigator = {};
    m_detail.reset();
    m_document = std::make_unique<ui::TraceDocument>();
    m_detail = std::make_unique<SpanDetail>(m_toolkit, m_document.get());
    m_detail->resize(420, 400);
    m_detail->setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(m_detail.get()));
}

void SpanDetailTest::show(const trace::TraceRecord &record, int row)
{
    m_document->setRecord(std::make_shared<const trace::TraceRecord>(record));
    m_detail->showSpan(row);
}

namespace {

trace::TraceRecord withChat()
{
    trace::TraceRecord record = traces::agent();
    trace::Span &model = record.spans[1];
    model.attributes.set(trace::keys::SpanInputs.toString(),
                         base::Json::parse(R"({"messages":[{"role":"user","content":"Hi"}]})").value());
    model.attributes.set(trace::keys::SpanOutputs.toString(),
                         base::Json::parse(R"json({"choices":[{"index":0,"message":{"role":"assistant",
                                               "content":"[Hello](https://example.org/a)"}}]})json")
                             .value());
    model.attributes.set(u"kong.route"_s, base::Json(u"chat-large"_s));
    trace::SpanEvent event;
    event.name = u"chunk"_s;
    event.time = model.start;
    model.events = {event, event};
    return record;
}

} // namespace

void SpanDetailTest::nothingChosen()
{
    QCOMPARE(m_detail->span(), -1);
    QVERIFY(!m_detail->findChild<QTabBar *>(u"detailTabs"_s)->isEnabled());
    m_detail->showSpan(7);
    QCOMPARE(m_detail->span(), -1);
}

void SpanDetailTest::chatAttributesEventsJson()
{
    show(withChat(), 1);
    auto *messages = m_detail->findChild<ui::MessageList *>(u"spanMessages"_s);
    QTRY_COMPARE(messages->count(), 2);
    QCOMPARE(messages->card(0).content().text, u"Hi"_s);
    QCOMPARE(m_detail->findChild<QLabel *>(u"spanName"_s)->text(), u"Completions"_s);
    auto *tabs = m_detail->findChild<QTabBar *>(u"detailTabs"_s);
    QVERIFY(tabs->tabText(SpanDetail::Events).endsWith(u"2"_s));
    tabs->setFocus();
    QTest::keyClick(tabs, Qt::Key_Right);
    auto *attributes = m_detail->findChild<ui::PairTable *>(u"attributeTable"_s);
    QVERIFY(attributes->isVisible());
    QVERIFY(attributes->currentText().contains(u"kong.route\tchat-large"_s));
    QTest::keyClick(tabs, Qt::Key_Right);
    QVERIFY(m_detail->findChild<ui::PairTable *>(u"eventTable"_s)->isVisible());
    QTest::keyClick(tabs, Qt::Key_Right);
    auto *json = m_detail->findChild<QPlainTextEdit *>(u"jsonView"_s);
    QVERIFY(json->isVisible());
    QVERIFY(json->toPlainText().contains(u"\"name\": \"Completions\""_s));
}

void SpanDetailTest::statusMessageIsShown()
{
    show(traces::agent(), 2);
    auto *messages = m_detail->findChild<ui::MessageList *>(u"spanMessages"_s);
    QTRY_COMPARE(messages->count(), 1);
    QCOMPARE(messages->card(0).content().text, u"no such order"_s);
    QVERIFY(m_detail->findChild<QLabel *>(u"spanState"_s)->text().contains(u"failed"_s));
}

void SpanDetailTest::copiesWhatIsShown()
{
    show(withChat(), 1);
    auto *messages = m_detail->findChild<ui::MessageList *>(u"spanMessages"_s);
    QTRY_COMPARE(messages->count(), 2);
    auto *button = m_detail->findChild<QToolButton *>(u"copySpan"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Hi\n\n[Hello](https://example.org/a)"_s);
    m_detail->setTab(SpanDetail::Json);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u'{'));
    QCOMPARE(m_navigator.notes.size(), 2);
    QGuiApplication::clipboard()->clear();
    m_detail->showSpan(-1);
    QTest::mouseClick(button, Qt::LeftButton); // nothing chosen: nothing to copy, nothing breaks
}

void SpanDetailTest::hugeValuesAreCut()
{
    trace::TraceRecord record = traces::agent();
    record.spans[1].attributes.set(trace::keys::SpanInputs.toString(), base::Json(QString(3'000'000, u'x')));
    show(record, 1);
    auto *messages = m_detail->findChild<ui::MessageList *>(u"spanMessages"_s);
    QTRY_COMPARE(messages->count(), 1);
    QVERIFY(messages->card(0).content().text.size() <= 150 * 1024);
    m_detail->setTab(SpanDetail::Json);
    auto *json = m_detail->findChild<QPlainTextEdit *>(u"jsonView"_s);
    QVERIFY(json->toPlainText().size() < 160 * 1024);
    QCOMPARE(json->wordWrapMode(), QTextOption::WrapAnywhere); // looking for words would hold the window for seconds
    show(traces::agent(), 1);
    QTRY_VERIFY(json->toPlainText().contains(u"input_tokens"_s));
    QCOMPARE(json->wordWrapMode(), QTextOption::WrapAtWordBoundaryOrAnywhere);
}

void SpanDetailTest::linksAsk()
{
    show(withChat(), 1);
    auto *messages = m_detail->findChild<ui::MessageList *>(u"spanMessages"_s);
    QTRY_COMPARE(messages->count(), 2);
    Q_EMIT messages->linkActivated(u"https://example.org/a"_s);
    QCOMPARE(m_prompts.questions.size(), 1);
    QVERIFY(m_navigator.urls.isEmpty());
}

void SpanDetailTest::runningSpanIsReadAgain()
{
    trace::LiveTrace live(traces::running());
    live.addSpan(traces::span(u"turn"_s, u"CHAIN"_s, std::nullopt, 0, std::nullopt));
    m_document->setLive(&live);
    m_detail->showSpan(0);
    QVERIFY(m_detail->findChild<QLabel *>(u"spanState"_s)->text().contains(u"running"_s));
    auto *table = m_detail->findChild<ui::PairTable *>(u"attributeTable"_s);
    live.setAttribute(0, u"late"_s, base::Json(u"value"_s));
    QTRY_VERIFY(table->currentText().contains(u"late"_s));
}

void SpanDetailTest::whatChangedWhileHiddenShowsLater()
{
    trace::LiveTrace live(traces::running());
    live.addSpan(traces::span(u"turn"_s, u"CHAIN"_s, std::nullopt, 0, std::nullopt));
    live.setAttribute(0, u"early"_s, base::Json(u"value"_s));
    m_document->setLive(&live);
    m_detail->showSpan(0);
    const auto *table = m_detail->findChild<ui::PairTable *>(u"attributeTable"_s);
    QTRY_VERIFY(table->currentText().contains(u"early"_s));
    m_detail->hide();
    live.setAttribute(0, u"late"_s, base::Json(u"value"_s));
    const auto isDue = [this] { return !QAbstractEventDispatcher::instance()->registeredTimers(m_detail.get()).isEmpty(); };
    QTRY_VERIFY(isDue());
    QTRY_VERIFY(!isDue()); // its time to read again came and went
    m_detail->setVisible(true);
    QTRY_COMPARE(table->model()->rowCount(), 2);
}

QObject *makeSpanDetailTest()
{
    return new SpanDetailTest;
}

#include "tst_spandetail.moc"
