// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/tracerecord.h"

#include <QtCore/QSet>

namespace store {

/// Draws out of a trace what a person would search for: names, previews, the texts of inputs, outputs and attributes,
/// and errors. Each text once, without the pieces of streams and without encoded files; at most one million characters.
class TraceWords
{
public:
    static QString of(const trace::TraceRecord &trace);

private:
    void add(const QString &text);
    void add(const base::Json &json);
    void add(const QList<base::Json::Member> &members);
    void add(const trace::Span &span);

    QString m_words;
    QSet<QString> m_seen;
};

} // namespace store
