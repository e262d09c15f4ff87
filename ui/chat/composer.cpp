// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/composer.h"

#include "settings/settings.h"
#include "ui/chat/composeredit.h"
#include "ui/chat/contentmodebutton.h"
#include "ui/chat/modelbutton.h"
#include "ui/chat/parameterspopover.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QFocusEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int rowHeight = 34;
constexpr int padding = 10;

} // namespace

Composer::Composer(const Toolkit &toolkit, settings::Settings *settings, QWidget *parent)
    : QWidget(parent)
    , m_toolkit(toolkit)
    , m_settings(settings)
    , m_edit(new ComposerEdit(toolkit.theme))
    , m_model(new ModelButton(toolkit.theme, settings))
    , m_parameters(new QPushButton)
    , m_content(new ContentModeButton(toolkit.theme))
    , m_why(makeLabel({}, Theme::Type::Small, Tone::Muted))
    , m_stop(new QPushButton(tr("Stop")))
    , m_send(new QPushButton(tr("Send")))
{
    setObjectName(u"composer"_s);
    m_edit->setObjectName(u"composerEdit"_s);
    m_edit->setAccessibleName(tr("Message"));
    m_edit->installEventFilter(this);
    makeButtons();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(padding + 2, padding, padding - 2, padding - 4);
    column->setSpacing(metrics::spaceXs);
    column->addWidget(m_edit, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::spaceXs);
    row->addWidget(m_model);
    row->addWidget(m_parameters);
    row->addWidget(m_why, 1);
    row->addWidget(m_content);
    row->addWidget(m_stop);
    row->addWidget(m_send);
    column->addLayout(row);
    connectParts();
    setFocusProxy(m_edit);
    refresh();
    refreshHeight();
}

void Composer::makeButtons()
{
    m_model->setObjectName(u"modelButton"_s);
    m_parameters->setObjectName(u"parametersButton"_s);
    m_parameters->setProperty("kind", u"quiet"_s);
    m_parameters->setProperty("small", true);
    m_parameters->setIcon(icons::icon(m_toolkit.theme, u"parameters"_s));
    m_content->setObjectName(u"contentModeButton"_s);
    m_why->setObjectName(u"whyNot"_s);
    m_why->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_why->setMinimumWidth(1);
    m_stop->setObjectName(u"stopButton"_s);
    m_stop->setProperty("small", true);
    m_stop->setIcon(icons::icon(m_toolkit.theme, u"stop"_s));
    m_stop->setToolTip(tr("Stop this reply (Esc)"));
    m_stop->hide();
    m_send->setObjectName(u"sendButton"_s);
    m_send->setProperty("kind", u"primary"_s);
    m_send->setProperty("small", true);
    m_send->setIcon(icons::icon(m_toolkit.theme, u"send"_s, Colour::AccentOn));
}

void Composer::connectParts()
{
    connect(m_edit, &ComposerEdit::sendAsked, this, &Composer::send);
    connect(m_edit, &ComposerEdit::lastWanted, this, &Composer::lastWanted);
    connect(m_edit, &ComposerEdit::heightWanted, this, &Composer::refreshHeight, Qt::QueuedConnection);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::refresh);
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_stop, &QPushButton::clicked, this, &Composer::stopAsked);
    connect(m_parameters, &QPushButton::clicked, this, &Composer::openParameters);
    connect(m_model, &ModelButton::chosen, this, [this](const QString &profile, const QString &model) {
        change([&](chat::ConversationOptions &options) {
            options.profileId = profile;
            options.model = model;
        });
    });
    connect(m_content, &ContentModeButton::chosen, this, [this](std::optional<settings::ContentMode> mode) {
        change([mode](chat::ConversationOptions &options) { options.content = mode; });
    });
    connect(m_settings, &settings::Settings::preferencesChanged, this, &Composer::refresh);
    connect(m_settings, &settings::Settings::profilesChanged, this, &Composer::refresh);
    connect(m_toolkit.theme, &Theme::changed, this, &Composer::refreshHeight, Qt::QueuedConnection);
}

void Composer::setSession(chat::ChatSession *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    if (session) {
        connect(session, &chat::ChatSession::loaded, this, &Composer::refresh);
        connect(session, &chat::ChatSession::optionsChanged, this, &Composer::refresh);
        connect(session, &chat::ChatSession::runningChanged, this, &Composer::refresh);
    }
    refresh();
}

QString Composer::problem() const
{
    if (!m_session)
        return tr("No chat is open");
    const QString problem = m_session->sendProblem();
    if (!problem.isEmpty())
        return problem;
    return m_edit->toPlainText().trimmed().isEmpty() ? tr("Write a message first") : QString();
}

void Composer::refresh()
{
    const bool ctrl = m_settings->preferences().sendWithCtrlEnter;
    m_edit->setSendWithCtrl(ctrl);
    const bool running = m_session && m_session->isRunning();
    m_edit->setPlaceholderText(running ? tr("Write the next message") : tr("Write a message"));
    m_edit->viewport()->update(); // Qt 6.4 repaints only when the words appear or go
    m_stop->setVisible(running);
    const QString why = problem();
    m_send->setEnabled(why.isEmpty());
    m_send->setToolTip(why.isEmpty() ? (ctrl ? tr("Send (Ctrl+Enter)") : tr("Send (Enter)")) : why);
    m_send->setAccessibleDescription(why);
    // An empty field explains itself.
    m_why->setText(m_edit->toPlainText().trimmed().isEmpty() && m_session && m_session->sendProblem().isEmpty() ? QString() : why);
    const chat::ConversationOptions options = m_session ? m_session->options() : chat::ConversationOptions();
    const settings::Profile *profile = m_settings->profile(options.profileId);
    m_model->showChoice(options.profileId, options.model);
    m_parameters->setText(ParametersPopover::summary(options));
    m_content->showChoice(options.content, profile ? profile->content : settings::ContentMode::Everything,
                          profile && !profile->mlflow.url.isEmpty());
    for (QPushButton *button : {static_cast<QPushButton *>(m_model), m_parameters, static_cast<QPushButton *>(m_content)})
        button->setEnabled(m_session);
}

void Composer::send()
{
    if (!problem().isEmpty())
        return;
    const QString text = m_edit->toPlainText();
    m_edit->clear();
    Q_EMIT sendAsked(text);
}

void Composer::change(const std::function<void(chat::ConversationOptions &)> &edit)
{
    if (!m_session)
        return;
    chat::ConversationOptions options = m_session->options();
    edit(options);
    Q_EMIT optionsChosen(options);
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::openModelMenu()
{
    if (m_session)
        m_model->openMenu();
}

void Composer::openParameters()
{
    if (!m_session)
        return;
    const settings::Profile *profile = m_settings->profile(m_session->options().profileId);
    auto *popover = new ParametersPopover(m_toolkit.theme, m_session->options(), profile ? profile->mlflow.experiment : QString(), this);
    connect(popover, &ParametersPopover::accepted, this, &Composer::optionsChosen);
    popover->adjustSize();
    popover->move(m_parameters->mapToGlobal(QPoint(0, -popover->height() - metrics::spaceXs)));
    popover->show();
    popover->setFocus(Qt::PopupFocusReason);
}

void Composer::setMaximumShare(int height)
{
    m_maximum = height;
    refreshHeight();
}

void Composer::refreshHeight()
{
    const int wanted = m_edit->wantedHeight() + rowHeight + 2 * padding;
    setFixedHeight(std::clamp(wanted, metrics::composerMin, std::max(metrics::composerMin, m_maximum)));
}

void Composer::setText(const QString &text)
{
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::focusText()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::eventFilter(watched, event);
}

void Composer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = m_edit->hasFocus();
    painter.setPen(QPen(m_toolkit.theme->colour(focused ? Colour::AccentBase : Colour::LineControl), 1));
    painter.setBrush(m_toolkit.theme->colour(Colour::SurfaceBase));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusCard, metrics::radiusCard);
}

} // namespace ui
