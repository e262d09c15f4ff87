// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/reports.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/formats.h"

#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using GatewayFinding = gateway::CheckReport::Finding;
using MlflowFinding = services::MlflowReport::Finding;

namespace ui {

QString Reports::title(GatewayFinding finding)
{
    switch (finding) {
    case GatewayFinding::Works:
        return tr("The gateway answers and streams");
    case GatewayFinding::Reached:
        return tr("The gateway answers; no model was called");
    case GatewayFinding::WorksInLumps:
        return tr("The gateway answers, but in lumps");
    case GatewayFinding::NameLookupFailed:
        return tr("The name of the gateway is not known");
    case GatewayFinding::ConnectFailed:
        return tr("The gateway did not answer");
    case GatewayFinding::TlsFailed:
        return tr("TLS did not come about");
    case GatewayFinding::ProxyFailed:
        return tr("The proxy did not let the call through");
    case GatewayFinding::NotHttp:
        return tr("This is no HTTP server");
    case GatewayFinding::NoKeyFound:
        return tr("Kong found no key");
    case GatewayFinding::KeyRefused:
        return tr("Kong does not accept this key");
    case GatewayFinding::NoRoute:
        return tr("Kong has no route for this address");
    case GatewayFinding::WrongModel:
        return tr("The route takes another model name");
    case GatewayFinding::OtherRefusal:
        break;
    }
    return tr("The call was refused");
}

QString Reports::title(MlflowFinding finding)
{
    switch (finding) {
    case MlflowFinding::Works:
        return tr("MLflow takes traces");
    case MlflowFinding::NotReached:
        return tr("MLflow did not answer");
    case MlflowFinding::LoginRefused:
        return tr("MLflow refused the login");
    case MlflowFinding::NoPermission:
        return tr("MLflow lets this user only read");
    case MlflowFinding::HostRefused:
        return tr("MLflow refuses this host name");
    case MlflowFinding::WrongPrefix:
        return tr("There is no MLflow under this address");
    case MlflowFinding::TooOld:
        return tr("This MLflow is too old");
    case MlflowFinding::ExperimentDeleted:
        return tr("The experiment was deleted");
    case MlflowFinding::Other:
        break;
    }
    return tr("MLflow refused the trace");
}

QString Reports::detail(const gateway::CheckReport &report)
{
    QStringList parts;
    if (!report.urlTried.isEmpty())
        parts.append(report.urlTried);
    if (report.milliseconds) {
        const auto time = std::chrono::nanoseconds(static_cast<qint64>(*report.milliseconds * 1e6));
        parts.append(tr("first token after %1").arg(formats::duration(time)));
    }
    if (!report.kong.via.isEmpty())
        parts.append(report.kong.via);
    if (!report.kong.requestId.isEmpty())
        parts.append(tr("request %1").arg(report.kong.requestId));
    return parts.join(u" · "_s);
}

void Reports::showRunning(Banner *banner, const QString &what)
{
    banner->clearButtons();
    banner->setNotice(Notice::Info, u"running"_s);
    banner->setTitle(what);
    banner->setText({});
    banner->setDetail({});
    banner->show();
}

void Reports::show(Banner *banner, const gateway::CheckReport &report, const GatewayWays &ways)
{
    const bool works = report.finding == GatewayFinding::Works || report.finding == GatewayFinding::Reached;
    const bool lumps = report.finding == GatewayFinding::WorksInLumps;
    banner->clearButtons();
    banner->setNotice(works ? Notice::Ok : lumps ? Notice::Warn : Notice::Error);
    banner->setTitle(title(report.finding));
    banner->setText(report.message);
    banner->setDetail(detail(report));
    if (report.offerApikeyHeader) {
        QPushButton *button = banner->addButton(tr("Send it as apikey"), u"key"_s);
        button->setObjectName(u"useApikeyHeader"_s);
        QObject::connect(button, &QPushButton::clicked, banner, ways.useApikey);
    }
    if (!report.suggestedModel.isEmpty()) {
        QPushButton *button = banner->addButton(tr("Use the name %1").arg(report.suggestedModel), u"model"_s);
        button->setObjectName(u"useSuggestedModel"_s);
        QObject::connect(button, &QPushButton::clicked, banner,
                         [use = ways.useModel, name = report.suggestedModel] { use(name); });
    }
    banner->show();
}

void Reports::show(Banner *banner, const services::MlflowReport &report, const MlflowWays &ways)
{
    const bool works = report.finding == MlflowFinding::Works;
    banner->clearButtons();
    banner->setNotice(works ? Notice::Ok : Notice::Error);
    banner->setTitle(title(report.finding));
    banner->setText(report.message);
    banner->setDetail(report.version.isEmpty() ? QString() : tr("MLflow %1").arg(report.version));
    if (report.finding == MlflowFinding::ExperimentDeleted && !report.experimentId.isEmpty()) {
        QPushButton *button = banner->addButton(tr("Restore it"), u"replay"_s);
        button->setObjectName(u"restoreExperiment"_s);
        QObject::connect(button, &QPushButton::clicked, banner,
                         [restore = ways.restore, id = report.experimentId] { restore(id); });
    }
    if (!report.ownExperiment.isEmpty()) {
        QPushButton *button = banner->addButton(tr("Use %1").arg(report.ownExperiment), u"plus"_s);
        button->setObjectName(u"useOwnExperiment"_s);
        QObject::connect(button, &QPushButton::clicked, banner,
                         [use = ways.useExperiment, name = report.ownExperiment] { use(name); });
    }
    banner->show();
}

void Reports::showLocalMissing(Banner *banner, const std::function<void()> &start)
{
    banner->clearButtons();
    banner->setNotice(Notice::Warn);
    banner->setTitle(tr("The local MLflow is not running"));
    banner->setText(tr("Traces wait in the outbox until it runs."));
    banner->setDetail({});
    QPushButton *button = banner->addButton(tr("Start a local MLflow"), u"play"_s);
    button->setObjectName(u"startLocalFromTest"_s);
    QObject::connect(button, &QPushButton::clicked, banner, [banner, start] {
        banner->hide();
        start();
    });
    banner->show();
}

} // namespace ui
