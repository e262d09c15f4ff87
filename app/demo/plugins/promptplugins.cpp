// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/promptplugins.h"

#include "demo/exchange.h"
#include "demo/plugins/airequest.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

base::Json bodyOf(Exchange *exchange, const kong::Plugin &plugin)
{
    return aiBody(exchange, plugin.config[u"max_request_body_size"].toInt64()).value_or(base::Json());
}

bool matchesAny(const QString &text, const base::Json &patterns)
{
    return std::any_of(patterns.items().begin(), patterns.items().end(), [&text](const base::Json &pattern) {
        return QRegularExpression(pattern.toString()).match(text).hasMatch();
    });
}

} // namespace

Flow refusePrompt(Exchange *exchange, const QString &message)
{
    const base::Json body = base::Json::object({{u"error"_s, base::Json::object({{u"message"_s, message}})}});
    return exchange->exit(400, {{"Content-Type"_ba, "application/json; charset=utf-8"_ba}}, body.write());
}

PromptGuard::PromptGuard(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

bool PromptGuard::allows(const base::Json &body) const
{
    const base::Json &config = m_plugin.config;
    QString prompts = body[u"prompt"].toString();
    const QList<base::Json> &messages = body[u"messages"].items();
    for (auto message = messages.crbegin(); message != messages.crend(); ++message) {
        if ((*message)[u"role"].toString() != "user"_L1 && !config[u"match_all_roles"].toBool())
            continue;
        // Parts are refused the same way as a forbidden word (golden/kong 303).
        if (!(*message)[u"content"].isString())
            return false;
        prompts += (*message)[u"content"].toString();
        if (config[u"allow_all_conversation_history"].toBool())
            break;
        prompts += u' ';
    }
    if (body[u"messages"].isNull() && !body[u"prompt"].isString())
        return false;
    if (matchesAny(prompts, config[u"deny_patterns"]))
        return false;
    return config[u"allow_patterns"].size() == 0 || matchesAny(prompts, config[u"allow_patterns"]);
}

Flow PromptGuard::access(Exchange *exchange)
{
    return allows(bodyOf(exchange, m_plugin)) ? Flow::Next : refusePrompt(exchange, u"bad request"_s);
}

PromptDecorator::PromptDecorator(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

Flow PromptDecorator::access(Exchange *exchange)
{
    base::Json body = bodyOf(exchange, m_plugin);
    if (!body[u"messages"].isArray())
        return refusePrompt(exchange, u"this LLM route only supports llm/chat type requests"_s);
    const base::Json &prompts = m_plugin.config[u"prompts"];
    body.insert(
        u"messages"_s,
        base::Json::array(prompts[u"prepend"].items() + body[u"messages"].items() + prompts[u"append"].items()));
    exchange->forwarding().body = body.write();
    return Flow::Next;
}

PromptTemplate::PromptTemplate(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

Flow PromptTemplate::access(Exchange *exchange)
{
    static const QRegularExpression reference(u"^\\{template://([^}]*)\\}$"_s);
    static const QRegularExpression property(u"\\{\\{([^}]+)\\}\\}"_s);
    const base::Json body = bodyOf(exchange, m_plugin);
    const QString named = body[u"messages"].isString() ? body[u"messages"].toString() : body[u"prompt"].toString();
    const QRegularExpressionMatch found = reference.match(named);
    if (!found.hasMatch())
        return m_plugin.config[u"allow_untemplated_requests"].toBool()
            ? Flow::Next
            : refusePrompt(exchange, u"this LLM route only supports templated requests"_s);
    QString text;
    for (const base::Json &entry : m_plugin.config[u"templates"].items()) {
        if (entry[u"name"].toString() == found.captured(1))
            text = entry[u"template"].toString();
    }
    if (text.isEmpty())
        return refusePrompt(exchange, u"could not find template name [%1]"_s.arg(found.captured(1)));
    QStringList missing;
    for (QRegularExpressionMatch hole = property.match(text); hole.hasMatch(); hole = property.match(text)) {
        const base::Json &value = body[u"properties"][hole.captured(1)];
        if (value.isNull())
            missing.append(hole.captured(1));
        const QByteArray quoted = base::jsonQuoted(value.toString());
        text.replace(hole.capturedStart(), hole.capturedLength(), QString::fromUtf8(quoted.mid(1, quoted.size() - 2)));
    }
    if (!missing.isEmpty())
        return refusePrompt(exchange, u"missing template parameters: [%1]"_s.arg(missing.join(u", "_s)));
    exchange->forwarding().body = text.toUtf8();
    return Flow::Next;
}

} // namespace demo
