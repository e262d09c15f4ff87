// SPDX-License-Identifier: Apache-2.0
#include "chat/turnplan.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace chat {

std::optional<store::OutboxDraft> outboxDraft(const settings::Profile &profile, const QString &experiment,
                                              std::optional<settings::ContentMode> content)
{
    const settings::MlflowTarget &target = profile.mlflow;
    const settings::ContentMode mode = content.value_or(profile.content);
    if (target.url.isEmpty() || mode == settings::ContentMode::Nothing)
        return std::nullopt;
    store::OutboxDraft draft;
    draft.content = mode;
    draft.destination.profileId = profile.id;
    draft.destination.server = target.url;
    draft.destination.experiment = experiment.isEmpty() ? target.experiment : experiment;
    if (target.login == settings::MlflowTarget::Login::Basic)
        draft.destination.login = target.user;
    else if (target.login == settings::MlflowTarget::Login::Bearer)
        draft.destination.login = u"bearer"_s;
    return draft;
}

llm::ChatRequest requestFor(const ConversationOptions &options, const settings::ModelEntry &model,
                            const QList<llm::Message> &messages)
{
    llm::ChatRequest request;
    request.model = model.name;
    request.sendModel = model.sendModel;
    request.stream = options.stream;
    request.messages = messages;
    if (!options.systemPrompt.isEmpty())
        request.messages.prepend(llm::Message::text(u"system"_s, options.systemPrompt));
    request.parameters = options.parameters;
    if (options.temperature)
        request.parameters.insert(u"temperature"_s, *options.temperature);
    if (options.maxTokens)
        request.parameters.insert(u"max_tokens"_s, *options.maxTokens);
    return request;
}

} // namespace chat
