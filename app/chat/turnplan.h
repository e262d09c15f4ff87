// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/conversationoptions.h"
#include "gateway/chatcall.h"
#include "settings/profile.h"
#include "store/records.h"

#include <QtCore/QMap>

#include <optional>

namespace chat {

/// Everything a turn needs to know before it starts.
struct TurnPlan
{
    settings::Profile profile;
    settings::ModelEntry model;
    llm::ChatRequest request; ///< whole history, ready to send
    llm::Message own{base::Json()}; ///< this turn's message, shown as the root span's inputs
    QString conversationId; ///< empty: none, then nothing is listed as a conversation
    qint64 position = 0;
    QString session; ///< mlflow.trace.session, empty: none
    QMap<QString, QString> tags; ///< extra tags of the trace ("spanway.compare")
    std::optional<store::OutboxDraft> draft; ///< empty: the trace stays here
};

/// Where traces of this profile go; empty where MLflow is not set up or nothing may leave. `experiment` and `content` override the profile's.
std::optional<store::OutboxDraft> outboxDraft(const settings::Profile &profile, const QString &experiment,
                                              std::optional<settings::ContentMode> content);

/// A request with the options' model and parameters and the given messages.
llm::ChatRequest requestFor(const ConversationOptions &options, const settings::ModelEntry &model,
                            const QList<llm::Message> &messages);

} // namespace chat
