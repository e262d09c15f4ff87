// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"
#include "demo/plugins/airequest.h"
#include "demo/plugins/ssefilter.h"

namespace demo {

/// ai-proxy in front of an upstream that speaks OpenAI's format (providers openai, azure, mistral and llama2 with
/// format openai). Other providers are not imitated: they answer 500.
class AiProxy : public PluginRun
{
public:
    explicit AiProxy(const kong::Plugin &plugin);

    Flow access(Exchange *exchange) override;
    bool hasHeaderFilter() const override { return true; }
    void headerFilter(Exchange *exchange, ReplyHead *head) override;
    QByteArray bodyFilter(Exchange *exchange, const QByteArray &read, bool last) override;
    QByteArray bodyFilterAfterCut() override;
    bool wholeFilter(Exchange *exchange, ReplyHead *head, QByteArray *body) override;

private:
    void authorize(Exchange *exchange) const;
    void address(Exchange *exchange) const;
    void forwardBody(Exchange *exchange) const;
    bool preserves() const;
    /// Kong's own 500 in place of an answer that is not what it should be.
    void replaceByFault(ReplyHead *head, QByteArray *body, const QString &problem) const;
    void wholeStream(ReplyHead *head, QByteArray *body);
    void wholeJson(Exchange *exchange, ReplyHead *head, QByteArray *body);

    const kong::Plugin &m_plugin;
    AiRequest m_request;
    SseFilter m_events;
    bool m_gaveUp = false; ///< the stream was compressed in a way Kong cannot follow
};

} // namespace demo
