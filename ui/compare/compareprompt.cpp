// SPDX-License-Identifier: Apache-2.0
#include "ui/compare/compareprompt.h"

#include "chat/comparesession.h"
#include "settings/settings.h"
#include "ui/chat/composeredit.h"
#include "ui/chat/contentmodebutton.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostHeight = 132;
constexpr int padding = 7;

Card *frame(const Theme *theme, ComposerEdit *edit)
{
    auto *card = new Card(theme);
    card->setColours(Colour::SurfaceBase, Colour::LineControl);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(metrics::spaceM, padding, metrics::spaceS, padding);
    inside->addWidget(edit);
    return card;
}

} // namespace

ComparePrompt::ComparePrompt(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_system(new ComposerEdit(theme))
    , m_prompt(new ComposerEdit(theme))
    , m_content(new ContentModeButton(theme))
    , m_run(new QPushButton(tr("Run")))
    , m_stop(new QPushButton(tr("Stop all")))
    , m_hint(makeLabel({}, Theme::Type::Small, Tone::Muted))
{
    setObjectName(u"comparePromptBar"_s);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"window"_s);
    setProperty("line", u"bottom"_s);
    m_systemCard = frame(theme, m_system);
    m_promptCard = frame(theme, m_prompt);
    nameParts(theme);
    arrange();
    for (ComposerEdit *edit : {m_system, m_prompt}) {
        edit->setSendWithCtrl(true);
        connect(edit, &ComposerEdit::sendAsked, this, &ComparePrompt::runAsked);
        connect(edit, &ComposerEdit::heightWanted, this, &ComparePrompt::fit);
        connect(edit, &QPlainTextEdit::textChanged, this, &ComparePrompt::changed);
    }
    connect(m_run, &QPushButton::clicked, this, &ComparePrompt::runAsked);
    connect(m_stop, &QPushButton::clicked, this, &ComparePrompt::stopAsked);
    connect(theme, &Theme::changed, this, &ComparePrompt::fit);
    setRunning(false);
    setHint({});
    fit();
}

void ComparePrompt::nameParts(const Theme *theme)
{
    m_system->setObjectName(u"compareSystem"_s);
    m_system->setPlaceholderText(tr("System prompt for every target"));
    m_system->setAccessibleName(tr("System prompt for every target"));
    m_prompt->setObjectName(u"comparePrompt"_s);
    m_prompt->setPlaceholderText(tr("One prompt for every target · Ctrl+Enter runs"));
    m_prompt->setAccessibleName(tr("Prompt for every target"));
    m_content->setObjectName(u"compareContent"_s);
    m_run->setObjectName(u"runCompare"_s);
    m_run->setProperty("kind", u"primary"_s);
    m_run->setIcon(icons::icon(theme, u"play"_s, Colour::AccentOn));
    m_stop->setObjectName(u"stopCompare"_s);
    m_stop->setIcon(icons::icon(theme, u"stop"_s));
    m_hint->setObjectName(u"compareHint"_s);
}

void ComparePrompt::arrange()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(metrics::spaceL, metrics::spaceS, metrics::spaceL, metrics::spaceS);
    grid->setSpacing(metrics::spaceS);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_systemCard, 0, 0);
    grid->addWidget(m_promptCard, 1, 0);
    grid->addWidget(m_content, 1, 1, Qt::AlignVCenter);
    grid->addWidget(m_run, 1, 2, Qt::AlignVCenter);
    grid->addWidget(m_stop, 1, 2, Qt::AlignVCenter);
    grid->addWidget(m_hint, 2, 0, 1, 3);
    m_systemCard->hide();
    setFocusProxy(m_prompt);
}

QString ComparePrompt::prompt() const
{
    return m_prompt->toPlainText();
}

QString ComparePrompt::systemPrompt() const
{
    return m_hasSystem ? m_system->toPlainText() : QString();
}

void ComparePrompt::setRunning(bool running)
{
    m_run->setVisible(!running);
    m_stop->setVisible(running);
}

void ComparePrompt::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_run->setToolTip(hint);
}

/// Of targets with different profiles the one that sends most speaks.
void ComparePrompt::showContent(const chat::CompareSession &session, const settings::Settings &settings)
{
    settings::ContentMode mode = settings::ContentMode::Nothing;
    bool isSetUp = false;
    for (const auto &target : session.targets()) {
        const settings::Profile *profile = settings.profile(target.profileId);
        if (!profile || profile->mlflow.url.isEmpty())
            continue;
        isSetUp = true;
        mode = std::min(mode, profile->content); // Everything is the first of them
    }
    m_content->showChoice(session.content(), mode, isSetUp);
    m_content->setEnabled(!session.isRunning());
}

bool ComparePrompt::hasSystem() const
{
    return m_hasSystem;
}

void ComparePrompt::toggleSystem()
{
    m_hasSystem = !m_hasSystem;
    m_systemCard->setVisible(m_hasSystem);
    (m_hasSystem ? m_system : m_prompt)->setFocus(Qt::OtherFocusReason);
    fit();
}

void ComparePrompt::fit()
{
    for (ComposerEdit *edit : {m_system, m_prompt})
        edit->setFixedHeight(std::min(edit->wantedHeight(), mostHeight));
}

} // namespace ui
