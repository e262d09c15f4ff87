// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/turn.h"
#include "ui/text/messagecontent.h"
#include "ui/trace/tracepanel.h"

#include <optional>

namespace ui {

/// A turn's numbers as people read them.
namespace replyfigures {

/// What only the view of a running turn knows.
struct Live
{
    std::optional<double> tokensPerSecond; ///< LiveRate
    std::chrono::nanoseconds elapsed{0};
};

/// The line under a reply: state, TTFT, tok/s, in · out, time, cache, model.
QList<MessageContent::Figure> line(const chat::Turn &turn, const Live &live);
/// The head of the trace panel.
TracePanel::Figures panel(const chat::Turn &turn, const Live &live);
/// "Done", "Stopped", "Generating".
QString stateWord(const chat::Turn &turn);
QString stateIcon(llm::TurnState state);
Colour stateColour(llm::TurnState state);

} // namespace replyfigures

} // namespace ui
