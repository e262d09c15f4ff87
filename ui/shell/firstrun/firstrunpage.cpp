// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/firstrun/firstrunpage.h"

#include "ui/shell/actionregistry.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/card.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int cardMaximum = 304;
constexpr int threeAbreast = 720; ///< narrower: the cards stand below each other
constexpr int roomForPictures = 600; ///< lower: the drawings leave
const QStringList icons{u"lock"_s, u"outbox"_s, u"file"_s};

} // namespace

FirstRunPage::FirstRunPage(const Toolkit &toolkit, std::function<void()> startDemo, QWidget *parent)
    : Page(parent)
    , m_toolkit(toolkit)
    , m_startDemo(std::move(startDemo))
    , m_cards(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setObjectName(u"firstRunPage"_s);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    // Filled where it stays: a tree of widgets that moves is styled and measured once more.
    m_content = new QWidget(scroll->viewport());
    scroll->setWidget(m_content);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(metrics::spaceXl, metrics::spaceM, metrics::spaceXl, metrics::spaceM);
    column->addStretch(1);
    makeHead(column);
    makeCards(column);
    column->addSpacing(metrics::spaceL);
    m_promises = makePromises();
    column->addWidget(m_promises);
    column->addStretch(2);
    column->addWidget(makeHints());
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    connect(m_buttons.at(0), &QPushButton::clicked, this, [this] { m_startDemo(); });
    connect(m_buttons.at(1), &QPushButton::clicked, this,
            [this] { m_toolkit.navigator->openSettings(Navigator::SettingsPlace::NewProfile); });
    connect(m_buttons.at(2), &QPushButton::clicked, this, [this] {
        if (QAction *open = m_toolkit.actions->action(u"app.open"_s))
            open->trigger();
    });
}

void FirstRunPage::makeCards(QBoxLayout *column)
{
    const Way demo{u"firstRunDemo"_s, tr("Try the demo"),
                   tr("A small gateway starts on this computer, with made-up models, slow calls and errors. No key, no "
                      "network, no cost."),
                   tr("Start the demo"), tr("Ready in about 2 s. Close it at any time.")};
    const Way kong{u"firstRunKong"_s, tr("Connect to my Kong"),
                   tr("Give the address and a key. Spanway finds the models, then checks TLS, streaming and MLflow."),
                   tr("Set up the connection"), tr("You choose where the key is kept.")};
    const Way file{u"firstRunFile"_s, tr("Open a trace file"),
                   tr("MLflow JSON: one trace or many. You can also drop files on this window."), tr("Choose a file"),
                   tr("Stays on this computer.")};
    const QList<std::pair<Way, FirstRunPicture::Subject>> ways{{demo, FirstRunPicture::Subject::Demo},
                                                               {kong, FirstRunPicture::Subject::Kong},
                                                               {file, FirstRunPicture::Subject::File}};
    int number = 1;
    for (const auto &[way, subject] : ways) {
        m_cards->addWidget(makeCard(way, subject, number++), 1);
    }
    m_cards->setSpacing(metrics::spaceXl);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addLayout(m_cards, 1000);
    row->addStretch(1);
    column->addLayout(row);
}

void FirstRunPage::makeHead(QBoxLayout *column)
{
    m_mark = new FirstRunPicture(m_toolkit.theme, FirstRunPicture::Subject::Mark, m_content);
    QLabel *title = makeLabel(tr("Where do you want to start?"), Theme::Type::Display, Tone::Primary, m_content);
    QLabel *text = makeLabel(tr("Chat through your gateway, and see where every millisecond and token goes."),
                             Theme::Type::Reading, Tone::Secondary, m_content);
    column->addWidget(m_mark, 0, Qt::AlignHCenter);
    column->addSpacing(metrics::spaceS);
    for (QLabel *label : {title, text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addSpacing(metrics::spaceL);
}

QWidget *FirstRunPage::makeCard(const Way &way, FirstRunPicture::Subject subject, int number)
{
    auto *card = new Card(m_toolkit.theme, m_content);
    card->setMaximumWidth(cardMaximum);
    auto *picture = new FirstRunPicture(m_toolkit.theme, subject, card);
    m_pictures.append(picture);
    auto *button = new QPushButton(way.button, card);
    button->setObjectName(way.name);
    button->setProperty("large", true);
    if (number == 1)
        button->setProperty("kind", u"primary"_s);
    m_buttons.append(button);
    QLabel *text = makeLabel(way.text, Theme::Type::Body, Tone::Secondary, card);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    QLabel *note = makeLabel(way.note, Theme::Type::Small, Tone::Muted, card);
    note->setWordWrap(true);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(metrics::spaceL + 4, metrics::spaceL + 4, metrics::spaceL + 4, metrics::spaceL);
    column->setSpacing(metrics::spaceS);
    column->addWidget(picture);
    column->addSpacing(metrics::spaceXs);
    column->addWidget(makeLabel(way.title, Theme::Type::Title, Tone::Primary, card));
    column->addWidget(text, 1);
    column->addSpacing(metrics::spaceL);
    auto *row = new QHBoxLayout;
    row->addWidget(button);
    row->addStretch();
    row->addWidget(makeKeycap(QString::number(number), card), 0, Qt::AlignVCenter);
    column->addLayout(row);
    column->addWidget(note);
    const ActionRegistry::Spec spec{
        u"firstRun.%1"_s.arg(number), way.button, {}, {QKeySequence(Qt::Key_0 + number)}, tr("Start")};
    connect(m_toolkit.actions->add(spec, this), &QAction::triggered, button, [button] { button->click(); });
    return card;
}

QWidget *FirstRunPage::makePromises()
{
    auto *line = new QWidget(m_content);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceS);
    row->addStretch();
    const QStringList words{tr("No telemetry"), tr("Traces go to MLflow only after you set it up"),
                            tr("Everything is stored in one local database")};
    for (int i = 0; i < words.size(); ++i) {
        row->addWidget(new IconLabel(m_toolkit.theme, icons.at(i), Colour::TextSecondary, line));
        row->addWidget(makeLabel(words.at(i), Theme::Type::Small, Tone::Secondary, line));
        row->addSpacing(i + 1 < words.size() ? metrics::spaceL : 0);
    }
    row->addStretch();
    return line;
}

QWidget *FirstRunPage::makeHints()
{
    auto *line = new QWidget(m_content);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceS);
    row->addStretch();
    row->addWidget(makeKeycap(m_toolkit.actions->key(u"app.palette"_s).toString(QKeySequence::NativeText), line));
    row->addWidget(makeLabel(tr("find any action"), Theme::Type::Small, Tone::Muted, line));
    row->addSpacing(metrics::spaceS);
    row->addWidget(makeKeycap(m_toolkit.actions->key(u"app.keys"_s).toString(QKeySequence::NativeText), line));
    row->addWidget(makeLabel(tr("show the keys"), Theme::Type::Small, Tone::Muted, line));
    row->addStretch();
    return line;
}

QString FirstRunPage::title() const
{
    return tr("Start");
}

void FirstRunPage::enter()
{
    m_buttons.first()->setFocus(Qt::OtherFocusReason);
}

void FirstRunPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void FirstRunPage::arrange()
{
    const bool abreast = width() >= threeAbreast;
    m_cards->setDirection(abreast ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_cards->setSpacing(width() >= metrics::breakNarrow ? metrics::spaceXl : metrics::spaceM);
    const bool tall = height() >= roomForPictures;
    for (QWidget *picture : std::as_const(m_pictures))
        picture->setVisible(tall);
    m_mark->setVisible(tall);
    m_promises->setVisible(abreast);
}

} // namespace ui
