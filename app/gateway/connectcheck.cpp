// SPDX-License-Identifier: Apache-2.0
#include "gateway/connectcheck.h"

#include "gateway/words.h"

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

CheckReport::Finding findingOf(const CallOutcome &outcome)
{
    if (!outcome.suggestedModel.isEmpty())
        return CheckReport::Finding::WrongModel;
    if (outcome.head.status >= 400)
        return findingOfStatus(outcome);
    switch (outcome.error->kind) {
    case ErrorKind::NameLookup:
        return CheckReport::Finding::NameLookupFailed;
    case ErrorKind::Connect:
        return CheckReport::Finding::ConnectFailed;
    case ErrorKind::Tls:
        return CheckReport::Finding::TlsFailed;
    case ErrorKind::Proxy:
        return CheckReport::Finding::ProxyFailed;
    case ErrorKind::Protocol:
        return outcome.head.status == 0 ? CheckReport::Finding::NotHttp : CheckReport::Finding::OtherRefusal;
    case ErrorKind::Timeout:
        return outcome.transport.timings.ready ? CheckReport::Finding::OtherRefusal
                                               : CheckReport::Finding::ConnectFailed;
    default:
        return CheckReport::Finding::OtherRefusal;
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
