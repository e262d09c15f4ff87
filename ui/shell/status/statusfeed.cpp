// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/status/statusfeed.h"

#include "chat/comparesession.h"
#include "chat/conversationbook.h"
#include "gateway/ratewatch.h"
#include "mlflow/exporter.h"
#include "mlflow/localserver.h"
#include "services/demoenvironment.h"
#include "services/gatewayexplorer.h"
#include "settings/settings.h"
#include "ui/shell/status/statusbar.h"
#include "ui/widgets/formats.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int clockMs = 1000;
constexpr double longest = 1e9; // s; a header may say anything
constexpr double lowShare = 0.2; // both from look.md
constexpr double littleLeft = 0.05;

base::Timestamp now()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

} // namespace

StatusFeed::StatusFeed(const WindowServices &services, StatusBar *bar, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_bar(bar)
{
    watch();
    updateGateway();
    updateRate();
    updateRunning();
    updateOutbox();
    updateMlflow();
    m_clock.start(clockMs);
}

void StatusFeed::watch()
{
    connect(m_services.settings, &settings::Settings::profilesChanged, this, [this] {
        updateGateway();
        updateRate();
        updateMlflow();
    });
    connect(m_services.rates, &gateway::RateWatch::changed, this, &StatusFeed::updateRate);
    connect(m_services.settings, &settings::Settings::preferencesChanged, this, [this] {
        updateGateway();
        updateRate();
        updateMlflow();
    });
    connect(m_services.demo, &services::DemoEnvironment::stateChanged, this, &StatusFeed::updateGateway);
    connect(m_services.explorer, &services::GatewayExplorer::changed, this, &StatusFeed::updateGateway);
    connect(m_services.conversations, &chat::ConversationBook::runningCountChanged, this, &StatusFeed::updateRunning);
    connect(m_services.compare, &chat::CompareSession::runningChanged, this, &StatusFeed::updateRunning);
    connect(m_services.compare, &chat::CompareSession::turnEnded, this, &StatusFeed::updateRunning);
    connect(m_services.localMlflow, &mlflow::LocalServer::stateChanged, this, &StatusFeed::updateMlflow);
    connect(m_services.exporter, &mlflow::Exporter::statusChanged, this, [this] {
        updateOutbox();
        updateMlflow();
    });
    connect(m_services.exporter, &mlflow::Exporter::traceSent, this, [this] {
        m_attention.clear();
        updateMlflow();
    });
    connect(m_services.exporter, &mlflow::Exporter::needsAttention, this, &StatusFeed::onAttention);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        updateRate();
        updateOutbox();
        updateMlflow();
    });
}

void StatusFeed::updateGateway()
{
    m_bar->gateway()->setContent(gatewayContent());
}

StatusCell::Content StatusFeed::demoContent() const
{
    const QString hint = m_services.demo->problem();
    switch (m_services.demo->state()) {
    case services::DemoEnvironment::State::Starting:
        return {u"running"_s, Colour::StatusRunning, tr("Demo gateway"), tr("starting"), hint};
    case services::DemoEnvironment::State::Failed:
        return {u"error"_s, Colour::StatusError, tr("Demo gateway"), tr("did not start"), hint};
    case services::DemoEnvironment::State::Ready:
    case services::DemoEnvironment::State::Off:
        break;
    }
    return {u"waiting"_s, Colour::StatusIdle, tr("No gateway yet"), {}, tr("Set up the connection to your Kong")};
}

StatusCell::Content StatusFeed::gatewayContent() const
{
    const settings::Profile *profile = m_services.settings->currentProfile();
    if (!profile)
        return demoContent();
    const services::GatewayExplorer *explorer = m_services.explorer;
    const QString version = explorer->snapshot().version;
    StatusCell::Content content{u"ok"_s, Colour::StatusOk, profile->name, version, profile->baseUrl, true};
    switch (explorer->state()) {
    case services::GatewayExplorer::State::Ready:
        break;
    case services::GatewayExplorer::State::Reading:
        if (version.isEmpty())
            content.icon = u"running"_s, content.colour = Colour::StatusRunning;
        break;
    case services::GatewayExplorer::State::NotSetUp:
    case services::GatewayExplorer::State::Unread:
        // Without an Admin API nothing is known before a call; the chat page tells how calls end.
        content.icon = u"gateway"_s;
        content.colour = Colour::StatusIdle;
        content.more.clear();
        break;
    case services::GatewayExplorer::State::Stale:
    case services::GatewayExplorer::State::Failed:
        content.icon = u"warn"_s;
        content.colour = Colour::StatusWarn;
        content.more = tr("Admin API does not answer");
        content.hint = explorer->problem();
        break;
    }
    return content;
}

void StatusFeed::updateRate()
{
    const auto content = rateContent();
    if (content)
        m_bar->rate()->setContent(*content);
    m_bar->rate()->setVisible(content.has_value());
}

std::optional<StatusCell::Content> StatusFeed::rateContent() const
{
    const settings::Profile *profile = m_services.settings->currentProfile();
    const gateway::RateWatch::Reading *reading = profile ? m_services.rates->reading(profile->id) : nullptr;
    if (!reading)
        return std::nullopt;
    const gateway::RateWindow &window = reading->window;
    const bool tokens = window.unit == "tokens"_L1;
    const QString unit = tokens ? tr("tokens left") : tr("calls left");
    std::optional<std::chrono::nanoseconds> left;
    if (window.resetSeconds)
        left = std::chrono::seconds(qint64(std::clamp(*window.resetSeconds, 0.0, longest))) - (std::chrono::steady_clock::now() - reading->at);
    const QString limit = formats::count(qint64(*window.limit));
    // Its time is over: the gateway counts anew, and only the next answer can say what others used of it since.
    if (left && *left <= std::chrono::nanoseconds(0)) {
        return StatusCell::Content{u"gauge"_s, Colour::TextSecondary, formats::estimate(tr("%1 of %2").arg(limit, limit)), unit,
                                   tr("The limit was reset since the last answer"), true, 1.0};
    }
    const double share = *window.remaining / *window.limit;
    const Colour colour = share <= littleLeft ? Colour::StatusError : share <= lowShare ? Colour::StatusWarn : Colour::TextSecondary;
    const QString hint = tokens ? tr("As X-AI-RateLimit of the last answer says") : tr("As RateLimit of the last answer says");
    return StatusCell::Content{u"gauge"_s, colour, tr("%1 of %2").arg(formats::count(qint64(*window.remaining)), limit),
                               left ? tr("%1 · resets in %2", "calls left").arg(unit, formats::countdown(*left)) : unit, hint, true, share};
}

void StatusFeed::updateRunning()
{
    int count = m_services.conversations->runningCount();
    const chat::CompareSession *compare = m_services.compare;
    for (int column = 0; compare->isRunning() && column < int(compare->targets().size()); ++column) {
        const chat::Turn *turn = compare->turn(column);
        count += turn && turn->state == llm::TurnState::Running ? 1 : 0;
    }
    m_bar->running()->setContent({u"running"_s, Colour::StatusRunning, formats::count(count), tr("streaming"),
                                  tr("Replies that are streaming now"), true});
    m_bar->running()->setVisible(count > 0);
}

void StatusFeed::updateOutbox()
{
    m_bar->outbox()->setContent(outboxContent());
}

StatusCell::Content StatusFeed::outboxContent() const
{
    const mlflow::Exporter::Status &status = m_services.exporter->status();
    const int open = status.waiting + status.sending;
    if (status.failed > 0) {
        return {u"error"_s, Colour::StatusError, tr("Outbox %1").arg(formats::count(status.failed + open)),
                tr("%1 need you").arg(formats::count(status.failed)), status.reason};
    }
    if (open == 0)
        return {u"outbox"_s, Colour::TextSecondary, tr("Outbox"), tr("empty"),
                tr("Every trace that should leave is in MLflow")};
    const QString number = tr("Outbox %1").arg(formats::count(open));
    if (status.sending > 0)
        return {u"running"_s, Colour::StatusRunning, number, tr("sending"), status.reason};
    if (!status.reason.isEmpty()) {
        const QString next
            = status.nextTry ? tr("next try %1").arg(formats::countdown(*status.nextTry - now())) : tr("waiting");
        return {u"warn"_s, Colour::StatusWarn, number, next, status.reason};
    }
    return {u"outbox"_s, Colour::TextSecondary, number, tr("waiting"),
            status.otherProcess ? tr("Another Spanway on this data folder sends them") : status.reason};
}

void StatusFeed::updateMlflow()
{
    m_bar->mlflow()->setContent(mlflowContent());
}

QString StatusFeed::lastTrace() const
{
    const auto &last = m_services.exporter->status().lastSent;
    return last ? tr("last trace %1").arg(formats::ago(now() - *last)) : QString();
}

StatusCell::Content StatusFeed::localMlflowContent() const
{
    const QString name = tr("Local MLflow");
    switch (m_services.localMlflow->state()) {
    case mlflow::LocalServer::State::Starting:
        return {u"running"_s, Colour::StatusRunning, name, tr("starting"),
                tr("The first start takes about ten seconds")};
    case mlflow::LocalServer::State::Ready:
        return {u"ok"_s, Colour::StatusOk, name, lastTrace(), m_services.localMlflow->url()};
    case mlflow::LocalServer::State::Failed:
        return {u"error"_s, Colour::StatusError, name, tr("did not start"), m_services.localMlflow->problem()};
    case mlflow::LocalServer::State::Off:
    case mlflow::LocalServer::State::Stopping:
        break;
    }
    return {u"waiting"_s, Colour::StatusIdle, name, tr("not running"), tr("Traces wait in the outbox until it runs")};
}

StatusCell::Content StatusFeed::mlflowContent() const
{
    const settings::Profile *profile = m_services.settings->currentProfile();
    if (!profile || profile->mlflow.url.isEmpty())
        return {u"waiting"_s, Colour::StatusIdle, tr("MLflow"), tr("not set up"), tr("Traces stay on this computer")};
    if (!m_attention.isEmpty())
        return {u"error"_s, Colour::StatusError, tr("MLflow"), tr("needs you"), m_attention};
    if (profile->mlflow.url == settings::localMlflowUrl)
        return localMlflowContent();
    const mlflow::Exporter::Status &status = m_services.exporter->status();
    const bool troubled = status.waiting > 0 && !status.reason.isEmpty();
    if (troubled)
        return {u"warn"_s, Colour::StatusWarn, tr("MLflow"), tr("does not take traces now"), status.reason};
    return {status.lastSent ? u"ok"_s : u"outbox"_s, status.lastSent ? Colour::StatusOk : Colour::StatusIdle,
            tr("MLflow"), status.lastSent ? lastTrace() : profile->mlflow.experiment, profile->mlflow.url};
}

void StatusFeed::onAttention(const store::Destination &, const base::Error &error)
{
    m_attention = error.message;
    updateMlflow();
}

} // namespace ui
