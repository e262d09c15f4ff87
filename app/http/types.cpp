// SPDX-License-Identifier: Apache-2.0
#include "http/types.h"

namespace http {

namespace {

const Header *findHeader(const Headers &headers, QByteArrayView name)
{
    for (const Header &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return &header;
    }
    return nullptr;
}

} // namespace

QByteArray headerValue(const Headers &headers, QByteArrayView name)
{
    const Header *header = findHeader(headers, name);
    return header ? header->value : QByteArray();
}

bool hasHeader(const Headers &headers, QByteArrayView name)
{
    return findHeader(headers, name) != nullptr;
}

} // namespace http
