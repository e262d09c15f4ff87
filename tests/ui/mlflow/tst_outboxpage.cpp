// SPDX-License-Identifier: Apache-2.0
#include "mlflow/exporter.h"
#include "settings/settings.h"
#include "store/store.h"
#include "support/fakemlflow.h"
#include "support/testmain.h"
#include "ui/support/testwindow.h"

#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using testsupport::FakeMlflow;
using testsupport::TestWindow;

class OutboxPageTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWaits();
    void localMlflowIsStartedFromHere();
    void whoHasAnMlflowIsNotOfferedALocalOne();
    void deletedExperimentIsRestoredFromHere();
};

void OutboxPageTest::nothingWaits()
{
    TestWindow test;
    test.addProfile(u"kong-test"_s);
    test.show();
    test.window->showPage(ui::PageKind::Outbox);
    const testsupport::Person person = test.person();
    QTRY_VERIFY(person.sees(u"outboxEmpty"_s));
    QVERIFY(!person.sees(u"outboxFoot"_s));
    QVERIFY(!person.find<QPushButton>(u"retryAll"_s)->isEnabled());
}

void OutboxPageTest::localMlflowIsStartedFromHere()
{
    TestWindow test;
    test.addProfile(u"kong-test"_s);
    test.show();
    test.window->showPage(ui::PageKind::Outbox);
    test.person().click(u"startLocalMlflow"_s);
    QCOMPARE(test.localMlflowAsked, 1);
}

void OutboxPageTest::whoHasAnMlflowIsNotOfferedALocalOne()
{
    TestWindow test;
    settings::Profile profile = test.addProfile(u"kong-test"_s);
    test.show();
    test.window->showPage(ui::PageKind::Outbox);
    const testsupport::Person person = test.person();
    QVERIFY(person.sees(u"localMlflow"_s)); // traces go nowhere yet
    profile.mlflow.url = u"http://mlflow.test:5000"_s;
    test.context->settings()->saveProfile(profile);
    QTRY_VERIFY(!person.sees(u"localMlflow"_s));
    profile.mlflow.url = settings::localMlflowUrl.toString();
    test.context->settings()->saveProfile(profile);
    QTRY_VERIFY(person.sees(u"localMlflow"_s));
}

void OutboxPageTest::deletedExperimentIsRestoredFromHere()
{
    FakeMlflow server;
    server.addExperiment(u"exp"_s, true);
    TestWindow test;
    test.addProfile(u"kong-test"_s);
    trace::TraceRecord record;
    record.info.id = trace::TraceId::random();
    trace::Span span;
    span.id = trace::SpanId::random();
    span.name = u"chat turn"_s;
    span.start = base::Clock().now();
    span.end = span.start;
    record.spans.append(span);
    record.info.start = span.start;
    record.info.end = span.end;
    const store::OutboxDraft draft{{u"gone"_s, server.url(), {}, u"exp"_s}, settings::ContentMode::Everything};
    test.context->store()->commitTurn({}, record, draft);
    test.show();
    test.window->showPage(ui::PageKind::Outbox);
    const testsupport::Person person = test.person();
    QTRY_VERIFY(person.sees(u"outboxFoot"_s));
    QVERIFY(!person.sees(u"restoreExperiment"_s));
    test.context->exporter()->start();
    QTRY_VERIFY(person.sees(u"restoreExperiment"_s));
    QVERIFY(server.experiments.last().deleted);
    person.click(u"restoreExperiment"_s);
    QTRY_VERIFY(!server.traces.isEmpty());
    QVERIFY(!server.experiments.last().deleted);
    QTRY_VERIFY(!person.sees(u"restoreExperiment"_s));
}

QObject *makeOutboxPageTest()
{
    return new OutboxPageTest;
}

#include "tst_outboxpage.moc"
