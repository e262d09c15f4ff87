// SPDX-License-Identifier: Apache-2.0
#include "http/client.h"

#include "http/curlengine.h"

#include <QtCore/QPointer>

namespace http {

namespace {

class CurlTransfer : public Transfer
{
public:
    CurlTransfer(CurlEngine *engine, std::shared_ptr<CurlJob> job)
        : m_engine(engine)
        , m_job(std::move(job))
    { }

    ~CurlTransfer() override
    {
        if (m_engine)
            m_engine->cancel(m_job);
        else
            m_job->drop();
    }

    Outcome stop() override
    {
        if (m_engine)
            m_engine->abandon(m_job);
        const Outcome outcome = m_job->outcome();
        m_job->drop();
        return outcome;
    }

private:
    QPointer<CurlEngine> m_engine;
    std::shared_ptr<CurlJob> m_job;
};

} // namespace

class Client::Private
{
public:
    /// Made by the first call: until then OpenSSL and its tables cost neither time nor memory.
    CurlEngine *engine()
    {
        if (!m_engine)
            m_engine = std::make_unique<CurlEngine>();
        return m_engine.get();
    }

    int running() const { return m_engine ? m_engine->running() : 0; }

private:
    std::unique_ptr<CurlEngine> m_engine;
};

Client::Client()
    : d(std::make_unique<Private>())
{ }

Client::~Client() = default;

std::unique_ptr<Transfer> Client::start(const Request &request, Handlers handlers)
{
    return std::make_unique<CurlTransfer>(d->engine(), d->engine()->start(request, std::move(handlers)));
}

void Client::warmUp()
{
    d->engine()->warmUp();
}

void Client::openLibrary()
{
    CurlEngine::openLibrary();
}

int Client::running() const
{
    return d->running();
}

} // namespace http
