// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/opentelemetry.h"

#include "base/random.h"
#include "demo/exchange.h"
#include "demo/headers.h"

#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace demo {

OpenTelemetry::OpenTelemetry(const kong::Plugin &plugin)
    : m_plugin(plugin)
    , m_traceId(base::randomBytes(16).toHex())
{ }

Flow OpenTelemetry::access(Exchange *exchange)
{
    static const QRegularExpression w3c(u"^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$"_s);
    http::Headers &headers = exchange->forwarding().headers;
    const QByteArray spanId = base::randomBytes(8).toHex();
    const bool onlyW3c = m_plugin.config[u"propagation"][u"extract"].items().size() > 0;
    // Under the default settings the mere presence of tracestate makes the b3 extractor claim the request.
    if (!onlyW3c && http::hasHeader(headers, "tracestate")) {
        headers.append({{"x-b3-traceid"_ba, m_traceId},
                        {"x-b3-spanid"_ba, spanId},
                        {"x-b3-parentspanid"_ba, base::randomBytes(8).toHex()},
                        {"x-b3-sampled"_ba, "1"_ba}});
        return Flow::Next;
    }
    const auto parent = w3c.match(QString::fromLatin1(http::headerValue(headers, "traceparent")));
    QByteArray flags = "01"_ba;
    if (parent.hasMatch()) {
        m_traceId = parent.captured(1).toLatin1();
        flags = parent.captured(3).toLatin1();
    }
    setHeader(&headers, "traceparent"_ba, "00-" + m_traceId + '-' + spanId + '-' + flags);
    return Flow::Next;
}

void OpenTelemetry::headerFilter(Exchange *, ReplyHead *head)
{
    const QString name = m_plugin.config[u"http_response_header_for_traceid"].toString();
    if (!name.isEmpty())
        setHeader(&head->headers, name.toUtf8(), m_traceId);
}

} // namespace demo
