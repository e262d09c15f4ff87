// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/model.h"

namespace demo {

/// demo-tools: calls the offered tools; two or more at once if the prompt or parallel_tool_calls: true asks for it.
/// After the results it answers in prose.
class ToolsModel : public Model
{
public:
    Draft draft(const ChatCall &call, Dice *dice) const override;
};

/// demo-json: a valid instance of the schema in response_format; without one an object of its own.
class JsonModel : public Model
{
public:
    Draft draft(const ChatCall &call, Dice *dice) const override;
};

/// demo-vision: says type and size of the images. Refuses what it cannot see.
class VisionModel : public Model
{
public:
    Draft draft(const ChatCall &call, Dice *dice) const override;
};

} // namespace demo
