// SPDX-License-Identifier: Apache-2.0
#include "llm/errorbody.h"

#include "base/json.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace llm {

namespace {

/// Longer raw text is no message any more.
constexpr qsizetype longestMessage = 2000;

QString shortened(const QString &text)
{
    return text.size() <= longestMessage ? text : text.left(longestMessage) + u"…"_s;
}

/// A message that is not a text: Kong's jwt plugin answers with a table of claims, FastAPI with a list of findings.
QString flattened(const base::Json &value)
{
    if (value.isString())
        return value.toString();
    QStringList parts;
    for (const auto &[key, member] : value.members())
        parts.append(u"%1: %2"_s.arg(key, member.isString() ? member.toString() : QString::fromUtf8(member.write())));
    for (const base::Json &item : value.items())
        parts.append(item[u"msg"].isString() ? item[u"msg"].toString() : flattened(item));
    parts.removeAll(QString());
    return parts.join(u"; "_s);
}

QString firstText(const base::Json &object, std::initializer_list<QStringView> keys)
{
    for (const QStringView key : keys) {
        const QString text = flattened(object[key]);
        if (!text.isEmpty())
            return text;
    }
    return {};
}

ErrorBody fromObject(const base::Json &json)
{
    ErrorBody result;
    const base::Json &error = json[u"error"];
    const base::Json &official = error.isObject() ? error : json;
    result.apiMessage = official[u"message"].toString();

    result.message = firstText(official, {u"message", u"Message", u"detail", u"type", u"code"});
    if (result.message.isEmpty() || (error.isString() && !json[u"message"].isString()))
        result.message = error.isString() ? error.toString() : firstText(json, {u"message", u"detail", u"title"});
    if (result.message.isEmpty())
        result.message = flattened(json); // a table of claims
    result.requestId = json[u"request_id"].toString();
    if (result.requestId.isEmpty())
        result.requestId = error[u"request_id"].toString();
    return result;
}

/// Kong pastes its messages unescaped into a template of four lines: a quote inside makes the body invalid JSON.
ErrorBody fromTemplate(const QString &text)
{
    static const QRegularExpression pattern(
        uR"re(^\s*\{\s*"message"\s*:\s*"(.*)"\s*,\s*"request_id"\s*:\s*"([^"]*)"\s*\}\s*$)re"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = pattern.match(text);
    ErrorBody result;
    if (match.hasMatch()) {
        result.message = match.captured(1);
        result.requestId = match.captured(2);
    }
    return result;
}

/// The visible text of a page.
QString textOfMarkup(const QString &text)
{
    static const QRegularExpression invisible(u"<(script|style|head)\\b.*?</\\1>|<!--.*?-->"_s,
                                              QRegularExpression::DotMatchesEverythingOption
                                                  | QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression tag(u"<[^>]*>"_s);
    QString visible = QString(text).remove(invisible).replace(tag, u" "_s);
    for (const auto &[entity, character] :
         {std::pair("&lt;"_L1, u'<'), std::pair("&gt;"_L1, u'>'), std::pair("&quot;"_L1, u'"'),
          std::pair("&#39;"_L1, u'\''), std::pair("&nbsp;"_L1, u' '), std::pair("&amp;"_L1, u'&')})
        visible.replace(entity, QString(QChar(character)));
    return visible.simplified();
}

ErrorBody fromText(const QString &text)
{
    static const QRegularExpression requestId(u"\\brequest_id:\\s*([0-9a-f]{32})\\b"_s);
    const QString plain = text.trimmed();
    ErrorBody result;
    result.message = plain.startsWith(u'<') ? textOfMarkup(plain) : plain;
    result.requestId = requestId.match(result.message).captured(1);
    result.message = result.message.remove(requestId).trimmed();
    return result;
}

ErrorBody decode(const QByteArray &body)
{
    if (const auto json = base::Json::parse(body)) {
        if (json->isObject())
            return fromObject(*json);
        if (json->isArray() && json->at(0).isObject()) { // Gemini wraps its error in a list
            ErrorBody result = fromObject(json->at(0));
            result.apiMessage.clear();
            return result;
        }
    }
    const QString text = QString::fromUtf8(body);
    const ErrorBody pasted = fromTemplate(text);
    return pasted.message.isEmpty() ? fromText(text) : pasted;
}

} // namespace

ErrorBody decodeErrorBody(const QByteArray &body)
{
    ErrorBody result = decode(body);
    result.message = shortened(result.message);
    return result;
}

} // namespace llm
