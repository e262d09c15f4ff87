// SPDX-License-Identifier: Apache-2.0
#include "http/curlengine.h"

#include "base/whendone.h"
#include "http/warmmulti.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>
#include <QtCore/QPromise>
#include <QtCore/QThreadPool>

#include <algorithm>

namespace http {

namespace {

/// More connections than this are never alive at once; older entries belong to closed ones.
constexpr qsizetype mostTlsFacts = 512;

} // namespace

CurlEngine::CurlEngine()
    : m_curlTimer(new QTimer)
    , m_deadlineTimer(new QTimer)
{
    openLibrary();
    useMulti(curl_multi_init());
    m_share = curl_share_init();
    curl_share_setopt(m_share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    for (QTimer *timer : {m_curlTimer, m_deadlineTimer}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(m_curlTimer, &QTimer::timeout, this, [this] { drive(CURL_SOCKET_TIMEOUT, 0); });
    connect(m_deadlineTimer, &QTimer::timeout, this, &CurlEngine::onDeadline);
    connect(&m_sockets, &CurlSockets::ready, this, &CurlEngine::drive);
}

CurlEngine::~CurlEngine()
{
    for (const std::shared_ptr<CurlJob> &job : m_jobs) {
        detach(*job);
        if (!job->isFinished())
            job->abort(CurlJob::Own::Abandoned);
        if (!job->isOver() && QCoreApplication::instance())
            QMetaObject::invokeMethod(
                QCoreApplication::instance(), [job] { job->deliver(); }, Qt::QueuedConnection);
    }
    curl_multi_cleanup(m_multi);
    curl_share_cleanup(m_share);
    for (QTimer *timer : {m_curlTimer, m_deadlineTimer}) {
        timer->stop();
        timer->disconnect();
        timer->deleteLater();
    }
}

void CurlEngine::useMulti(CURLM *multi)
{
    m_multi = multi;
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlEngine::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlEngine::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
}

void CurlEngine::warmUp()
{
    if (m_used || m_warming)
        return;
    m_warming = true;
    const auto promise = std::make_shared<QPromise<std::shared_ptr<CurlMulti>>>();
    promise->start();
    base::whenDone(promise->future(), this, [this](const std::shared_ptr<CurlMulti> &warm) {
        if (m_used)
            return;
        curl_multi_cleanup(m_multi);
        useMulti(warm->release());
    });
    QThreadPool::globalInstance()->start([promise] {
        promise->addResult(std::make_shared<CurlMulti>(makeWarmMulti()));
        promise->finish();
    });
}

void CurlEngine::openLibrary()
{
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    Q_ASSERT(code == CURLE_OK);
}

std::shared_ptr<CurlJob> CurlEngine::start(const Request &request, Handlers handlers)
{
    const base::Result<Target> target = checkRequest(request);
    const auto job = std::make_shared<CurlJob>(request, target.value_or(Target()), std::move(handlers));
    m_jobs.push_back(job);
    if (!target) {
        job->refuse(target.error());
        QMetaObject::invokeMethod(this, &CurlEngine::deliver, Qt::QueuedConnection);
        return job;
    }
    m_systemProxy.find(*target, [this, weak = std::weak_ptr(job)](const SystemProxy::Choice &proxy) {
        const std::shared_ptr<CurlJob> alive = weak.lock();
        if (alive && !alive->isOver() && !alive->isFinished())
            begin(alive, proxy);
    });
    scheduleDeadline();
    return job;
}

void CurlEngine::begin(const std::shared_ptr<CurlJob> &job, const SystemProxy::Choice &proxy)
{
    m_sockets.drainDead(pausedSockets());
    m_used = true;
    CURL *easy = job->open(proxy, m_share);
    m_sockets.attach(easy);
    curl_multi_add_handle(m_multi, easy);
}

void CurlEngine::cancel(const std::shared_ptr<CurlJob> &job)
{
    detach(*job);
    job->drop();
    std::erase(m_jobs, job);
}

void CurlEngine::detach(const CurlJob &job)
{
    if (job.easy())
        curl_multi_remove_handle(m_multi, job.easy());
}

void CurlEngine::abandon(const std::shared_ptr<CurlJob> &job)
{
    detach(*job);
    job->abandon();
    rememberTls(*job);
    cancel(job);
}

int CurlEngine::running() const
{
    return int(std::count_if(m_jobs.begin(), m_jobs.end(), [](const auto &job) { return !job->isFinished(); }));
}

int CurlEngine::onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *)
{
    CurlJob *job = nullptr;
    if (what != CURL_POLL_REMOVE && curl_easy_getinfo(easy, CURLINFO_PRIVATE, &job) == CURLE_OK && job)
        job->setSocket(socket);
    static_cast<CurlEngine *>(self)->m_sockets.watch(socket, what);
    return 0;
}

int CurlEngine::onTimer(CURLM *, long milliseconds, void *self)
{
    auto &engine = *static_cast<CurlEngine *>(self);
    if (milliseconds < 0)
        engine.m_curlTimer->stop();
    else
        engine.m_curlTimer->start(std::chrono::milliseconds(milliseconds));
    return 0;
}

void CurlEngine::drive(curl_socket_t socket, int mask)
{
    int running = 0;
    curl_multi_socket_action(m_multi, socket, mask, &running);
    collect();
    deliver(); // last: a handler may destroy this
}

void CurlEngine::collect()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CurlJob *job = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &job);
        const CURLcode code = message->data.result;
        curl_multi_remove_handle(m_multi, message->easy_handle);
        job->finish(code);
        rememberTls(*job);
    }
}

void CurlEngine::rememberTls(CurlJob &job)
{
    if (!job.isSecure() || job.connection().isEmpty())
        return;
    if (job.tls()) {
        if (m_tls.size() >= mostTlsFacts)
            m_tls.clear();
        m_tls.insert(job.connection(), *job.tls());
        return;
    }
    const auto known = m_tls.constFind(job.connection());
    if (known != m_tls.cend())
        job.tls() = *known;
}

void CurlEngine::deliver()
{
    const QPointer<CurlEngine> self(this);
    for (;;) {
        std::vector<std::shared_ptr<CurlJob>> ready;
        std::copy_if(m_jobs.begin(), m_jobs.end(), std::back_inserter(ready),
                     [](const auto &job) { return job->hasNews(); });
        if (ready.empty())
            break;
        for (const std::shared_ptr<CurlJob> &job : ready) {
            job->deliver();
            if (!self)
                return;
        }
        std::erase_if(m_jobs, [](const auto &job) { return job->isOver(); });
    }
    scheduleDeadline();
}

void CurlEngine::onDeadline()
{
    m_nextDeadline = base::MonoTime::max();
    const base::MonoTime now = std::chrono::steady_clock::now();
    for (const std::shared_ptr<CurlJob> &job : m_jobs) {
        if (job->deadline() > now)
            continue;
        detach(*job);
        job->abort(job->deadlineReason());
        rememberTls(*job);
    }
    deliver(); // last, as in drive()
}

// The timer may ring too early, when bytes came since it was set; never too late.
void CurlEngine::scheduleDeadline()
{
    base::MonoTime nearest = base::MonoTime::max();
    for (const std::shared_ptr<CurlJob> &job : m_jobs)
        nearest = std::min(nearest, job->deadline());
    if (nearest >= m_nextDeadline)
        return;
    m_nextDeadline = nearest;
    const auto left = nearest - std::chrono::steady_clock::now();
    m_deadlineTimer->start(std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(0)));
}

std::unordered_set<curl_socket_t> CurlEngine::pausedSockets() const
{
    std::unordered_set<curl_socket_t> sockets;
    for (const std::shared_ptr<CurlJob> &job : m_jobs) {
        if (job->isPaused())
            sockets.insert(job->socket());
    }
    return sockets;
}

} // namespace http
