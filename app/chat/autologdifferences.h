// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QStringView>

#include <array>

namespace chat::autolog {

/// One place where we write the truth and autolog does not; the fidelity tests allow exactly these and nothing else.
struct Difference
{
    QStringView field; ///< where in the CHAT_MODEL span
    QStringView when;
    QStringView autologWrites;
    QStringView weWrite;
    QStringView source; ///< recorded scenario(s) that show it
};

inline constexpr std::array<Difference, 9> differences{{
    {u"mlflow.spanOutputs.choices[].message.tool_calls", u"streamed tool calls", u"null", u"the calls, as for the reply not streamed",
     u"20"},
    {u"mlflow.spanOutputs.choices[].message.content", u"streamed tool calls or refusal without text", u"\"\"",
     u"null, as for the reply not streamed", u"20, 27"},
    {u"mlflow.spanOutputs.choices[].message.refusal", u"streamed refusal", u"null", u"the text", u"27"},
    {u"mlflow.spanOutputs.choices[].message.reasoning_content", u"streamed reasoning", u"absent", u"the text", u"13 (not streamed)"},
    {u"mlflow.spanOutputs.choices", u"streamed, several choices", u"choice 0 only, texts mixed", u"every choice by its index", u"11 (not streamed)"},
    {u"mlflow.spanOutputs.choices[].finish_reason", u"streamed with usage chunk", u"always \"stop\"", u"the one sent", u"20, 26"},
    {u"mlflow.spanOutputs.choices[].finish_reason", u"stream ended without one", u"\"stop\"", u"null, spanway.state incomplete unless [DONE] came",
     u"49"},
    {u"the whole trace", u"last chunk without id, created or model; odd finish_reason; odd tool schema", u"never written",
     u"the same form with null for what did not come", u"30, 72"},
    {u"the model's span", u"stopped by the person", u"never written", u"what came so far, OK, spanway.state stopped", u"52, 53"},
}};

} // namespace chat::autolog
