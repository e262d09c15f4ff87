// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/chatcall.h"
#include "demo/models/dice.h"

#include <chrono>

namespace demo {

/// A tool a model wants to have called.
struct ToolCall
{
    QString id;
    QString name;
    QString arguments; ///< JSON text
};

/// Everything one choice of a reply will say, before limits are applied.
struct Draft
{
    QString reasoning;
    QString text;
    QString refusal;
    QList<ToolCall> toolCalls;
};

/// How a model speaks.
struct Pace
{
    std::chrono::milliseconds firstToken{40};
    double tokensPerSecond = 200;
};

/// One demo model. Says the same to the same call and dice.
class Model
{
public:
    virtual ~Model() = default;
    virtual Draft draft(const ChatCall &call, Dice *dice) const = 0;
    virtual Pace pace() const { return {}; }
};

} // namespace demo
