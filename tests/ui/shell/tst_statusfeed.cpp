// SPDX-License-Identifier: Apache-2.0
#include "chat/turnservices.h"
#include "gateway/ratewatch.h"
#include "settings/settings.h"
#include "mlflow/exporter.h"
#include "store/store.h"
#include "support/testmain.h"
#include "ui/shell/status/statuscell.h"
#include "ui/support/testwindow.h"

#include <QtWidgets/QLayout>

using namespace Qt::StringLiterals;
using testsupport::TestWindow;

class StatusFeedTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatNothingIsSetUp();
    void namesTheGatewayAndItsMlflow();
    void countsWhatWaits();
    void rateGaugeTellsTheLastAnswer();
    void largeTextCutsNoCell();
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
    const store::OutboxDraft draft{{u"p"_s, u"http://127.0.0.1:9"_s, {}, u"e"_s}, {}};
    test.context->store()->commitTurn({}, record, draft);
    QTRY_COMPARE(outbox->content().text, u"Outbox 1"_s);
}

void StatusFeedTest::rateGaugeTellsTheLastAnswer()
{
    TestWindow test;
    test.addProfile(u"kong-eu-1"_s);
    test.show();
    const auto person = test.person();
    QVERIFY(!person.sees(u"statusRate"_s)); // no header, no cell
    gateway::RateWatch *rates = test.context->turnServices().rates;
    const auto now = std::chrono::steady_clock::now();
    const auto hear = [&](double remaining, double reset, base::MonoTime at) {
        gateway::KongFacts kong;
        kong.rateLimits.append({{}, 60, remaining, reset, u"calls"_s});
        rates->heard(u"kong-eu-1"_s, kong, at);
    };
    hear(41, 3000, now);
    QTRY_VERIFY(person.sees(u"statusRate"_s));
    const auto *cell = person.find<ui::StatusCell>(u"statusRate"_s);
    QCOMPARE(cell->content().text, u"41 of 60"_s);
    QVERIFY2(cell->content().more.startsWith(u"calls left · resets in "_s), qPrintable(cell->content().more));
    QCOMPARE(cell->content().share.value(), 41.0 / 60);
    QVERIFY(cell->content().colour == ui::Colour::TextSecondary);
    hear(12, 3000, now);
    QVERIFY(cell->content().colour == ui::Colour::StatusWarn);
    hear(3, 3000, now);
    QVERIFY(cell->content().colour == ui::Colour::StatusError);
    hear(3, 30, now - std::chrono::seconds(31)); // its window is over
    QCOMPARE(cell->content().text, u"~60 of 60"_s);
    rates->heard(u"another"_s, {}, now);
    QVERIFY(person.sees(u"statusRate"_s));
    rates->heard(u"kong-eu-1"_s, {}, now);
    QVERIFY(!person.sees(u"statusRate"_s));
}

void StatusFeedTest::largeTextCutsNoCell()
{
    TestWindow test({1010, 800}); // just not narrow
    const QString name = u"the-gateway-of-the-whole-company-and-all-its-friends-near-and-far-wherever-they-may-be-today"_s;
    test.addProfile(name);
    settings::Preferences preferences = test.context->settings()->preferences();
    preferences.textPercent = 200;
    test.context->settings()->setPreferences(preferences);
    test.show();
    const auto person = test.person();
    gateway::KongFacts kong;
    kong.rateLimits.append({{}, 6000, 5998, 3000, u"calls"_s});
    test.context->turnServices().rates->heard(name, kong, std::chrono::steady_clock::now());
    QTRY_VERIFY(person.sees(u"statusRate"_s));
    for (const QString &part : {u"statusGateway"_s, u"statusRate"_s, u"statusOutbox"_s, u"statusMlflow"_s}) {
        const auto *cell = person.find<ui::StatusCell>(part);
        QTRY_VERIFY2(cell->width() >= cell->layout()->minimumSize().width(), qPrintable(part));
    }
    const auto *mlflow = person.find<ui::StatusCell>(u"statusMlflow"_s);
    QVERIFY(mlflow->geometry().right() < test.window->width());
    QCOMPARE(test.window->width(), 1010);
    // Nor a caption of the rail.
    const auto *rail = person.find<QWidget>(u"rail"_s);
    const QFontMetrics words(test.theme.font(ui::Theme::Type::Caption));
    QVERIFY(rail->width() > words.horizontalAdvance(u"Compare"_s));
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
