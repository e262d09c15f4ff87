// SPDX-License-Identifier: Apache-2.0
#include "chat/turnrecord.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace chat {

namespace {

Json choicesToJson(const llm::ChatReply &reply)
{
    Json choices = Json::array();
    for (const llm::Choice &choice : reply.choices) {
        Json json = Json::object({{u"index"_s, choice.index}, {u"text"_s, choice.text}});
        if (!choice.reasoning.isEmpty())
            json.insert(u"reasoning"_s, choice.reasoning);
        if (!choice.refusal.isEmpty())
            json.insert(u"refusal"_s, choice.refusal);
        if (choice.finishReason)
            json.insert(u"finish"_s, *choice.finishReason);
        for (const llm::ToolCall &call : choice.toolCalls) {
            Json calls = json[u"toolCalls"];
            calls.append(call.toJson());
            json.insert(u"toolCalls"_s, calls);
        }
        choices.append(json);
    }
    return choices;
}

llm::Choice choiceFromJson(const Json &json)
{
    llm::Choice choice;
    choice.index = static_cast<int>(json[u"index"].toInt64());
    choice.role = u"assistant"_s;
    choice.text = json[u"text"].toString();
    choice.hasText = !choice.text.isEmpty();
    choice.reasoning = json[u"reasoning"].toString();
    choice.refusal = json[u"refusal"].toString();
    if (json[u"finish"].isString())
        choice.finishReason = json[u"finish"].toString();
    for (const Json &call : json[u"toolCalls"].items()) {
        llm::ToolCall toolCall;
        toolCall.index = static_cast<int>(choice.toolCalls.size());
        toolCall.id = call[u"id"].toString();
        toolCall.type = call[u"type"].toString();
        toolCall.name = call[u"function"][u"name"].toString();
        toolCall.arguments = call[u"function"][u"arguments"].toString();
        choice.toolCalls.append(toolCall);
    }
    return choice;
}

Json errorToJson(const base::Error &error)
{
    Json json = Json::object({{u"kind"_s, static_cast<int>(error.kind)},
                              {u"status"_s, error.httpStatus},
                              {u"message"_s, error.message},
                              {u"detail"_s, error.detail},
                              {u"requestId"_s, error.requestId},
                              {u"retryable"_s, error.retryable}});
    if (error.retryAfter)
        json.insert(u"retryAfter"_s, static_cast<qint64>(error.retryAfter->count()));
    return json;
}

base::Error errorFromJson(const Json &json)
{
    base::Error error(static_cast<base::ErrorKind>(json[u"kind"].toInt64()), json[u"message"].toString(),
                      json[u"detail"].toString());
    error.httpStatus = static_cast<int>(json[u"status"].toInt64());
    error.requestId = json[u"requestId"].toString();
    error.retryable = json[u"retryable"].toBool();
    if (json[u"retryAfter"].isNumber())
        error.retryAfter = std::chrono::seconds(json[u"retryAfter"].toInt64());
    return error;
}

Json draftToJson(const store::OutboxDraft &draft)
{
    return Json::object({{u"profile"_s, draft.destination.profileId},
                         {u"server"_s, draft.destination.server},
                         {u"login"_s, draft.destination.login},
                         {u"experiment"_s, draft.destination.experiment},
                         {u"content"_s, settings::contentModeName(draft.content)}});
}

store::OutboxDraft draftFromJson(const Json &json)
{
    store::OutboxDraft draft;
    draft.destination = {json[u"profile"].toString(), json[u"server"].toString(), json[u"login"].toString(),
                         json[u"experiment"].toString()};
    draft.content = settings::contentModeFromName(json[u"content"].toString()).value_or(settings::ContentMode::Nothing);
    return draft;
}

Json tagsToJson(const QMap<QString, QString> &tags)
{
    Json json = Json::object();
    for (auto it = tags.cbegin(); it != tags.cend(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

/// What only a turn that still runs needs in the store.
Json planToJson(const TurnPlan &plan, const TurnRecorder::Seed &seed)
{
    Json json = Json::object({{u"seed"_s, seed.toJson()}, {u"session"_s, plan.session}, {u"tags"_s, tagsToJson(plan.tags)}});
    if (plan.draft)
        json.insert(u"draft"_s, draftToJson(*plan.draft));
    return json;
}

} // namespace

store::TurnRecord toRecord(const Turn &turn, const TurnPlan &plan, const TurnRecorder::Seed &seed)
{
    store::TurnRecord record;
    record.id = turn.id;
    record.conversationId = plan.conversationId;
    record.position = turn.position;
    record.traceId = turn.traceId;
    record.state = turn.state;
    record.owner = store::ProcessOwner::self();
    record.created = turn.created;
    record.model = turn.request.requestedModel();
    record.prompt = turn.prompt;
    record.replyText = turn.reply.text();
    Json details = Json::object({{u"profile"_s, turn.profileName},
                                 {u"own"_s, plan.own.json()},
                                 {u"request"_s, QString::fromUtf8(turn.request.bytes())},
                                 {u"metrics"_s, turn.metrics.toJson()},
                                 {u"choices"_s, choicesToJson(turn.reply)},
                                 {u"replyModel"_s, turn.reply.model}});
    if (turn.error)
        details.insert(u"error"_s, errorToJson(*turn.error));
    if (!turn.suggestedModel.isEmpty())
        details.insert(u"suggestedModel"_s, turn.suggestedModel);
    if (turn.state == llm::TurnState::Running)
        details.insert(u"plan"_s, planToJson(plan, seed));
    record.details = details;
    return record;
}

Turn turnFromRecord(const store::TurnRecord &record)
{
    const Json &details = record.details;
    Turn turn;
    turn.id = record.id;
    turn.position = record.position;
    turn.traceId = record.traceId;
    turn.state = record.state;
    turn.created = record.created;
    turn.profileName = details[u"profile"].toString();
    turn.request.verbatim = details[u"request"].toString().toUtf8();
    turn.request.model = record.model;
    turn.prompt = record.prompt;
    for (const Json &choice : details[u"choices"].items())
        turn.reply.choices.append(choiceFromJson(choice));
    turn.reply.model = details[u"replyModel"].toString();
    turn.metrics = TurnMetrics::fromJson(details[u"metrics"]);
    if (details[u"error"].isObject())
        turn.error = errorFromJson(details[u"error"]);
    turn.suggestedModel = details[u"suggestedModel"].toString();
    turn.saved = record.state != llm::TurnState::Running;
    return turn;
}

std::optional<StoredPlan> planFromRecord(const store::TurnRecord &record)
{
    const Json &stored = record.details[u"plan"];
    const auto seed = TurnRecorder::Seed::fromJson(stored[u"seed"]);
    if (!seed)
        return std::nullopt;
    StoredPlan result{{}, *seed};
    TurnPlan &plan = result.plan;
    plan.profile.name = record.details[u"profile"].toString();
    plan.request.verbatim = record.details[u"request"].toString().toUtf8();
    plan.own = llm::Message(record.details[u"own"]);
    plan.conversationId = record.conversationId;
    plan.position = record.position;
    plan.session = stored[u"session"].toString();
    for (const auto &[key, value] : stored[u"tags"].members())
        plan.tags.insert(key, value.toString());
    if (stored[u"draft"].isObject())
        plan.draft = draftFromJson(stored[u"draft"]);
    return result;
}

std::optional<llm::Message> historyMessage(const Turn &turn)
{
    const llm::Choice *choice = turn.reply.first();
    if (!choice || (choice->text.isEmpty() && choice->toolCalls.isEmpty() && choice->refusal.isEmpty()))
        return std::nullopt;
    Json message = Json::object({{u"role"_s, u"assistant"_s}, {u"content"_s, choice->text}});
    if (!choice->refusal.isEmpty())
        message.insert(u"refusal"_s, choice->refusal);
    for (const llm::ToolCall &call : choice->toolCalls) {
        Json calls = message[u"tool_calls"];
        calls.append(call.toJson());
        message.insert(u"tool_calls"_s, calls);
    }
    return llm::Message(message);
}

} // namespace chat
