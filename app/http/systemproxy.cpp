// SPDX-License-Identifier: Apache-2.0
#include "http/systemproxy.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QPromise>
#include <QtCore/QThreadPool>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkProxyFactory>

#include <algorithm>
#include <array>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace http {

namespace {

constexpr auto keepFor = 60s;

/// The names that libcurl reads; it ignores HTTP_PROXY because a CGI caller could set it.
bool environmentNamesProxy()
{
    static constexpr std::array names{"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    return std::any_of(names.begin(), names.end(), [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

QByteArray proxyUrl(const QNetworkProxy &proxy)
{
    QUrl url;
    switch (proxy.type()) {
    case QNetworkProxy::HttpProxy:
    case QNetworkProxy::HttpCachingProxy:
        url.setScheme(u"http"_s);
        break;
    case QNetworkProxy::Socks5Proxy:
        url.setScheme(u"socks5h"_s);
        break;
    default:
        return {};
    }
    url.setHost(proxy.hostName());
    url.setPort(proxy.port());
    url.setUserName(proxy.user(), QUrl::DecodedMode);
    url.setPassword(proxy.password(), QUrl::DecodedMode);
    return url.toEncoded();
}

QByteArray askSystem(const QUrl &server)
{
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(server));
    return proxies.isEmpty() ? QByteArray() : proxyUrl(proxies.first());
}

} // namespace

SystemProxy::SystemProxy()
    : SystemProxy(askSystem)
{ }

SystemProxy::SystemProxy(Lookup lookup)
    : m_lookup(std::move(lookup))
{ }

void SystemProxy::find(const Target &target, std::function<void(const Choice &choice)> then)
{
    if (target.isLoopback() || environmentNamesProxy())
        return then(std::nullopt);
    const QUrl server((target.secure ? u"https://"_s : u"http://"_s) + target.peer());
    const QString key = server.toString();
    const auto known = m_answers.constFind(key);
    if (known != m_answers.cend() && std::chrono::steady_clock::now() - known->at < keepFor)
        return then(known->proxy);

    const auto promise = std::make_shared<QPromise<QByteArray>>();
    // Not QFuture::then(): its 6.4 form must not outlive the context.
    auto *watcher = new QFutureWatcher<QByteArray>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, key, then = std::move(then)] {
        watcher->deleteLater();
        const QByteArray proxy = watcher->result();
        m_answers.insert(key, {proxy, std::chrono::steady_clock::now()});
        then(proxy);
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, server, lookup = m_lookup] {
        promise->start();
        promise->addResult(lookup(server));
        promise->finish();
    });
}

} // namespace http
