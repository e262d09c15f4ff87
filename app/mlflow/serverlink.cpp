// SPDX-License-Identifier: Apache-2.0
#include "mlflow/serverlink.h"

#include "mlflow/refusal.h"
#include "mlflow/words.h"

#include <QCoroFuture>

using namespace Qt::StringLiterals;
using base::Error;
using base::Result;

namespace mlflow {

namespace {

Error deletedExperiment(const QString &name)
{
    Error error
        = Error::fromStatus(400,
                            Words::tr("The experiment %1 was deleted in MLflow. Restore it or choose another one; "
                                      "until then its traces wait here.")
                                .arg(name),
                            u"400 the experiment must be in the 'active' state"_s);
    return error;
}

} // namespace

ServerLink::ServerLink(store::Destination destination, http::Client *client, Resolve resolve)
    : m_destination(std::move(destination))
    , m_http(client)
    , m_resolve(std::move(resolve))
{ }

bool ServerLink::storesOtlp() const
{
    return m_server && m_server->version >= firstWithReadableOtlp;
}

QString ServerLink::url() const
{
    return m_client ? m_client->connection().url : QString();
}

QString ServerLink::workspace() const
{
    return m_client && m_server && m_server->workspaces ? m_client->connection().workspace : QString();
}

QCoro::Task<Result<void>> ServerLink::connect(std::stop_token stop)
{
    if (!m_server) {
        const auto reached = co_await reach(stop);
        if (stop.stop_requested() || !reached)
            co_return reached;
    }
    if (m_experimentId.isEmpty()) {
        const auto found = co_await findExperiment(stop);
        co_return found;
    }
    co_return Result<void>();
}

QCoro::Task<Result<void>> ServerLink::reach(std::stop_token stop)
{
    const QFuture<Result<Connection>> resolving = m_resolve(m_destination);
    const auto connection = co_await qCoro(resolving).waitForFinished();
    if (stop.stop_requested())
        co_return tl::unexpected(Error::cancelled());
    if (!connection)
        co_return tl::unexpected(connection.error());
    if (!m_client || m_client->connection() != *connection) {
        m_client = std::make_unique<Client>(m_http, *connection);
        m_client->setPatience(m_pace.answer);
        m_experimentId.clear();
    }
    const auto info = co_await m_client->serverInfo(stop);
    if (stop.stop_requested())
        co_return tl::unexpected(Error::cancelled());
    if (!info)
        co_return tl::unexpected(info.error());
    if (info->version < firstWithStartTrace)
        co_return tl::unexpected(tooOld(m_client->connection().url, info->version.toString()));
    m_server = *info;
    co_return Result<void>();
}

QCoro::Task<Result<void>> ServerLink::findExperiment(std::stop_token stop)
{
    auto found = co_await m_client->experimentByName(m_destination.experiment, stop);
    if (stop.stop_requested())
        co_return tl::unexpected(Error::cancelled());
    if (!found && faultOf(found.error()) == Fault::NotThere) {
        found = co_await m_client->createExperiment(m_destination.experiment, stop);
        if (stop.stop_requested())
            co_return tl::unexpected(Error::cancelled());
    }
    if (!found)
        co_return tl::unexpected(found.error());
    if (found->deleted) {
        if (!m_mayRestore)
            co_return tl::unexpected(deletedExperiment(m_destination.experiment));
        m_mayRestore = false;
        const auto restored = co_await m_client->restoreExperiment(found->id, stop);
        if (stop.stop_requested() || !restored)
            co_return restored;
    }
    m_experimentId = found->id;
    co_return Result<void>();
}

} // namespace mlflow
