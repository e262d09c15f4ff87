// SPDX-License-Identifier: Apache-2.0
#include "http/serverrequest.h"

namespace http {

QByteArray ServerRequest::path() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? target : target.left(mark);
}

QByteArray ServerRequest::query() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.mid(mark + 1);
}

bool ServerRequest::keepAlive() const
{
    if (minorVersion == 0)
        return false;
    const QList<QByteArray> words = headerValue(headers, "Connection").split(',');
    for (const QByteArray &word : words) {
        if (word.trimmed().compare("close", Qt::CaseInsensitive) == 0)
            return false;
    }
    return true;
}

} // namespace http
