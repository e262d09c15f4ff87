// SPDX-License-Identifier: Apache-2.0
#include "gateway/refusal.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using gateway::Refusal;

namespace {

Refusal refusal(int status, const QString &message, bool madeByKong = true)
{
    Refusal result;
    result.status = status;
    result.message = message;
    result.url = u"http://h:8000/v1/chat/completions"_s;
    result.kong.requestId = u"0123"_s;
    result.kong.madeByKong = madeByKong;
    return result;
}

} // namespace

class RefusalTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void textSaysWhatToDo_data();
    void textSaysWhatToDo();
    void bodyTrapIsNamed();
    void suggestsTheModel();
    void waitingTime();
    void redirectNamesItsTarget();
    void upstreamsWordsAreNotKongs();
    void noTextIsEmpty();
};

void RefusalTest::textSaysWhatToDo_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("part");
    QTest::addColumn<int>("kind");
    const auto row = [](int status, const QString &message, const QString &part, ErrorKind kind) {
        QTest::addRow("%d %s", status, qUtf8Printable(message)) << status << message << part << int(kind);
    };
    row(400, u"model parameter not found in request, nor in gateway configuration"_s, u"Choose a model"_s,
        ErrorKind::Rejected);
    row(400, u"response streaming is not enabled for this LLM"_s, u"Turn streaming off"_s, ErrorKind::Rejected);
    row(400, u"headers key x-model was not provided"_s, u"x-model"_s, ErrorKind::Rejected);
    row(400, u"[llm/v1/chat] message format is not compatible with [llm/v1/completions] route type"_s,
        u"/v1/chat/completions was asked"_s, ErrorKind::Rejected);
    row(400, u"bad request"_s, u"prompt guard"_s, ErrorKind::Rejected);
    row(401, u"No API key found in request"_s, u"apikey"_s, ErrorKind::Unauthorized);
    row(401, u"Duplicate API key found"_s, u"one header only"_s, ErrorKind::Unauthorized);
    row(401, u"Unauthorized"_s, u"refused the key"_s, ErrorKind::Unauthorized);
    row(401, u"exp: token expired"_s, u"token expired"_s, ErrorKind::Unauthorized);
    row(403, u"You cannot consume this service"_s, u"ACL"_s, ErrorKind::Forbidden);
    row(404, u"no Route matched with those values"_s, u"http://h:8000/v1/chat/completions"_s, ErrorKind::NotFound);
    row(413, u"Request size limit exceeded"_s, u"larger than this gateway allows"_s, ErrorKind::Rejected);
    row(413, u"Payload too large"_s, u"larger than this gateway allows"_s, ErrorKind::Rejected);
    row(426, u"Please use HTTPS protocol"_s, u"https://"_s, ErrorKind::Rejected);
    row(500, u"transformation failed from type openai://llm/v1/chat: 'choices' not in llm/v1/chat response"_s,
        u"could not turn"_s, ErrorKind::Upstream);
    row(500, u"An unexpected error occurred"_s, u"Try again"_s, ErrorKind::Upstream);
    row(502, u"An invalid response was received from the upstream server"_s, u"could not reach the model service"_s,
        ErrorKind::Upstream);
    row(503, u"name resolution failed"_s, u"host name"_s, ErrorKind::Upstream);
    row(503, u"failure to get a peer from the ring-balancer"_s, u"no healthy target"_s, ErrorKind::Upstream);
    row(503, u"no Service found with those values"_s, u"no service"_s, ErrorKind::Upstream);
    row(504, u"The upstream server is timing out"_s, u"read_timeout"_s, ErrorKind::Upstream);
    row(529, u"Overloaded"_s, u"Overloaded"_s, ErrorKind::Upstream);
}

void RefusalTest::textSaysWhatToDo()
{
    QFETCH(int, status);
    QFETCH(QString, message);
    QFETCH(QString, part);
    QFETCH(int, kind);
    const base::Error error = gateway::refusalError(refusal(status, message));
    QVERIFY2(error.message.contains(part), qPrintable(error.message));
    QVERIFY2(error.message.contains("Kong"_L1) || status == 413, qPrintable(error.message));
    // Spanway-cli says the same, and who gave options has no profile to look into.
    QVERIFY2(!error.message.contains("profile"_L1), qPrintable(error.message));
    QVERIFY2(!error.message.contains("%"_L1), qPrintable(error.message));
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.requestId, u"0123"_s);
}

void RefusalTest::bodyTrapIsNamed()
{
    Refusal small = refusal(400, u"request body doesn't contain valid prompts"_s);
    small.sentBytes = 8192;
    QVERIFY(!gateway::refusalText(small).contains("too long for this gateway"_L1));
    Refusal large = small;
    large.sentBytes = 12062;
    const QString text = gateway::refusalText(large);
    QVERIFY(text.contains("too long for this gateway"_L1));
    QVERIFY(text.contains("12 KiB"_L1));
    QVERIFY(text.contains("max_request_body_size"_L1));
}

void RefusalTest::suggestsTheModel()
{
    QCOMPARE(gateway::suggestedModelIn(u"cannot use own model - must be: gpt-4o-mini"_s), u"gpt-4o-mini"_s);
    QCOMPARE(gateway::suggestedModelIn(u"no such model"_s), QString());
    QVERIFY(gateway::refusalText(refusal(400, u"cannot use own model - must be: gpt-4o-mini"_s))
                .contains("\"gpt-4o-mini\""_L1));
}

void RefusalTest::waitingTime()
{
    Refusal limited = refusal(429, u"API rate limit exceeded"_s);
    limited.kong.retryAfter = 45;
    const base::Error error = gateway::refusalError(limited);
    QCOMPARE(error.kind, ErrorKind::RateLimited);
    QCOMPARE(error.retryAfter, std::optional(std::chrono::seconds(45)));
    QVERIFY(error.retryable);
    QVERIFY2(error.message.contains("Try again in 45 s"_L1), qPrintable(error.message));
    Refusal busy = refusal(503, u"later"_s);
    busy.kong.retryAfter = 7;
    QVERIFY(gateway::refusalText(busy).contains("7 s"_L1));
}

void RefusalTest::redirectNamesItsTarget()
{
    Refusal moved = refusal(307, {});
    moved.location = u"https://other.example/v1/chat/completions"_s;
    const base::Error error = gateway::refusalError(moved);
    QCOMPARE(error.kind, ErrorKind::Protocol);
    QCOMPARE(error.httpStatus, 307);
    QVERIFY(error.message.contains(moved.location));
    QVERIFY(!error.retryable);
    QVERIFY(gateway::refusalText(refusal(304, {})).contains(u"http://h:8000"_s));
}

void RefusalTest::upstreamsWordsAreNotKongs()
{
    const QString key = gateway::refusalText(refusal(401, u"Incorrect API key provided."_s, false));
    QVERIFY2(key.contains("model service behind Kong"_L1), qPrintable(key));
    const QString model = gateway::refusalText(refusal(404, u"The model `gpt-9` does not exist"_s, false));
    QVERIFY2(model.contains("gpt-9"_L1) && model.contains("behind Kong"_L1), qPrintable(model));
    Refusal stranger = refusal(400, u"nope"_s, false);
    stranger.kong = {};
    QVERIFY(gateway::refusalText(stranger).startsWith("The server"_L1));
}

void RefusalTest::noTextIsEmpty()
{
    for (const int status : {300, 400, 401, 403, 404, 418, 429, 500, 502, 503, 599}) {
        const QString text = gateway::refusalText(refusal(status, {}));
        QVERIFY(text.size() > 20);
        QVERIFY2(!text.contains(u'%') && !text.contains("()"_L1) && !text.contains("  "_L1), qPrintable(text));
    }
}

QObject *makeRefusalTest()
{
    return new RefusalTest;
}

#include "tst_refusal.moc"
