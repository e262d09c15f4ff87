// SPDX-License-Identifier: Apache-2.0
#include "store/tracewords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr qsizetype mostCharacters = 1000000;
/// A longer text without any blank is base64 or the like.
constexpr qsizetype longestWord = 1000;

bool isEncoded(const QString &text)
{
    if (text.startsWith("data:"_L1))
        return true;
    return text.size() > longestWord
        && std::none_of(text.cbegin(), text.cbegin() + longestWord, [](QChar c) { return c.isSpace(); })
        && std::all_of(text.cbegin(), text.cbegin() + longestWord, [](QChar c) { return c.unicode() < 0x80; });
}

} // namespace

QString TraceWords::of(const trace::TraceRecord &trace)
{
    TraceWords words;
    words.add(trace.info.name);
    words.add(trace.info.requestPreview);
    words.add(trace.info.responsePreview);
    words.add(trace.info.clientRequestId);
    for (const trace::Span &span : trace.spans)
        words.add(span);
    return words.m_words;
}

void TraceWords::add(const QString &text)
{
    if (text.isEmpty() || m_words.size() >= mostCharacters || isEncoded(text) || m_seen.contains(text))
        return;
    m_seen.insert(text);
    m_words += text.first(qMin(text.size(), mostCharacters - m_words.size()));
    m_words += u'\n';
}

void TraceWords::add(const base::Json &json)
{
    if (json.isString())
        add(json.toString());
    for (const base::Json &item : json.items())
        add(item);
    add(json.members());
}

void TraceWords::add(const QList<base::Json::Member> &members)
{
    for (const base::Json::Member &member : members)
        add(member.second);
}

void TraceWords::add(const trace::Span &span)
{
    add(span.name);
    add(span.statusMessage);
    add(span.attributes.members());
    for (const trace::SpanEvent &event : span.events) {
        if (event.name.startsWith("mlflow.chunk."_L1))
            continue;
        add(event.name);
        add(event.attributes.members());
    }
}

} // namespace store
