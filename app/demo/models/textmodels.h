// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/model.h"

namespace demo {

/// demo-fast and demo-slow: a Markdown answer at their own pace.
class ProseModel : public Model
{
public:
    explicit ProseModel(const Pace &pace);
    Draft draft(const ChatCall &call, Dice *dice) const override;
    Pace pace() const override { return m_pace; }

private:
    Pace m_pace;
};

/// demo-long: goes on for 100,000 tokens.
class LongModel : public Model
{
public:
    Draft draft(const ChatCall &call, Dice *dice) const override;
    Pace pace() const override;
};

/// demo-thinking: reasons before it answers.
class ThinkingModel : public Model
{
public:
    Draft draft(const ChatCall &call, Dice *dice) const override;
    Pace pace() const override;
};

} // namespace demo
