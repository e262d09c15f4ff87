// SPDX-License-Identifier: Apache-2.0
#include "gateway/connectcheck.h"

#include "base/redactor.h"
#include "gateway/modelcatalogue.h"
#include "gateway/wireredaction.h"
#include "gateway/words.h"
#include "http/stream.h"
#include "llm/errorbody.h"

#include <QtCore/QSet>

using namespace Qt::StringLiterals;
using base::ErrorKind;

namespace gateway {

namespace {

/// Fewer events than this say nothing about how they travel.
constexpr qint64 enoughEvents = 6;

/// Notes at how many different moments content arrived.
class ArrivalSink : public CallSink
{
public:
    void head(const http::Head &, const KongFacts &) override { }
    void event(const llm::ChatEvent &event, base::MonoTime at) override
    {
        if (event.hasContent())
            m_moments.insert(at.time_since_epoch().count());
    }
    void plainReply(const llm::ChatReply &, base::MonoTime) override { }

    qint64 moments() const { return m_moments.size(); }

private:
    QSet<qint64> m_moments;
};

/// Long enough to see whether it streams, short enough to cost next to nothing.
llm::ChatRequest testRequest(const settings::ModelEntry &model, const QString &limitName)
{
    llm::ChatRequest request;
    request.model = model.name;
    request.sendModel = model.sendModel;
    request.messages = {llm::Message::text(u"user"_s, u"Count from 1 to 20, digits only, separated by spaces."_s)};
    request.parameters.insert(limitName, 64);
    return request;
}

/// Newer models of OpenAI take only `max_completion_tokens`; the refusal costs nothing.
bool wantsOtherLimit(const CallOutcome &outcome)
{
    return outcome.head.status == 400 && outcome.error && outcome.error->detail.contains("max_completion_tokens"_L1);
}

CheckReport::Finding findingOfStatus(const CallOutcome &outcome)
{
    const QString &said = outcome.error->detail;
    switch (outcome.head.status) {
    case 401:
        return said.contains("No API key found"_L1) ? CheckReport::Finding::NoKeyFound
                                                    : CheckReport::Finding::KeyRefused;
    case 407: // no gateway asks for it
        return CheckReport::Finding::ProxyFailed;
    case 404:
        return said.contains("model"_L1, Qt::CaseInsensitive) ? CheckReport::Finding::WrongModel
                                                              : CheckReport::Finding::NoRoute;
    default:
        return said.contains("model parameter not found"_L1) ? CheckReport::Finding::WrongModel
                                                             : CheckReport::Finding::OtherRefusal;
    }
}

/// Of a call that brought no answer; `answered`: bytes came, but not those of a proper answer.
CheckReport::Finding findingOfError(ErrorKind kind, bool answered)
{
    switch (kind) {
    case ErrorKind::NameLookup:
        return CheckReport::Finding::NameLookupFailed;
    case ErrorKind::Connect:
        return CheckReport::Finding::ConnectFailed;
    case ErrorKind::Tls:
        return CheckReport::Finding::TlsFailed;
    case ErrorKind::Proxy:
        return CheckReport::Finding::ProxyFailed;
    case ErrorKind::Protocol:
        return answered ? CheckReport::Finding::OtherRefusal : CheckReport::Finding::NotHttp;
    case ErrorKind::Timeout:
        return answered ? CheckReport::Finding::OtherRefusal : CheckReport::Finding::ConnectFailed;
    default:
        return CheckReport::Finding::OtherRefusal;
    }
}

CheckReport::Finding findingOf(const CallOutcome &outcome)
{
    if (!outcome.suggestedModel.isEmpty())
        return CheckReport::Finding::WrongModel;
    if (outcome.head.status >= 400)
        return findingOfStatus(outcome);
    const bool timedOut = outcome.error->kind == ErrorKind::Timeout;
    return findingOfError(outcome.error->kind, timedOut ? outcome.transport.timings.ready.has_value() : outcome.head.status > 0);
}

/// The answer to `GET {base}/models`; open Kong has no route for it as a rule.
void fillReached(const http::Response &response, const Endpoint &base, CheckReport &report)
{
    const int status = response.head.status;
    const QString said = llm::decodeErrorBody(response.body).message;
    report.finding = CheckReport::Finding::Reached;
    if (status == 401) {
        const bool none = said.contains("No API key found"_L1);
        report.finding = none ? CheckReport::Finding::NoKeyFound : CheckReport::Finding::KeyRefused;
        report.offerApikeyHeader = none && !http::hasHeader(base.headers, "apikey");
        report.message = none ? Words::tr("Kong looks for the key in another header than the one it was sent in.")
                              : Words::tr("Kong knows no consumer with this key. Check it, or ask for a new one.");
    } else if (status == 407) {
        report.finding = CheckReport::Finding::ProxyFailed;
        report.message = Words::tr("The proxy asks for a login of its own.");
    } else if (status == 403 || status == 429 || status >= 500 || (status >= 300 && status < 400)) {
        report.finding = CheckReport::Finding::OtherRefusal;
        report.message = Words::tr("It answered with HTTP status %1%2, so nothing is known of key and models yet.")
                             .arg(status)
                             .arg(said.isEmpty() ? QString() : u" (%1)"_s.arg(said));
    } else if (status < 300 && !modelNames(response.body).isEmpty()) {
        report.message = Words::tr("It answers and lists its models. Add one to test a reply: that needs the small paid call.");
    } else {
        report.message = Words::tr("It answers (HTTP status %1), but lists no models here, as is usual for Kong. Key, route "
                                   "and model are tested by the small paid call: add a model for it.")
                             .arg(status);
    }
}

QString successText(const CallOutcome &outcome, bool lumps)
{
    if (!outcome.streamed)
        return Words::tr("It works, but the reply came whole: this route does not stream.");
    if (lumps) {
        return Words::tr(
            "It works, but the stream arrives in lumps: Kong holds small events back. Set response_buffering to "
            "false on "
            "the route to see replies token by token.");
    }
    return Words::tr("It works. The reply streamed.");
}

void fillSuccess(const CallOutcome &outcome, qint64 moments, CheckReport &report)
{
    const qint64 events = outcome.tokens.contentEvents;
    const bool lumps = outcome.streamed && events >= enoughEvents && moments * 3 <= events;
    report.finding = lumps || !outcome.streamed ? CheckReport::Finding::WorksInLumps : CheckReport::Finding::Works;
    report.message = successText(outcome, lumps);
    if (outcome.tokens.firstToken) {
        const std::chrono::duration<double, std::milli> wait
            = *outcome.tokens.firstToken - outcome.transport.timings.start;
        report.milliseconds = wait.count();
    }
}

CheckReport reportOf(const CallOutcome &outcome, const Endpoint &endpoint, qint64 moments)
{
    CheckReport report;
    report.urlTried = endpoint.url;
    report.kong = outcome.kong;
    report.suggestedModel = outcome.suggestedModel;
    // Some model services never send an end marker: they have answered all the same.
    const bool endedClean = outcome.state == llm::TurnState::Incomplete && !outcome.transport.error;
    if (outcome.state == llm::TurnState::Done || (endedClean && outcome.tokens.contentEvents > 0)) {
        fillSuccess(outcome, moments, report);
        return report;
    }
    report.finding = findingOf(outcome);
    report.message = outcome.error->message;
    report.offerApikeyHeader
        = report.finding == CheckReport::Finding::NoKeyFound && !http::hasHeader(endpoint.headers, "apikey");
    return report;
}

} // namespace

QCoro::Task<CheckReport> checkReach(http::Client *client, const base::Redactor *redactor, Endpoint base,
                                    std::stop_token stop)
{
    CheckReport report;
    http::Request request = modelsRequest(base);
    report.urlTried = request.url;
    const base::Result<http::Response> response = co_await http::fetch(client, std::move(request), stop);
    if (stop.stop_requested())
        co_return report;
    if (!response) {
        report.finding = findingOfError(response.error().kind, false);
        report.message = response.error().message;
        co_return report;
    }
    report.kong = KongFacts::fromHead(redactedHead(response->head, redactor));
    fillReached(*response, base, report);
    report.message = redactor ? redactor->redact(report.message) : report.message; // what the gateway said is part of it
    co_return report;
}

QCoro::Task<CheckReport> checkConnection(GatewayClient *client, Endpoint endpoint, settings::ModelEntry model,
                                         std::stop_token stop)
{
    ChatCall call;
    call.endpoint = endpoint;
    call.keepWire = false;
    call.request = testRequest(model, u"max_tokens"_s);
    auto sink = std::make_shared<ArrivalSink>();
    CallOutcome outcome = co_await client->complete(call, sink, stop);
    if (!stop.stop_requested() && wantsOtherLimit(outcome)) {
        call.request = testRequest(model, u"max_completion_tokens"_s);
        outcome = co_await client->complete(call, sink, stop);
    }
    co_return reportOf(outcome, endpoint, sink->moments());
}

} // namespace gateway
