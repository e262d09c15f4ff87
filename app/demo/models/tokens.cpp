// SPDX-License-Identifier: Apache-2.0
#include "demo/models/tokens.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

constexpr qsizetype longestRun = 6;
constexpr qsizetype perMessage = 4;
constexpr qsizetype perImage = 85;
constexpr qsizetype perReply = 3;

/// Length of the token that begins at `start`.
qsizetype tokenLength(QStringView text, qsizetype start)
{
    qsizetype end = start;
    if (text[end] == u' ' && end + 1 < text.size() && text[end + 1].isLetterOrNumber())
        ++end;
    const qsizetype runStart = end;
    while (end < text.size() && end - runStart < longestRun && text[end].isLetterOrNumber())
        ++end;
    if (end > runStart)
        return end - start;
    const bool pair = text[start].isHighSurrogate() && start + 1 < text.size() && text[start + 1].isLowSurrogate();
    return pair ? 2 : 1;
}

qsizetype contentTokens(const base::Json &content)
{
    if (content.isString())
        return tokenCount(content.toString());
    qsizetype count = 0;
    for (const base::Json &part : content.items())
        count += part[u"type"].toString() == "image_url"_L1 ? perImage : tokenCount(part[u"text"].toString());
    return count;
}

} // namespace

QStringList tokens(const QString &text)
{
    QStringList result;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype length = tokenLength(text, at);
        result.append(text.mid(at, length));
        at += length;
    }
    return result;
}

qsizetype tokenCount(const QString &text)
{
    qsizetype count = 0;
    for (qsizetype at = 0; at < text.size(); at += tokenLength(text, at))
        ++count;
    return count;
}

qsizetype promptTokens(const base::Json &messages, const base::Json &tools)
{
    qsizetype count = perReply;
    for (const base::Json &message : messages.items()) {
        count += perMessage + contentTokens(message[u"content"]);
        if (message[u"tool_calls"].isArray())
            count += tokenCount(QString::fromUtf8(message[u"tool_calls"].write()));
    }
    if (tools.isArray())
        count += tokenCount(QString::fromUtf8(tools.write()));
    return count;
}

} // namespace demo
