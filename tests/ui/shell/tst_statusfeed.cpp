// SPDX-License-Identifier: Apache-2.0
#include "settings/settings.h"
#include "mlflow/exporter.h"
#include "store/store.h"
#include "support/testmain.h"
#include "ui/shell/status/statuscell.h"
#include "ui/support/testwindow.h"

using namespace Qt::StringLiterals;
using testsupport::TestWindow;

class StatusFeedTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatNothingIsSetUp();
    void namesTheGatewayAndItsMlflow();
    void countsWhatWaits();
    void cellsOpenWhatTheyTellAbout();
    void narrowKeepsTheShortestWords();
};

void StatusFeedTest::saysThatNothingIsSetUp()
{
    TestWindow test;
    test.show();
    const auto person = test.person();
    QCOMPARE(person.find<ui::StatusCell>(u"statusGateway"_s)->content().text, u"No gateway yet"_s);
    QCOMPARE(person.find<ui::StatusCell>(u"statusMlflow"_s)->content().more, u"not set up"_s);
    QCOMPARE(person.find<ui::StatusCell>(u"statusOutbox"_s)->content().more, u"empty"_s);
    QVERIFY(!person.sees(u"statusRunning"_s));
}

void StatusFeedTest::namesTheGatewayAndItsMlflow()
{
    TestWindow test;
    test.show();
    settings::Profile profile = test.addProfile(u"kong-eu-1"_s);
    const auto person = test.person();
    QTRY_COMPARE(person.find<ui::StatusCell>(u"statusGateway"_s)->content().text, u"kong-eu-1"_s);
    profile.mlflow.url = settings::localMlflowUrl.toString();
    test.context->settings()->saveProfile(profile);
    QTRY_COMPARE(person.find<ui::StatusCell>(u"statusMlflow"_s)->content().text, u"Local MLflow"_s);
    QVERIFY(person.find<ui::StatusCell>(u"statusMlflow"_s)->accessibleName().contains("not running"_L1));
}

void StatusFeedTest::countsWhatWaits()
{
    TestWindow test;
    test.show();
    test.context->exporter()->start(); // it counts once it runs
    const auto person = test.person();
    const auto *outbox = person.find<ui::StatusCell>(u"statusOutbox"_s);
    trace::TraceRecord record;
    record.info.id = trace::TraceId::random();
    trace::Span span;
    span.id = trace::SpanId::random();
    span.name = u"chat turn"_s;
    record.spans.append(span);
    test.context->store()->importTrace(record, u"demo"_s);
    test.context->store()->enqueue(record.info.id, {{u"p"_s, u"http://127.0.0.1:9"_s, {}, u"e"_s}, {}});
    QTRY_COMPARE(outbox->content().text, u"Outbox 1"_s);
}

void StatusFeedTest::cellsOpenWhatTheyTellAbout()
{
    TestWindow test;
    test.addProfile(u"kong-eu-1"_s);
    test.show();
    const auto person = test.person();
    person.click(u"statusMlflow"_s);
    QTRY_VERIFY(person.sees(u"mlflowKind"_s));
}

void StatusFeedTest::narrowKeepsTheShortestWords()
{
    TestWindow test({800, 500});
    test.show();
    const auto person = test.person();
    const int narrow = person.find<ui::StatusCell>(u"statusMlflow"_s)->width();
    test.window->resize(1280, 800);
    QTRY_VERIFY(person.find<ui::StatusCell>(u"statusMlflow"_s)->width() > narrow);
}

QObject *makeStatusFeedTest()
{
    return new StatusFeedTest;
}

#include "tst_statusfeed.moc"
