// SPDX-License-Identifier: Apache-2.0
#include "demo/headers.h"

#include <QtCore/QLocale>

using namespace Qt::StringLiterals;

namespace demo {

void removeHeader(http::Headers *headers, QByteArrayView name)
{
    headers->removeIf([name](const http::Header &h) { return h.name.compare(name, Qt::CaseInsensitive) == 0; });
}

void setHeader(http::Headers *headers, const QByteArray &name, const QByteArray &value)
{
    removeHeader(headers, name);
    headers->append({name, value});
}

QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

void addCharset(http::Headers *headers)
{
    const QByteArray type = http::headerValue(*headers, "Content-Type");
    if (type == "text/html" || type == "text/plain" || type == "text/xml")
        setHeader(headers, "Content-Type"_ba, type + "; charset=UTF-8");
}

QByteArrayList headerValues(const http::Headers &headers, QByteArrayView name)
{
    QByteArrayList values;
    for (const http::Header &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            values.append(header.value);
    }
    return values;
}

} // namespace demo
