// SPDX-License-Identifier: Apache-2.0
#include "http/client.h"
#include "mlflow/exporter.h"
#include "mlflow/localserver.h"
#include "nestedtrace.h"
#include "store/store.h"
#include "support/recording.h"
#include "support/realmlflow.h"
#include "support/testmain.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using mlflow::LocalServer;
using testsupport::NestedTrace;
using testsupport::question;
using testsupport::ReplayedCall;

/// Trees of several spans, and the traces of a session, exported to a real MLflow (its program is in
/// SPANWAY_TEST_MLFLOW), read back and held beside what autolog wrote there for the same calls.
class NestedInMlflowTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void toolLoop();
    void twoModels();
    void failedCall();
    void session();
    void differenceIsFound();

private:
    static constexpr int patience = 60000;

    /// Sends it, and gives compare.py's lines; `golden` is a file of tests/data/autolog.
    QString compared(const trace::TraceRecord &record, const QString &golden);

    QTemporaryDir m_folder;
    std::unique_ptr<http::Client> m_client;
    std::unique_ptr<LocalServer> m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<mlflow::Exporter> m_exporter;
};

void NestedInMlflowTest::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("SPANWAY_TEST_MLFLOW"))
        QSKIP("SPANWAY_TEST_MLFLOW does not name an mlflow program");
    m_client = std::make_unique<http::Client>();
    m_server = testsupport::startRealMlflow(m_client.get(), m_folder.filePath(u"mlflow"_s));
    QVERIFY2(m_server->state() == LocalServer::State::Ready, qPrintable(m_server->problem()));
    auto opened = store::Store::open({m_folder.filePath(u"data"_s), 0});
    QVERIFY(opened);
    m_store = std::move(*opened);
    const auto resolve = [](const store::Destination &destination) {
        mlflow::Connection connection;
        connection.url = destination.server;
        return QtFuture::makeReadyFuture(base::Result<mlflow::Connection>(connection));
    };
    m_exporter = std::make_unique<mlflow::Exporter>(m_store.get(), m_client.get(), resolve);
    m_exporter->setIdentity({u"someone"_s, u"spanway"_s});
    m_exporter->start();
}

void NestedInMlflowTest::cleanupTestCase()
{
    m_exporter.reset();
    if (!m_server)
        return;
    m_server->stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->state(), LocalServer::State::Off, patience);
}

QString NestedInMlflowTest::compared(const trace::TraceRecord &record, const QString &golden)
{
    QSignalSpy sent(m_exporter.get(), &mlflow::Exporter::traceSent);
    store::TurnRecord turn;
    turn.id = record.info.id.hex();
    turn.traceId = record.info.id;
    turn.state = llm::TurnState::Done;
    m_store->commitTurn(
        turn, record,
        store::OutboxDraft{{u"p"_s, m_server->url(), {}, u"nested"_s}, settings::ContentMode::Everything});
    if (!QTest::qWaitFor([&sent] { return !sent.isEmpty(); }, patience))
        return u"not sent: "_s + m_exporter->status().reason;
    QProcess compare;
    const QString autolog = QStringLiteral(SPANWAY_TEST_DATA) + u"/autolog/"_s;
    compare.start(QStringLiteral(SPANWAY_PYTHON),
                  {u"-B"_s, autolog + u"compare.py"_s, autolog + golden, u"--server"_s, m_server->url(),
                   u"--trace-id"_s, trace::mlflowTraceId(record.info.id), u"--drop-marked"_s, u"spanway.phase"_s,
                   u"--allow"_s, u"kong.,spanway."_s});
    if (!compare.waitForFinished(patience) || compare.exitCode() > 1)
        return u"not compared: "_s + QString::fromUtf8(compare.readAllStandardError());
    return QString::fromUtf8(compare.readAllStandardOutput()).trimmed();
}

void NestedInMlflowTest::toolLoop()
{
    NestedTrace trace(u"18-tool-call-nested"_s);
    trace.runToolLoop();
    QCOMPARE(compared(trace.record(), u"18-tool-call-nested/trace.json"_s), QString());
}

void NestedInMlflowTest::twoModels()
{
    const QString scenario = u"60-nested-two-models"_s;
    NestedTrace trace(scenario);
    trace.open(u"compare"_s, question(scenario));
    const QString first = trace.call(1).outcome.reply.text();
    trace.close(base::Json::array({first, trace.call(2).outcome.reply.text()}));
    QCOMPARE(compared(trace.record(), scenario + u"/trace.json"_s), QString());
}

void NestedInMlflowTest::failedCall()
{
    const QString scenario = u"47-error-nested"_s;
    NestedTrace trace(scenario);
    trace.open(u"ask_question"_s, question(scenario));
    trace.failAs(trace.call(1));
    QCOMPARE(compared(trace.record(), scenario + u"/trace.json"_s), QString());
}

void NestedInMlflowTest::session()
{
    const QString scenario = u"58-session-two-turns"_s;
    const auto recorded = *base::Json::parse(testsupport::testData(u"autolog/%1/trace.json"_s.arg(scenario)));
    const QString name = recorded[u"trace_info"][u"trace_metadata"][trace::infokeys::Session].toString();
    QVERIFY(!name.isEmpty());
    for (const int turn : {1, 2}) {
        NestedTrace trace(scenario, name);
        trace.open(u"ask_question"_s, question(scenario, turn));
        trace.close(trace.call(turn).outcome.reply.text());
        const QString golden = testsupport::numbered(u"trace"_s, turn, u".json"_s);
        QCOMPARE(compared(trace.record(), scenario + u'/' + golden), QString());
    }
}

/// The comparison is none that is always content.
void NestedInMlflowTest::differenceIsFound()
{
    const QString scenario = u"56-nested-ask-question"_s;
    NestedTrace trace(scenario);
    trace.open(u"ask_question"_s, question(scenario));
    trace.call(1);
    trace.close(u"something else"_s);
    QVERIFY(compared(trace.record(), scenario + u"/trace.json"_s).contains("something else"_L1));
}

QObject *makeNestedInMlflowTest()
{
    return new NestedInMlflowTest;
}

#include "tst_nestedinmlflow.moc"
