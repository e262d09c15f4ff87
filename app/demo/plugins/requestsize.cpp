// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/requestsize.h"

#include "demo/exchange.h"

using namespace Qt::StringLiterals;

namespace demo {

RequestSize::RequestSize(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

Flow RequestSize::access(Exchange *exchange)
{
    const base::Json &config = m_plugin.config;
    const QString unit = config[u"size_unit"].toString();
    const qint64 factor = unit == "bytes"_L1 ? 1 : unit == "kilobytes"_L1 ? 1000 : 1000000;
    const qint64 allowed = config[u"allowed_payload_size"].toInt64() * factor;
    const bool hasLength = !exchange->clientHeader("Content-Length").isEmpty();
    const bool isChunked = !exchange->clientHeader("Transfer-Encoding").isEmpty();
    if (!hasLength && !isChunked && config[u"require_content_length"].toBool())
        return exchange->error(411, "A valid Content-Length header is required"_ba);
    if (exchange->client().body.size() <= allowed)
        return Flow::Next;
    const bool expects = exchange->clientHeader("Expect").toLower() == "100-continue";
    return exchange->error(expects ? 417 : 413, "Request size limit exceeded"_ba);
}

} // namespace demo
