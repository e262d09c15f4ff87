// SPDX-License-Identifier: Apache-2.0
#include "mlflow/exporter.h"
#include "services/connectiontester.h"
#include "settings/settings.h"
#include "store/store.h"
#include "support/testmain.h"
#include "ui/settings/gatewaystandin.h"
#include "ui/support/testwindow.h"
#include "ui/widgets/banner.h"

#include <QtCore/QFile>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;
using testsupport::TestWindow;
using Place = ui::Navigator::SettingsPlace;

class SettingsPageTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void addsAGateway();
    void badInputIsToldInPlaceAndLosesNothing();
    void typedTextStaysWhileLookingElsewhere();
    void discardForgets();
    void testCallSaysItCosts();
    void connectionIsTestedWithoutAModel();
    void whatATestFoundGoesWithTheFormItTested();
    void mlflowTestSaysThatTracesGoNowhere();
    void keyInAnotherHeaderIsOffered();
    void modelNameIsOffered();
    void refusedKeyIsTold();
    void modelsAreFilledFromTheGateway();
    void exportHoldsNoKey();
    void deleteAsksFirst();
    void keyringThatIsMissingOffersThisRunOnly();
    void namesThatGoOutCanBeEmptied();
    void windowChoicesApplyAtOnce();
    void localMlflowCanBeStarted();
    void demoTakesNoOtherGateway();
    void mlflowInputIsChecked();
    void mlflowOfTheEnvironmentIsTakenOver();
    void loginStaysWithItsServer();
    void waitingTracesMoveOnlyAfterAsking();

private:
    static void fillNew(const testsupport::Person &person, const QString &url, const QString &key);
    static testsupport::Person openNew(TestWindow &test, const QString &url, const QString &key);
    static void addModel(const testsupport::Person &person, const QString &name);
};

/// A new gateway whose key is for this run only: no keyring answers in a test.
void SettingsPageTest::fillNew(const testsupport::Person &person, const QString &url, const QString &key)
{
    person.type(u"profileName"_s, u"kong-test"_s);
    person.type(u"baseUrl"_s, url);
    person.choose(u"keySource"_s, 1);
    person.type(u"keyValue"_s, key);
}

testsupport::Person SettingsPageTest::openNew(TestWindow &test, const QString &url, const QString &key)
{
    test.show();
    test.window->openSettings(Place::NewProfile, {});
    const auto person = test.person();
    fillNew(person, url, key);
    return person;
}

void SettingsPageTest::addModel(const testsupport::Person &person, const QString &name)
{
    person.click(u"modelsAdd"_s);
    auto *table = person.find<QTableView>(u"modelsTable"_s);
    QTRY_VERIFY(table->findChild<QLineEdit *>());
    auto *editor = table->findChild<QLineEdit *>();
    QTest::keyClicks(editor, name);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(!table->findChild<QLineEdit *>()); // Qt commits through the queue
}

void SettingsPageTest::addsAGateway()
{
    TestWindow test;
    const auto person = openNew(test, u"http://127.0.0.1:9/v1"_s, u"canary-key-4711"_s);
    addModel(person, u"gpt-4o"_s);
    person.click(u"saveProfile"_s);
    QTRY_COMPARE(test.context->settings()->profiles().size(), 1);
    const settings::Profile profile = test.context->settings()->profiles().first();
    QCOMPARE(profile.name, u"kong-test"_s);
    QCOMPARE(profile.baseUrl, u"http://127.0.0.1:9/v1"_s);
    QCOMPARE(profile.models.size(), 1);
    QCOMPARE(profile.models.first().name, u"gpt-4o"_s);
    QCOMPARE(profile.keyHeader, "Authorization"_ba);
    QTRY_VERIFY(test.context->settings()->currentProfile());
    QFile file(test.folder.filePath(u"settings.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("canary"));
}

void SettingsPageTest::badInputIsToldInPlaceAndLosesNothing()
{
    TestWindow test;
    const auto person = openNew(test, u"kong.example/v1"_s, u"some-key"_s);
    person.click(u"saveProfile"_s);
    QTRY_VERIFY(person.sees(u"baseUrlProblem"_s));
    QVERIFY(!person.find<QLabel>(u"baseUrlProblem"_s)->text().isEmpty());
    QVERIFY(person.sees(u"saveReport"_s));
    QVERIFY(test.context->settings()->profiles().isEmpty());
    QCOMPARE(person.find<QLineEdit>(u"baseUrl"_s)->text(), u"kong.example/v1"_s);
    QCOMPARE(person.find<QLineEdit>(u"keyValue"_s)->text(), u"some-key"_s);
    person.type(u"baseUrl"_s, u"http://kong.example:8000/v1"_s);
    person.click(u"saveProfile"_s);
    QTRY_COMPARE(test.context->settings()->profiles().size(), 1);
    QVERIFY(!person.sees(u"baseUrlProblem"_s));
}

void SettingsPageTest::typedTextStaysWhileLookingElsewhere()
{
    TestWindow test;
    test.addProfile(u"one"_s);
    test.addProfile(u"two"_s);
    test.show();
    test.window->openSettings(Place::Gateway, u"one"_s);
    const auto person = test.person();
    person.type(u"baseUrl"_s, u"http://changed:8000/v1"_s);
    test.window->openSettings(Place::Gateway, u"two"_s);
    QCOMPARE(person.find<QLineEdit>(u"baseUrl"_s)->text(), u"http://127.0.0.1:9/v1"_s);
    test.window->openSettings(Place::Gateway, u"one"_s);
    QCOMPARE(person.find<QLineEdit>(u"baseUrl"_s)->text(), u"http://changed:8000/v1"_s);
    QCOMPARE(test.context->settings()->profile(u"one"_s)->baseUrl, u"http://127.0.0.1:9/v1"_s);
}

void SettingsPageTest::discardForgets()
{
    TestWindow test;
    test.addProfile(u"one"_s);
    test.show();
    test.window->openSettings(Place::Gateway, u"one"_s);
    const auto person = test.person();
    QVERIFY(!person.find<QWidget>(u"saveProfile"_s)->isEnabled());
    person.type(u"baseUrl"_s, u"http://changed:8000/v1"_s);
    QVERIFY(person.find<QWidget>(u"saveProfile"_s)->isEnabled());
    person.click(u"discardProfile"_s);
    QCOMPARE(person.find<QLineEdit>(u"baseUrl"_s)->text(), u"http://127.0.0.1:9/v1"_s);
}

void SettingsPageTest::testCallSaysItCosts()
{
    TestWindow test;
    test.addProfile(u"one"_s);
    test.show();
    test.window->openSettings(Place::Gateway, u"one"_s);
    const auto labels = test.window->findChildren<QLabel *>();
    const bool said = std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains("one small call"_L1) && label->text().contains("charge"_L1);
    });
    QVERIFY(said);
}

void SettingsPageTest::connectionIsTestedWithoutAModel()
{
    testsupport::GatewayStandIn gateway;
    TestWindow test;
    const auto person = openNew(test, gateway.baseUrl(), QString::fromUtf8(gateway.key));
    QVERIFY(person.find<QLabel>(u"testGatewayText"_s)->text().contains("paid call needs a model"_L1));
    person.click(u"testGateway"_s);
    QTRY_VERIFY(person.sees(u"useApikeyHeader"_s)); // the key is looked at, too
    person.click(u"useApikeyHeader"_s);
    const auto *report = person.find<ui::Banner>(u"gatewayReport"_s);
    QTRY_VERIFY2(report->title().contains("no model was called"_L1), qPrintable(report->title() + report->text()));
    for (const http::ServerRequest &request : std::as_const(gateway.requests))
        QCOMPARE(request.path(), "/v1/models"_ba);
    addModel(person, u"gpt-4o"_s);
    QVERIFY(person.find<QLabel>(u"testGatewayText"_s)->text().contains("charge"_L1));
    person.click(u"testGateway"_s);
    QTRY_VERIFY2(report->title().contains("streams"_L1), qPrintable(report->title() + report->text()));
}

void SettingsPageTest::whatATestFoundGoesWithTheFormItTested()
{
    testsupport::GatewayStandIn gateway;
    TestWindow test;
    const auto person = openNew(test, gateway.baseUrl(), QString::fromUtf8(gateway.key));
    person.choose(u"keyScheme"_s, 1);
    addModel(person, u"gpt-4o"_s);
    person.click(u"testGateway"_s);
    const auto *report = person.find<ui::Banner>(u"gatewayReport"_s);
    QTRY_VERIFY(report->title().contains("answers"_L1));
    person.find<QLineEdit>(u"baseUrl"_s)->insert(u"/"_s);
    QVERIFY(!person.sees(u"gatewayReport"_s));
    person.find<QLineEdit>(u"baseUrl"_s)->backspace();
    // Nor is an answer shown that belongs to what the form was.
    const auto asked = gateway.requests.size();
    person.click(u"testGateway"_s);
    QVERIFY(person.sees(u"gatewayReport"_s));
    person.find<QLineEdit>(u"baseUrl"_s)->insert(u"/"_s);
    QTRY_VERIFY(gateway.requests.size() > asked);
    QTRY_COMPARE(test.context->tester()->running(), 0);
    QVERIFY(!person.sees(u"gatewayReport"_s));
}

void SettingsPageTest::mlflowTestSaysThatTracesGoNowhere()
{
    TestWindow test;
    test.addProfile(u"one"_s);
    test.show();
    test.window->openSettings(Place::Mlflow, u"one"_s);
    const auto person = test.person();
    auto *button = person.find<QPushButton>(u"testMlflow"_s);
    QVERIFY(!button->isEnabled());
    QVERIFY(person.find<QLabel>(u"testMlflowText"_s)->text().contains("stay on this computer"_L1));
    person.choose(u"mlflowKind"_s, 2);
    person.type(u"mlflowUrl"_s, u"http://127.0.0.1:9"_s);
    QVERIFY(button->isEnabled());
    QVERIFY(!person.find<QLabel>(u"testMlflowText"_s)->text().contains("stay on this computer"_L1));
    person.choose(u"mlflowKind"_s, 0);
    QVERIFY(!button->isEnabled());
}

void SettingsPageTest::keyInAnotherHeaderIsOffered()
{
    testsupport::GatewayStandIn gateway;
    TestWindow test;
    const auto person = openNew(test, gateway.baseUrl(), QString::fromUtf8(gateway.key));
    addModel(person, u"gpt-4o"_s);
    person.click(u"testGateway"_s);
    QTRY_VERIFY(person.sees(u"useApikeyHeader"_s));
    person.click(u"useApikeyHeader"_s);
    const auto *report = person.find<ui::Banner>(u"gatewayReport"_s);
    QTRY_VERIFY2(report->title().contains("answers"_L1), qPrintable(report->title() + report->text()));
    person.click(u"saveProfile"_s);
    QTRY_COMPARE(test.context->settings()->profiles().size(), 1);
    QCOMPARE(test.context->settings()->profiles().first().keyHeader, "apikey"_ba);
    QCOMPARE(test.context->settings()->profiles().first().keyPattern, u"{key}"_s);
}

void SettingsPageTest::modelNameIsOffered()
{
    testsupport::GatewayStandIn gateway;
    TestWindow test;
    const auto person = openNew(test, gateway.baseUrl(), QString::fromUtf8(gateway.key));
    person.choose(u"keyScheme"_s, 1);
    addModel(person, u"gpt-5"_s);
    person.click(u"testGateway"_s);
    QTRY_VERIFY(person.sees(u"useSuggestedModel"_s));
    person.click(u"useSuggestedModel"_s);
    const auto *report = person.find<ui::Banner>(u"gatewayReport"_s);
    QTRY_VERIFY2(report->title().contains("answers"_L1), qPrintable(report->title() + report->text()));
    QCOMPARE(person.find<QTableView>(u"modelsTable"_s)->model()->index(0, 0).data().toString(), u"gpt-4o"_s);
}

void SettingsPageTest::refusedKeyIsTold()
{
    testsupport::GatewayStandIn gateway;
    TestWindow test;
    const auto person = openNew(test, gateway.baseUrl(), u"wrong-key-0815"_s);
    person.choose(u"keyScheme"_s, 1);
    addModel(person, u"gpt-4o"_s);
    person.click(u"testGateway"_s);
    const auto *report = person.find<ui::Banner>(u"gatewayReport"_s);
    QTRY_VERIFY2(report->title().contains("does not accept"_L1), qPrintable(report->title()));
    QVERIFY(!(report->title() + report->text() + report->detail()).contains("wrong-key"_L1));
    QVERIFY(!person.sees(u"useApikeyHeader"_s));
}

void SettingsPageTest::modelsAreFilledFromTheGateway()
{
    testsupport::GatewayStandIn gateway;
    gateway.models = QStringList{u"gpt-4o"_s, u"gpt-4o-mini"_s};
    TestWindow test;
    const auto person = openNew(test, gateway.baseUrl(), QString::fromUtf8(gateway.key));
    person.click(u"modelsFill"_s);
    QTRY_VERIFY(person.sees(u"modelsNote"_s));
    QTRY_VERIFY(person.find<QLabel>(u"modelsNote"_s)->text().contains("no list"_L1));
    person.choose(u"keyScheme"_s, 1);
    person.click(u"modelsFill"_s);
    QTRY_COMPARE(person.find<QTableView>(u"modelsTable"_s)->model()->rowCount(), 2);
}

void SettingsPageTest::exportHoldsNoKey()
{
    TestWindow test;
    const auto person = openNew(test, u"http://127.0.0.1:9/v1"_s, u"canary-key-4711"_s);
    person.click(u"saveProfile"_s);
    QTRY_VERIFY(person.sees(u"exportProfile"_s));
    test.prompts.file = test.folder.filePath(u"out.json"_s);
    person.click(u"exportProfile"_s);
    QFile file(test.prompts.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("127.0.0.1:9"));
    QVERIFY(!bytes.contains("canary"));
    person.click(u"importProfile"_s);
    QTRY_COMPARE(test.context->settings()->profiles().size(), 2);
}

void SettingsPageTest::deleteAsksFirst()
{
    TestWindow test;
    test.addProfile(u"one"_s);
    test.show();
    test.window->openSettings(Place::Gateway, u"one"_s);
    const auto person = test.person();
    person.click(u"removeProfile"_s);
    QCOMPARE(test.prompts.questions.size(), 1);
    QVERIFY(test.prompts.questions.first().destructive);
    QCOMPARE(test.context->settings()->profiles().size(), 1);
    test.prompts.choice = ui::Prompts::Choice::Action;
    person.click(u"removeProfile"_s);
    QVERIFY(test.context->settings()->profiles().isEmpty());
    QVERIFY(person.sees(u"personForm"_s));
}

void SettingsPageTest::keyringThatIsMissingOffersThisRunOnly()
{
    TestWindow test;
    settings::Profile profile = test.addProfile(u"one"_s);
    profile.key = {settings::SecretSource::Kind::Keyring, {}, u"ref-1"_s};
    test.context->settings()->saveProfile(profile);
    test.show();
    test.window->openSettings(Place::Key, u"one"_s);
    const auto person = test.person();
    person.type(u"keyValue"_s, u"another-key"_s);
    person.click(u"saveProfile"_s);
    // Whether the keyring's absence is known already or only shows when writing: both say so and lose nothing.
    QTRY_VERIFY(person.sees(u"saveReport"_s));
    QCOMPARE(person.find<QLineEdit>(u"keyValue"_s)->text(), u"another-key"_s);
    if (person.sees(u"keepForSession"_s))
        person.click(u"keepForSession"_s);
    else
        person.choose(u"keySource"_s, 1);
    if (test.context->settings()->profile(u"one"_s)->key.kind != settings::SecretSource::Kind::Session)
        person.click(u"saveProfile"_s);
    QTRY_COMPARE(test.context->settings()->profile(u"one"_s)->key.kind, settings::SecretSource::Kind::Session);
}

void SettingsPageTest::namesThatGoOutCanBeEmptied()
{
    TestWindow test;
    test.show();
    test.window->openSettings(Place::Privacy, {});
    const auto person = test.person();
    person.type(u"userName"_s, u"somebody"_s);
    person.type(u"sourceName"_s, {});
    QTest::keyClick(person.find<QLineEdit>(u"sourceName"_s), Qt::Key_Return);
    QTRY_COMPARE(test.context->settings()->preferences().userName, u"somebody"_s);
    QVERIFY(test.context->settings()->preferences().sourceName.isEmpty());
    person.type(u"userName"_s, {});
    QTest::keyClick(person.find<QLineEdit>(u"userName"_s), Qt::Key_Return);
    QTRY_VERIFY(test.context->settings()->preferences().userName.isEmpty());
}

void SettingsPageTest::windowChoicesApplyAtOnce()
{
    TestWindow test;
    test.show();
    test.window->openSettings(Place::Privacy, {});
    const auto person = test.person();
    person.choose(u"sendKey"_s, 1);
    QVERIFY(test.context->settings()->preferences().sendWithCtrlEnter);
    const double before = test.theme.font(ui::Theme::Type::Body).pointSizeF();
    auto *percent = person.find<QWidget>(u"textPercent"_s);
    percent->setFocus(Qt::TabFocusReason);
    QTest::keyClick(percent, Qt::Key_Up);
    QTRY_COMPARE(test.context->settings()->preferences().textPercent, 110);
    QVERIFY(test.theme.font(ui::Theme::Type::Body).pointSizeF() > before);
    person.click(u"reduceMotion"_s);
    QVERIFY(test.theme.reduceMotion());
}

void SettingsPageTest::localMlflowCanBeStarted()
{
    TestWindow test;
    test.addProfile(u"one"_s);
    test.show();
    test.window->openSettings(Place::Mlflow, u"one"_s);
    const auto person = test.person();
    person.choose(u"mlflowKind"_s, 1);
    person.click(u"startLocalMlflow"_s);
    QCOMPARE(test.localMlflowAsked, 1);
    person.click(u"testMlflow"_s);
    person.click(u"startLocalFromTest"_s);
    QCOMPARE(test.localMlflowAsked, 2);
    person.click(u"saveProfile"_s);
    QTRY_COMPARE(test.context->settings()->profile(u"one"_s)->mlflow.url, settings::localMlflowUrl.toString());
}

void SettingsPageTest::demoTakesNoOtherGateway()
{
    TestWindow test;
    settings::Profile profile = test.addProfile(u"demo"_s);
    profile.demo = true;
    profile.mlflow.url = settings::localMlflowUrl.toString();
    test.context->settings()->setTemporaryProfile(profile);
    test.demoMode = true;
    test.remake();
    test.show();
    test.window->openSettings(Place::Mlflow, u"demo"_s);
    const auto person = test.person();
    QVERIFY(!person.find<QLineEdit>(u"baseUrl"_s)->isEnabled());
    QVERIFY(!person.find<QComboBox>(u"mlflowKind"_s)->isEnabled());
    person.click(u"startLocalMlflow"_s);
    QCOMPARE(test.localMlflowAsked, 1);
    QVERIFY(!person.sees(u"importProfile"_s));
    person.click(u"addProfile"_s);
    QCOMPARE(test.ownKongAsked, 1);
    QCOMPARE(test.context->settings()->profiles().size(), 1);
}

void SettingsPageTest::mlflowInputIsChecked()
{
    TestWindow test;
    test.addProfile(u"one"_s);
    test.show();
    test.window->openSettings(Place::Mlflow, u"one"_s);
    const auto person = test.person();
    person.choose(u"mlflowKind"_s, 2);
    person.type(u"mlflowUrl"_s, u"http://user:secret@mlflow:5000"_s);
    person.click(u"saveProfile"_s);
    QTRY_VERIFY(person.sees(u"mlflowUrlProblem"_s));
    QVERIFY(test.context->settings()->profile(u"one"_s)->mlflow.url.isEmpty());
    person.type(u"mlflowUrl"_s, u"http://mlflow:5000/"_s);
    person.choose(u"mlflowLogin"_s, 1);
    person.click(u"saveProfile"_s);
    QTRY_VERIFY(person.sees(u"mlflowUserProblem"_s));
    person.type(u"mlflowUser"_s, u"anna"_s);
    person.choose(u"mlflowSecretSource"_s, 2);
    person.type(u"mlflowSecretVariable"_s, u"MLFLOW_PASSWORD"_s);
    person.click(u"saveProfile"_s);
    QTRY_COMPARE(test.context->settings()->profile(u"one"_s)->mlflow.url, u"http://mlflow:5000"_s);
    QCOMPARE(test.context->settings()->profile(u"one"_s)->mlflow.user, u"anna"_s);
}

void SettingsPageTest::mlflowOfTheEnvironmentIsTakenOver()
{
    const std::pair<const char *, QByteArray> variables[]{{"MLFLOW_TRACKING_URI", "http://127.0.0.1:9/prefix"},
                                                          {"MLFLOW_TRACKING_USERNAME", "ada"},
                                                          {"MLFLOW_TRACKING_PASSWORD", "open sesame"},
                                                          {"MLFLOW_EXPERIMENT_NAME", "chats"},
                                                          {"MLFLOW_WORKSPACE", "team"}};
    for (const auto &[name, value] : variables)
        qputenv(name, value);
    TestWindow test;
    settings::Profile profile = test.addProfile(u"one"_s);
    profile.mlflow.url = u"http://127.0.0.1:9"_s;
    test.context->settings()->saveProfile(profile);
    test.show();
    test.window->openSettings(Place::Mlflow, u"one"_s);
    const auto person = test.person();
    QTRY_VERIFY(person.sees(u"mlflowOffer"_s));
    person.click(u"mlflowOffer"_s);
    for (const auto &[name, value] : variables)
        qunsetenv(name);
    person.click(u"saveProfile"_s);
    const auto mlflow = [&test] { return test.context->settings()->profile(u"one"_s)->mlflow; };
    QTRY_COMPARE(mlflow().url, u"http://127.0.0.1:9/prefix"_s);
    QCOMPARE(mlflow().login, settings::MlflowTarget::Login::Basic);
    QCOMPARE(mlflow().user, u"ada"_s);
    QCOMPARE(mlflow().secret.variable, u"MLFLOW_TRACKING_PASSWORD"_s);
    QCOMPARE(mlflow().experiment, u"chats"_s);
    QCOMPARE(mlflow().workspace, u"team"_s);
}

void SettingsPageTest::loginStaysWithItsServer()
{
    qputenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9");
    TestWindow test;
    settings::Profile profile = test.addProfile(u"one"_s);
    profile.mlflow.url = u"https://mlflow.example.org"_s;
    profile.mlflow.login = settings::MlflowTarget::Login::Basic;
    profile.mlflow.user = u"ada"_s;
    profile.mlflow.secret = {settings::SecretSource::Kind::Environment, u"THERE"_s, u"ref"_s};
    test.context->settings()->saveProfile(profile);
    test.show();
    test.window->openSettings(Place::Mlflow, u"one"_s);
    const auto person = test.person();
    QTRY_VERIFY(person.sees(u"mlflowOffer"_s));
    person.click(u"mlflowOffer"_s);
    qunsetenv("MLFLOW_TRACKING_URI");
    person.click(u"saveProfile"_s);
    const auto mlflow = [&test] { return test.context->settings()->profile(u"one"_s)->mlflow; };
    QTRY_COMPARE(mlflow().url, u"http://127.0.0.1:9"_s);
    QCOMPARE(mlflow().login, settings::MlflowTarget::Login::None);
    QCOMPARE(mlflow().secret.kind, settings::SecretSource::Kind::None);
}

void SettingsPageTest::waitingTracesMoveOnlyAfterAsking()
{
    TestWindow test;
    settings::Profile profile = test.addProfile(u"one"_s);
    profile.mlflow.url = u"http://127.0.0.1:9"_s;
    test.context->settings()->saveProfile(profile);
    trace::TraceRecord record;
    record.info.id = trace::TraceId::random();
    trace::Span span;
    span.id = trace::SpanId::random();
    span.name = u"chat turn"_s;
    span.start = base::Clock().now();
    span.end = span.start;
    record.spans.append(span);
    store::Store *store = test.context->store();
    const store::Destination old{u"one"_s, u"http://127.0.0.1:9"_s, {}, profile.mlflow.experiment};
    store->commitTurn({}, record, store::OutboxDraft{old, settings::ContentMode::Everything});
    test.show();
    test.window->openSettings(Place::Mlflow, u"one"_s);
    const auto person = test.person();
    test.prompts.choice = ui::Prompts::Choice::Action;
    person.type(u"experiment"_s, u"Another"_s);
    QCOMPARE(test.prompts.questions.size(), 0);
    person.click(u"saveProfile"_s);
    QTRY_COMPARE(test.prompts.questions.size(), 1);
    auto rows = store->outbox(true, 10);
    QTRY_VERIFY(rows.isFinished());
    QVERIFY(rows.result());
    QCOMPARE(rows.result()->value(0).destination.experiment, u"Another"_s);
}

QObject *makeSettingsPageTest()
{
    return new SettingsPageTest;
}

#include "tst_settingspage.moc"
