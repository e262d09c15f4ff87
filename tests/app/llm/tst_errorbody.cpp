// SPDX-License-Identifier: Apache-2.0
#include "llm/errorbody.h"
#include "support/recording.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class ErrorBodyTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void recordedBodies_data();
    void recordedBodies();
    void otherForms_data();
    void otherForms();
    void messageForTheApi_data();
    void messageForTheApi();
    void longPageIsCut();
};

void ErrorBodyTest::recordedBodies_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("requestId");
    const auto row = [](const char *name, const QString &message, const QString &requestId = {}) {
        QTest::newRow(name) << message << requestId;
    };
    row("031-model-other", u"cannot use own model - must be: gpt-4o-mini"_s);
    row("161-upstream-down", u"An invalid response was received from the upstream server"_s,
        u"c6a9d050b6a598457111fa380f11dd2d"_s);
    row("205-anthropic-401", u"invalid x-api-key"_s, u"req_fake000000000000000000"_s);
    row("213-gemini-400", u"API key not valid. Please pass a valid API key."_s);
    row("222-cohere-429", u"You are using a Trial key, which is limited to 40 API calls / minute."_s);
    row("408-key-missing-html", u"Error No API key found in request."_s, u"533c76552f69af329951482c41517943"_s);
    row("409-key-missing-text", u"No API key found in request"_s, u"e5069600e91e3b14b2af4351ddc0926d"_s);
    row("417-jwt-missing", u"Unauthorized"_s);
    row("419-jwt-expired", u"exp: token expired"_s);
    row("160b-upstream-html-503-nostats", u"503 Service Temporarily Unavailable nginx"_s);
}

void ErrorBodyTest::recordedBodies()
{
    QFETCH(QString, message);
    QFETCH(QString, requestId);
    const QString file = u"kong/%1.http"_s.arg(QString::fromLatin1(QTest::currentDataTag()));
    const llm::ErrorBody error = llm::decodeErrorBody(testsupport::readRecording(file).body);
    QCOMPARE(error.message, message);
    QCOMPARE(error.requestId, requestId);
}

void ErrorBodyTest::otherForms_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("empty object") << "{}"_ba << QString();
    QTest::newRow("error as text") << R"({"error":"model not found"})"_ba << u"model not found"_s;
    QTest::newRow("error beside message") << R"({"error":"Unauthorized","message":"no key"})"_ba << u"no key"_s;
    QTest::newRow("list") << R"([{"error":{"code":400,"message":"bad"}}])"_ba << u"bad"_s;
    QTest::newRow("FastAPI") << R"({"detail":"Not Found"})"_ba << u"Not Found"_s;
    QTest::newRow("FastAPI list") << R"({"detail":[{"loc":["body"],"msg":"field required"},{"msg":"too long"}]})"_ba
                                  << u"field required; too long"_s;
    QTest::newRow("Bedrock") << R"({"Message":"denied"})"_ba << u"denied"_s;
    QTest::newRow("quote pasted into Kong's template")
        << "{\n  \"message\":\"say \"please\" first\",\n  \"request_id\":\"00000000000000000000000000000001\"\n}"_ba
        << u"say \"please\" first"_s;
    QTest::newRow("text") << "upstream connect error\n"_ba << u"upstream connect error"_s;
    QTest::newRow("script and style are no message")
        << "<html><head><style>p{}</style></head><body><script>x</script><p>Down &amp; out</p></body></html>"_ba
        << u"Down & out"_s;
}

void ErrorBodyTest::otherForms()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    QCOMPARE(llm::decodeErrorBody(body).message, message);
}

void ErrorBodyTest::messageForTheApi_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    QTest::newRow("error object") << R"({"error":{"message":"m"},"message":"other"})"_ba << u"m"_s;
    QTest::newRow("message") << R"({"message":"m","request_id":"x"})"_ba << u"m"_s;
    QTest::newRow("error as text") << R"({"error":"text"})"_ba << QString();
    QTest::newRow("claims") << R"({"exp":"token expired"})"_ba << QString();
    QTest::newRow("page") << "<html></html>"_ba << QString();
    QTest::newRow("list") << R"([{"error":{"message":"m"}}])"_ba << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
}

void ErrorBodyTest::messageForTheApi()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    QCOMPARE(llm::decodeErrorBody(body).apiMessage, message);
}

void ErrorBodyTest::longPageIsCut()
{
    const llm::ErrorBody error = llm::decodeErrorBody("<p>" + QByteArray(100000, 'x') + "</p>");
    QVERIFY(error.message.size() <= 2001);
    QVERIFY(error.message.endsWith(u'…'));
}

QObject *makeErrorBodyTest()
{
    return new ErrorBodyTest;
}

#include "tst_errorbody.moc"
