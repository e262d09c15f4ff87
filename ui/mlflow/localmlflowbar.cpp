// SPDX-License-Identifier: Apache-2.0
#include "ui/mlflow/localmlflowbar.h"

#include "mlflow/localserver.h"
#include "settings/settings.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtCore/QUrl>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using State = mlflow::LocalServer::State;

LocalMlflowBar::LocalMlflowBar(const Toolkit &toolkit, mlflow::LocalServer *server, settings::Settings *settings,
                               std::function<void()> start, QWidget *parent)
    : QWidget(parent)
    , m_toolkit(toolkit)
    , m_server(server)
    , m_settings(settings)
    , m_icon(new IconLabel(toolkit.theme, u"store"_s, Colour::StatusIdle))
    , m_words(makeLabel({}, Theme::Type::Body, Tone::Secondary))
    , m_problem(makeLabel({}, Theme::Type::Small, Tone::Error))
    , m_start(new QPushButton(tr("Start")))
    , m_open(new QPushButton(tr("Open")))
{
    setObjectName(u"localMlflow"_s);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"sunken"_s);
    setProperty("line", u"bottom"_s);
    nameWords();
    m_start->setObjectName(u"startLocalMlflow"_s);
    m_start->setAccessibleName(tr("Start the local MLflow"));
    m_open->setObjectName(u"openLocalMlflow"_s);
    m_open->setAccessibleName(tr("Open the local MLflow in the browser"));
    m_open->setIcon(icons::icon(toolkit.theme, u"external"_s));
    m_start->setProperty("small", true);
    m_open->setProperty("small", true);
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::spaceS);
    line->addWidget(m_icon);
    line->addWidget(m_words, 1);
    line->addWidget(m_start);
    line->addWidget(m_open);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::spaceL, metrics::spaceS, metrics::spaceL, metrics::spaceS);
    column->setSpacing(metrics::spaceXs);
    column->addLayout(line);
    column->addWidget(m_problem);
    connectParts(std::move(start));
    refresh();
}

void LocalMlflowBar::nameWords()
{
    m_words->setObjectName(u"localMlflowState"_s);
    m_words->setWordWrap(true);
    m_problem->setObjectName(u"localMlflowProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void LocalMlflowBar::connectParts(std::function<void()> start)
{
    connect(m_start, &QPushButton::clicked, this, [run = std::move(start)] { run(); });
    connect(m_open, &QPushButton::clicked, this, [this] { m_toolkit.navigator->openInBrowser(QUrl(m_server->url())); });
    connect(m_server, &mlflow::LocalServer::stateChanged, this, &LocalMlflowBar::refresh);
    connect(m_settings, &settings::Settings::profilesChanged, this, &LocalMlflowBar::refresh);
    connect(m_settings, &settings::Settings::preferencesChanged, this, &LocalMlflowBar::refresh);
}

bool LocalMlflowBar::isWanted() const
{
    const settings::Profile *profile = m_settings->currentProfile();
    const bool own = profile && !profile->mlflow.url.isEmpty() && profile->mlflow.url != settings::localMlflowUrl;
    return !own || m_server->state() == State::Starting || m_server->state() == State::Ready;
}

void LocalMlflowBar::refresh()
{
    const State state = m_server->state();
    setVisible(isWanted());
    switch (state) {
    case State::Off:
        m_icon->setIconName(u"store"_s, Colour::StatusIdle);
        m_words->setText(tr("The MLflow on this computer is not running"));
        break;
    case State::Starting:
        m_icon->setIconName(u"running"_s, Colour::StatusRunning);
        m_words->setText(tr("The MLflow on this computer is starting"));
        break;
    case State::Ready:
        m_icon->setIconName(u"ok"_s, Colour::StatusOk);
        m_words->setText(tr("The MLflow on this computer answers at %1").arg(m_server->url()));
        break;
    case State::Stopping:
        m_icon->setIconName(u"running"_s, Colour::StatusIdle);
        m_words->setText(tr("The MLflow on this computer is ending"));
        break;
    case State::Failed:
        m_icon->setIconName(u"error"_s, Colour::StatusError);
        m_words->setText(tr("The MLflow on this computer did not start"));
        break;
    }
    m_problem->setText(state == State::Failed ? m_server->problem() : QString());
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_start->setVisible(state == State::Off || state == State::Failed);
    m_start->setText(state == State::Failed ? tr("Try again") : tr("Start"));
    m_open->setVisible(state == State::Ready);
}

} // namespace ui
