// SPDX-License-Identifier: Apache-2.0
// What Spanway adds before the first token: from the message in hand to the first token in the live trace, through
// TurnRunner with a real store, beside a bare POST of the same bytes with http::Client until the first byte, call by
// call in turn. The gateway answers at once, on a thread of its own. Aim at most 5 ms for bodies up to 1 MB; median of
// 30 calls, best of three runs.
#include "bench/serverthread.h"
#include "bench/turndesk.h"
#include "chat/turnrunner.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int calls = 30;
constexpr int runs = 3;
constexpr double aimMs = 5;

double msSince(Clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

void answer(const http::ServerRequest &, const std::shared_ptr<http::ServerResponse> &response)
{
    const QByteArray head = R"({"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-4o","choices":[)";
    response->beginChunked(200, {{"Content-Type", "text/event-stream"}});
    response->chunk("data: " + head
                    + R"({"index":0,"delta":{"content":"Hello"},"finish_reason":null}]})"
                      "\n\n");
    response->chunk("data: " + head
                    + R"({"index":0,"delta":{},"finish_reason":"stop"}]})"
                      "\n\n");
    response->chunk("data: [DONE]\n\n");
    response->endChunked();
}

QString prompt(int bytes)
{
    const QString sentence = u"The sky is blue because \"air\" scatters short waves more than long ones.\n"_s;
    return sentence.repeated(bytes / int(sentence.size()) + 1).left(bytes);
}

chat::TurnPlan planOf(const bench::TurnDesk &desk, const QString &text)
{
    chat::TurnPlan plan;
    plan.profile = desk.profile();
    plan.model = plan.profile.models.first();
    plan.own = llm::Message::text(u"user"_s, text);
    plan.request = chat::requestFor({}, plan.model, {plan.own});
    return plan;
}

/// Until the recorder has the first token: that opens the phase Generation.
double ownCall(const bench::TurnDesk &desk, const QString &text)
{
    const auto begun = Clock::now();
    chat::TurnRunner runner(desk.services(), planOf(desk, text));
    std::optional<double> taken;
    QObject::connect(runner.trace(), &trace::LiveTrace::changed, &runner, [&] {
        if (!taken && runner.trace()->record().spans.last().name == "Generation"_L1)
            taken = msSince(begun);
    });
    bool over = false;
    QObject::connect(&runner, &chat::TurnRunner::committed, &runner, [&over] { over = true; });
    runner.start();
    bench::waitFor([&over] { return over; });
    if (!taken || runner.turn().state != llm::TurnState::Done)
        qFatal("the call failed: %s", qPrintable(runner.turn().error ? runner.turn().error->message : QString()));
    return *taken;
}

double bareCall(bench::TurnDesk &desk, const QByteArray &body)
{
    http::Request request;
    request.method = "POST"_ba;
    request.url = desk.url();
    request.headers = {{"Content-Type", "application/json"}, {"Accept-Encoding", "identity"}};
    request.body = body;
    std::optional<double> taken;
    bool over = false;
    http::Handlers handlers;
    const auto begun = Clock::now();
    handlers.onData = [&](QByteArrayView, base::MonoTime) {
        if (!taken)
            taken = msSince(begun);
    };
    handlers.onDone = [&over](const http::Outcome &) { over = true; };
    const auto transfer = desk.client()->start(request, handlers);
    bench::waitFor([&over] { return over; });
    if (!taken)
        qFatal("the bare call failed");
    return *taken;
}

/// Milliseconds added, median against median.
double measure(bench::TurnDesk &desk, int bytes)
{
    const QString text = prompt(bytes);
    const QByteArray body = planOf(desk, text).request.bytes();
    QList<double> own;
    QList<double> bare;
    for (int i = 0; i < calls; ++i) {
        desk.settle();
        bare.append(bareCall(desk, body));
        own.append(ownCall(desk, text));
    }
    const double ours = bench::percentile(own, 0.5);
    const double floor = bench::percentile(bare, 0.5);
    std::printf("body %4d kB: first token after %6.2f ms, bare POST %6.2f ms, added %5.2f ms, ratio %.2f\n",
                int(body.size() / 1000), ours, floor, ours - floor, ours / floor);
    std::fflush(stdout);
    return ours - floor;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const bench::ServerThread gateway(answer);
    bench::TurnDesk desk(gateway.port());
    double worst = 0;
    for (const int bytes : {1000, 64000, 1000000}) {
        double best = measure(desk, bytes);
        for (int run = 1; run < runs; ++run)
            best = std::min(best, measure(desk, bytes));
        worst = std::max(worst, best);
    }
    std::printf("overhead before the first token: %.2f ms, aim at most %.0f ms: %s\n", worst, aimMs,
                worst <= aimMs ? "met" : "MISSED");
    return worst <= aimMs ? 0 : 1;
}
