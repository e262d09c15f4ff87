// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "settings/profile.h"

#include <optional>

namespace chat {

/// What a conversation sends with each prompt. Unset is a state of its own: an unset parameter is not sent.
struct ConversationOptions
{
    QString profileId;
    QString model;
    QString systemPrompt; ///< empty: no system message
    std::optional<double> temperature;
    std::optional<int> maxTokens;
    base::Json parameters = base::Json::object(); ///< further body members in the person's order
    bool stream = true;
    QString experiment; ///< empty: the profile's
    std::optional<settings::ContentMode> content; ///< empty: the profile's

    base::Json toJson() const;
    static ConversationOptions fromJson(const base::Json &json);
};

} // namespace chat
