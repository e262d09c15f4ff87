// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/turnbanner.h"

#include "ui/widgets/formats.h"

#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using base::ErrorKind;

constexpr int tickMs = 250;

/// Nothing was sent: the key is not where the profile says.
bool isKeyMissing(const chat::Turn &turn)
{
    return turn.error && turn.error->kind == ErrorKind::NotFound && turn.error->httpStatus == 0;
}

bool isAboutTheKey(const chat::Turn &turn)
{
    return isKeyMissing(turn) || (turn.error && turn.error->kind == ErrorKind::Unauthorized);
}

/// The call went well, or was stopped: only the disk did not take its reply.
bool isOnlyUnsaved(const chat::Turn &turn)
{
    return turn.state == llm::TurnState::Done || turn.state == llm::TurnState::Stopped;
}

QString titleOf(const chat::Turn &turn)
{
    if (isOnlyUnsaved(turn))
        return TurnBanner::tr("This reply is not saved");
    if (turn.state == llm::TurnState::Interrupted)
        return TurnBanner::tr("Spanway ended before this reply did");
    if (isKeyMissing(turn))
        return TurnBanner::tr("A key is missing");
    switch (turn.error ? turn.error->kind : ErrorKind::Internal) {
    case ErrorKind::NameLookup:
        return TurnBanner::tr("The gateway's name was not found");
    case ErrorKind::Connect:
        return TurnBanner::tr("The gateway did not answer");
    case ErrorKind::Tls:
        return TurnBanner::tr("No secure connection to the gateway");
    case ErrorKind::Proxy:
        return TurnBanner::tr("The proxy did not let the call through");
    case ErrorKind::Timeout:
        return TurnBanner::tr("The reply took too long");
    case ErrorKind::Incomplete:
        return TurnBanner::tr("The reply ended early");
    case ErrorKind::Protocol:
        return TurnBanner::tr("The answer cannot be read");
    case ErrorKind::Unauthorized:
        return TurnBanner::tr("Kong does not accept this key");
    case ErrorKind::Forbidden:
        return TurnBanner::tr("Kong does not allow this call");
    case ErrorKind::NotFound:
        return TurnBanner::tr("No such route or model");
    case ErrorKind::RateLimited:
        return TurnBanner::tr("Call limit reached");
    case ErrorKind::Rejected:
        return TurnBanner::tr("The call was refused");
    case ErrorKind::Upstream:
        return TurnBanner::tr("The upstream failed");
    case ErrorKind::InvalidInput:
    case ErrorKind::Storage:
    case ErrorKind::Cancelled:
    case ErrorKind::Internal:
        break;
    }
    return TurnBanner::tr("The call could not be made");
}

QString detailOf(const chat::Turn &turn)
{
    QStringList parts;
    if (!turn.error)
        return {};
    if (turn.error->httpStatus > 0)
        parts.append(QString::number(turn.error->httpStatus));
    if (!turn.error->detail.isEmpty())
        parts.append(turn.error->detail.simplified().left(400));
    if (!turn.error->requestId.isEmpty())
        parts.append(TurnBanner::tr("request %1").arg(turn.error->requestId));
    return parts.join(u" · "_s);
}

bool isMild(const chat::Turn &turn)
{
    return isOnlyUnsaved(turn) || turn.state == llm::TurnState::Incomplete || turn.state == llm::TurnState::Interrupted
        || (turn.error && turn.error->kind == ErrorKind::RateLimited);
}

} // namespace

bool TurnBanner::isNeeded(const chat::Turn &turn)
{
    using State = llm::TurnState;
    return turn.state == State::Failed || turn.state == State::Incomplete || turn.state == State::TimedOut
        || turn.state == State::Interrupted || offersSaving(turn);
}

bool TurnBanner::offersSaving(const chat::Turn &turn)
{
    return turn.saveFailed && !turn.saveProblem.isEmpty();
}

bool TurnBanner::offersSaving() const
{
    return offersSaving(m_turn);
}

TurnBanner::TurnBanner(const Theme *theme, const chat::Turn &turn, QWidget *parent)
    : Banner(theme, parent)
    , m_turn(turn)
{
    setObjectName(u"turnBanner"_s);
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &TurnBanner::tick);
    fill();
}

void TurnBanner::setLast(bool last)
{
    if (std::exchange(m_last, last) != last)
        fill();
}

void TurnBanner::fill()
{
    const bool limited = m_turn.error && m_turn.error->kind == ErrorKind::RateLimited;
    const QString icon = limited ? u"clock"_s : isAboutTheKey(m_turn) ? u"key"_s : isMild(m_turn) ? u"incomplete"_s : QString();
    setNotice(isMild(m_turn) ? Notice::Warn : Notice::Error, icon);
    setTitle(titleOf(m_turn));
    QString text = m_turn.error ? m_turn.error->message : QString();
    if (m_turn.state == llm::TurnState::Interrupted)
        text = tr("What had arrived is kept. The call may have been made and charged.");
    else if (text.isEmpty() && !isOnlyUnsaved(m_turn))
        text = tr("Your message is kept.");
    QStringList sentences{text};
    if (offersSaving())
        sentences.append({tr("Prompt, reply and trace are in memory only."), m_turn.saveProblem,
                          tr("Spanway tries again every few seconds.")});
    sentences.removeAll(QString());
    setText(sentences.join(u' '));
    setDetail(detailOf(m_turn));
    clearButtons();
    m_wait = nullptr;
    m_tick.stop();
    if (offersSaving())
        addSaveButton();
    if (m_last && !isOnlyUnsaved(m_turn))
        addButtons();
}

void TurnBanner::addSaveButton()
{
    QPushButton *button = addButton(tr("Save again"), u"replay"_s);
    button->setObjectName(u"saveAgain"_s);
    connect(button, &QPushButton::clicked, this, &TurnBanner::saveAsked);
}

void TurnBanner::addButtons()
{
    const auto button = [this](const QString &name, const QString &text, const QString &icon) {
        QPushButton *made = addButton(text, icon);
        made->setObjectName(name);
        return made;
    };
    const ErrorKind kind = m_turn.error ? m_turn.error->kind : ErrorKind::Incomplete;
    if (!m_turn.suggestedModel.isEmpty()) {
        const QString words = tr("Use model %1").arg(m_turn.suggestedModel).replace(u'&', u"&&"_s);
        connect(button(u"useModel"_s, words, u"model"_s), &QPushButton::clicked, this,
                [this] { Q_EMIT modelChosen(m_turn.suggestedModel); });
    }
    if (isAboutTheKey(m_turn))
        connect(button(u"changeKey"_s, isKeyMissing(m_turn) ? tr("Enter the key") : tr("Change the key"), u"key"_s),
                &QPushButton::clicked, this, &TurnBanner::keyAsked);
    if (kind == ErrorKind::RateLimited && m_turn.error->retryAfter) {
        addRateLimitButtons();
        return;
    }
    const bool began = m_turn.state != llm::TurnState::Failed;
    connect(button(u"tryAgain"_s, began ? tr("Ask again") : tr("Try again"), u"replay"_s), &QPushButton::clicked, this,
            &TurnBanner::askedAgain);
    if (!began && !isAboutTheKey(m_turn))
        connect(button(u"openSettings"_s, tr("Open settings"), u"settings"_s), &QPushButton::clicked, this,
                &TurnBanner::settingsAsked);
}

std::chrono::nanoseconds TurnBanner::left() const
{
    const auto now = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
    const auto total = std::chrono::nanoseconds(qint64(m_turn.metrics.totalMs.value_or(0) * 1e6));
    const auto allowed = m_turn.created + total + m_turn.error->retryAfter.value_or(std::chrono::seconds(0));
    return std::max(std::chrono::nanoseconds(0), allowed - now);
}

void TurnBanner::addRateLimitButtons()
{
    m_wait = addButton({}, u"clock"_s);
    m_wait->setObjectName(u"tryAgain"_s);
    connect(m_wait, &QPushButton::clicked, this, [this] {
        if (left().count() <= 0)
            Q_EMIT askedAgain();
        else
            m_waiting = !m_waiting;
        tick();
    });
    m_tick.start();
    tick();
}

void TurnBanner::tick()
{
    if (!m_wait)
        return;
    const auto rest = left();
    if (rest.count() <= 0) {
        m_tick.stop();
        setTitle(tr("The call limit has ended"));
        m_wait->setText(tr("Try again"));
        if (std::exchange(m_waiting, false))
            Q_EMIT askedAgain();
        return;
    }
    const QString clock = formats::countdown(rest);
    setTitle(tr("Call limit reached, %1 to go").arg(clock));
    m_wait->setText(m_waiting ? tr("Sends in %1 – do not send").arg(clock) : tr("Send in %1").arg(clock));
}

} // namespace ui
