// SPDX-License-Identifier: Apache-2.0
#include "text/jsontext.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace text {

namespace {

/// Writes until the limit is reached and then nothing more.
class Writer
{
public:
    explicit Writer(qsizetype limit)
        : m_limit(limit)
    { }

    void value(const base::Json &json, int depth)
    {
        if (isFull())
            return;
        if (json.isObject() && json.size() > 0)
            object(json, depth);
        else if (json.isArray() && json.size() > 0)
            array(json, depth);
        else if (json.isString() && json.toString().size() > m_limit)
            m_text += QString::fromUtf8(base::jsonQuoted(QStringView(json.toString()).first(m_limit)));
        else
            m_text += QString::fromUtf8(json.write());
    }

    bool isFull() const { return m_text.size() > m_limit; }
    QString take() { return std::move(m_text); }

private:
    void line(int depth) { m_text += u'\n' + QString(2 * depth, u' '); }

    void object(const base::Json &json, int depth)
    {
        m_text += u'{';
        for (qsizetype i = 0; i < json.size() && !isFull(); ++i) {
            if (i > 0)
                m_text += u',';
            line(depth + 1);
            m_text += QString::fromUtf8(base::jsonQuoted(json.members()[i].first)) + u": "_s;
            value(json.members()[i].second, depth + 1);
        }
        line(depth);
        m_text += u'}';
    }

    void array(const base::Json &json, int depth)
    {
        m_text += u'[';
        for (qsizetype i = 0; i < json.size() && !isFull(); ++i) {
            if (i > 0)
                m_text += u',';
            line(depth + 1);
            value(json.at(i), depth + 1);
        }
        line(depth);
        m_text += u']';
    }

    QString m_text;
    qsizetype m_limit;
};

/// Leaves no half of a surrogate pair.
void truncate(QString &text, qsizetype length)
{
    text.truncate(length);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
}

} // namespace

QString jsonText(const base::Json &value, qsizetype limit)
{
    Writer writer(limit);
    writer.value(value, 0);
    const bool cut = writer.isFull();
    QString text = writer.take();
    if (cut) {
        truncate(text, limit);
        text += u'\n'
            + QCoreApplication::translate("text::Json", "… cut here: only the first %1 characters are shown")
                  .arg(limit);
    }
    return text;
}

QString jsonLine(const base::Json &value, qsizetype limit)
{
    QString line;
    if (value.isString()) {
        line = value.toString().left(limit + 1);
    } else {
        Writer writer(limit);
        writer.value(value, 0);
        line = writer.take();
    }
    line = line.simplified();
    if (line.size() > limit) {
        truncate(line, limit - 1);
        line += u'…';
    }
    return line;
}

} // namespace text
