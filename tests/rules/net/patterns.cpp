// SPDX-License-Identifier: Apache-2.0
#include "patterns.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QString makeText()
{
    return QString(20, u'x');
}

QCoro::Task<> Agg::pause()
{
    co_await QCoro::sleepFor(1ms);
}

QCoro::Task<int> number(int value)
{
    co_await Agg::pause();
    co_return value;
}

QCoro::Task<bool> truth(bool value)
{
    co_await Agg::pause();
    co_return value;
}

QCoro::Task<QString> text(QString value)
{
    co_await Agg::pause();
    co_return value;
}

QCoro::Task<int> takesAgg(Agg agg)
{
    co_await Agg::pause();
    co_return int(agg.s.size()) + *agg.p;
}

QCoro::Task<int> takesOptional(std::optional<Agg> agg)
{
    co_await Agg::pause();
    co_return int(agg->s.size()) + *agg->p;
}

QCoro::Task<int> takesFunction(std::function<int()> function)
{
    co_await Agg::pause();
    co_return function();
}

QCoro::Task<int> withDefault(int value, Agg agg)
{
    co_await Agg::pause();
    co_return value + int(agg.s.size()) + *agg.p;
}
