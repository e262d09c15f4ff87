// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/correlationid.h"

#include "base/random.h"
#include "demo/exchange.h"
#include "demo/headers.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

class CorrelationIdRun : public PluginRun
{
public:
    CorrelationIdRun(const kong::Plugin &plugin, qint64 *counter)
        : m_plugin(plugin)
        , m_counter(counter)
    { }

    Flow access(Exchange *exchange) override
    {
        const QByteArray name = m_plugin.config[u"header_name"].toString().toUtf8();
        m_id = exchange->clientHeader(name);
        if (m_id.isEmpty()) {
            m_id = makeId(exchange);
            setHeader(&exchange->forwarding().headers, name, m_id);
        }
        return Flow::Next;
    }

    bool hasHeaderFilter() const override { return true; }

    void headerFilter(Exchange *, ReplyHead *head) override
    {
        if (m_plugin.config[u"echo_downstream"].toBool())
            setHeader(&head->headers, m_plugin.config[u"header_name"].toString().toUtf8(), m_id);
    }

private:
    QByteArray makeId(Exchange *exchange)
    {
        const QString generator = m_plugin.config[u"generator"].toString();
        if (generator == "tracker"_L1)
            return exchange->clientAddress().toUtf8() + '-' + exchange->requestId();
        const QByteArray uuid = base::randomUuid().toLatin1();
        return generator == "uuid"_L1 ? uuid : uuid + '#' + QByteArray::number(++*m_counter);
    }

    const kong::Plugin &m_plugin;
    qint64 *m_counter;
    QByteArray m_id;
};

} // namespace

std::unique_ptr<PluginRun> CorrelationId::start(const kong::Plugin &plugin)
{
    return std::make_unique<CorrelationIdRun>(plugin, &m_counter);
}

} // namespace demo
