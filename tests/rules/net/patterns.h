// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoroTask>
#include <QCoroTimer>

#include <QtCore/QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

using SharedNumber = std::shared_ptr<int>;

/// The kind of type that GCC 12 destroys twice: no constructor of its own, members that own memory.
struct Agg
{
    QString s;
    SharedNumber p;

    QCoro::Task<int> get() const
    {
        co_await pause();
        co_return *p;
    }

    /// Really suspends, so that the frame is resumed from the event loop.
    static QCoro::Task<> pause();
};

/// A text on the heap: a literal would survive its second destruction.
QString makeText();

QCoro::Task<int> number(int value);
QCoro::Task<bool> truth(bool value);
QCoro::Task<QString> text(QString value);
QCoro::Task<int> takesAgg(Agg agg);
QCoro::Task<int> takesOptional(std::optional<Agg> agg);
QCoro::Task<int> takesFunction(std::function<int()> function);
/// The default argument is an aggregate with content, made in the caller's co_await expression.
QCoro::Task<int> withDefault(int value, Agg agg = Agg{makeText(), std::make_shared<int>(7)});
