// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/asidecall.h"
#include "demo/debugtimer.h"
#include "demo/forwarding.h"
#include "demo/headers.h"
#include "demo/targetchoice.h"

#include <QtCore/QTimer>

#include <optional>
#include <vector>

namespace demo {

/// One request on its way through Kong's phases: route, plugins, balancer, upstream, filters. Deletes itself after the
/// answer.
class Exchange : public QObject, private UpstreamSink
{
    Q_OBJECT

public:
    /// The core must outlive the exchange.
    Exchange(GatewayCore *core, http::ServerRequest request, std::shared_ptr<http::ServerResponse> response);
    ~Exchange() override;

    /// Call once.
    void run();

    // What plugins read.
    GatewayCore *core() const { return m_core; }
    const http::ServerRequest &client() const { return m_client; }
    QByteArray clientHeader(QByteArrayView name) const { return http::headerValue(m_client.headers, name); }
    const QByteArray &requestId() const { return m_requestId; }
    const kong::RouteMatch &match() const { return m_match; }
    const kong::Consumer *consumer() const { return m_consumer; }
    /// Address of the client without its port.
    QString clientAddress() const;
    /// The answer comes from the upstream; its status is upstreamStatus().
    bool fromUpstream() const { return m_source == Source::Upstream; }
    int upstreamStatus() const { return m_upstreamStatus; }
    const http::Headers &upstreamReplyHeaders() const { return m_upstreamHead.headers; }
    /// The header Kong-Debug was sent and the gateway allows it.
    bool kongDebug() const;

    // What plugins change on the way to the upstream.
    Forwarding &forwarding() { return m_forwarding; }
    /// `credential`: what X-Credential-Identifier says.
    void authenticate(const kong::Consumer *consumer, const QByteArray &credential);

    // What plugins do to the answer.
    /// Kong's own answer with this body; `headers` may hold a Content-Type.
    Flow exit(int status, const http::Headers &headers, const QByteArray &body);
    /// Kong's own answer with its error template.
    Flow error(int status, const QByteArray &message, const http::Headers &headers = {});
    /// An answer from a cache: looks as if it had been proxied.
    Flow exitAsProxied(int status, const http::Headers &headers, const QByteArray &body);
    /// A header of whatever answer is given.
    void addHeader(const QByteArray &name, const QByteArray &value) { setHeader(&m_added, name, value); }
    /// The filters need the whole answer first.
    void gatherWhole() { m_whole = true; }
    /// Every read is passed on at once, whatever the route's buffering says, but the body only at the end
    /// (proxy-cache).
    void withholdBody() { m_withhold = true; }
    bool isWhole() const { return m_whole; }
    /// A filter has failed: the connection is closed without a byte.
    void abandon() { m_abandoned = true; }

    /// A model has rewritten the request.
    void markTransformed() { m_transformed = true; }
    bool isTransformed() const { return m_transformed; }

    /// Calls a server behind the gateway on a plugin's behalf; answer or resume() when it is done.
    void callAside(const UpstreamCall &call, AsideCall::Done done);
    /// The waiting plugin has finished; the next one's turn.
    void resume();

private:
    enum class Source { Kong, Nginx, Cache, Upstream };

    bool route();
    void runPlugins();
    const kong::Plugin *applicable(const QString &name) const;
    Flow runPlugin(const kong::Plugin &plugin);
    void stampAccess();
    void finishAccess();
    void chooseAddress();
    void callUpstream(const Address &address);

    void onUpstreamHead(int status, const QByteArray &reason, const http::Headers &headers) override;
    void onUpstreamData(const QByteArray &read) override;
    void onUpstreamEnd() override;
    void onUpstreamFailure(UpstreamFailure failure) override;
    void onReadTimeout();

    void beginProxied();
    void finishProxied();
    void finishWhole();
    void nginxError(int status);
    void answer(Source source, ReplyHead head, const QByteArray &body);
    void finishHead(ReplyHead *head);
    void startRemainingFilters();
    void addDebugHeaders(ReplyHead *head);
    void addLatencies(ReplyHead *head);
    ReplyHead upstreamReply() const;
    QByteArray filtered(const QByteArray &read, bool last);
    void cutStream();
    void done();

    GatewayCore *m_core;
    http::ServerRequest m_client;
    ReplyWriter m_writer;
    QByteArray m_requestId;
    kong::RouteMatch m_match;
    const kong::Consumer *m_consumer = nullptr;
    std::optional<DebugTimer> m_debug;
    std::pair<const kong::Plugin *, base::MonoTime> m_inAccess; ///< the plugin at work, and since when

    qsizetype m_nextPlugin = 0; ///< index into the plan's names
    struct Running
    {
        const kong::Plugin *plugin;
        std::unique_ptr<PluginRun> run;
    };
    std::vector<Running> m_running;

    Forwarding m_forwarding;
    TargetChoice m_targets;
    http::Headers m_added; ///< headers of whatever answer is given

    std::unique_ptr<UpstreamJob> m_job;
    std::vector<std::unique_ptr<AsideCall>> m_aside;
    QTimer m_readTimer;
    Address m_address;
    ReplyHead m_upstreamHead;
    int m_upstreamStatus = 0;
    QByteArray m_wholeBody;
    QByteArray m_withheld;
    Source m_source = Source::Kong;
    bool m_whole = false;
    bool m_withhold = false;
    bool m_abandoned = false;
    bool m_transformed = false;
    bool m_done = false;
    base::MonoTime m_proxied; ///< Kong has done its part
    std::optional<base::MonoTime> m_answered; ///< the upstream's headers (or whole answer) are there
};

} // namespace demo
