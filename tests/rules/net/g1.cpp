// SPDX-License-Identifier: Apache-2.0
// One miscompiled pattern of each row of the toolchain notes' table G1. Wrong on purpose: run under the sanitizers,
// each must end with a report, or the net has a hole.
#include "patterns.h"

#include <QCoroFuture>
#include <QtConcurrent/QtConcurrentRun>

using P = SharedNumber;

namespace g1 {

QCoro::Task<int> aggregate(P p)
{
    co_return co_await takesAgg(Agg{makeText(), p});
}

QCoro::Task<int> optional(P p)
{
    co_return co_await takesOptional(Agg{makeText(), p});
}

QCoro::Task<int> defaultArgument(P)
{
    co_return co_await withDefault(1);
}

QCoro::Task<int> capturingLambda(P p)
{
    co_return co_await takesFunction([p] { return *p; });
}

QCoro::Task<int> concurrentRun(P p)
{
    co_return co_await QtConcurrent::run([p] { return *p; });
}

QCoro::Task<int> then(P p)
{
    co_return co_await number(1).then([p](int value) { return value + *p; });
}

QCoro::Task<int> lambdaCoroutine(P p)
{
    co_return co_await [p]() -> QCoro::Task<int> {
        co_await Agg::pause();
        co_return *p;
    }();
}

QCoro::Task<int> awaitInAggregate(P p)
{
    std::vector<Agg> all;
    all.push_back(Agg{co_await text(makeText()), p});
    co_return int(all.size());
}

QCoro::Task<int> member(P p)
{
    co_return co_await Agg{makeText(), p}.get();
}

QCoro::Task<int> conditional(P p)
{
    const bool first = p != nullptr;
    const int value = co_await (first ? number(1) : number(2));
    co_return value;
}

/// The same aggregate, named first: right code, for the proof that the reports do not come from this program itself.
QCoro::Task<int> control(P p)
{
    Agg agg{makeText(), p};
    co_return co_await takesAgg(std::move(agg));
}

} // namespace g1
