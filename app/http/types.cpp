// SPDX-License-Identifier: Apache-2.0
#include "http/types.h"

#include <algorithm>

namespace http {

namespace {

const Header *findHeader(const Headers &headers, QByteArrayView name)
{
    const auto isNamed = [name](const Header &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; };
    const auto found = std::ranges::find_if(headers, isNamed);
    return found == headers.cend() ? nullptr : &*found;
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
