// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/keyspage.h"

#include "ui/shell/actionregistry.h"
#include "ui/shell/keytable.h"
#include "ui/widgets/escapekey.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QKeySequenceEdit>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int pageWidth = 760;

} // namespace

KeysPage::KeysPage(const Toolkit &toolkit, QWidget *parent)
    : Page(parent)
    , m_toolkit(toolkit)
    , m_model(new KeyTable(toolkit.actions, this))
    , m_filter(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_name(makeLabel({}, Theme::Type::Heading, Tone::Primary, this))
    , m_key(new QKeySequenceEdit(this))
    , m_assign(new QPushButton(tr("Use these keys"), this))
    , m_reset(new QPushButton(tr("Back to the default"), this))
    , m_message(makeLabel({}, Theme::Type::Small, Tone::Error, this))
{
    setObjectName(u"keysPage"_s);
    m_filter->setObjectName(u"keysFilter"_s);
    m_filter->setPlaceholderText(tr("Filter by action or key"));
    m_filter->setAccessibleName(tr("Filter by action or key"));
    makeTable();
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::spaceM);
    column->addWidget(makeLabel(tr("Keys"), Theme::Type::Title, Tone::Primary, this));
    column->addWidget(
        makeLabel(tr("Single keys act only outside text fields."), Theme::Type::Body, Tone::Secondary, this));
    column->addWidget(m_filter);
    column->addWidget(m_table, 1);
    column->addWidget(makeEditor());
    column->addWidget(m_message);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceXl, metrics::spaceL, metrics::spaceXl, metrics::spaceL);
    row->addStretch(1);
    row->addLayout(column, 1000);
    row->addStretch(1);
    m_message->hide();
    giveEscape();
    connect(m_filter, &QLineEdit::textChanged, m_model, &KeyTable::setWords);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &KeysPage::onSelected);
    connect(m_model, &QAbstractItemModel::modelReset, this, &KeysPage::onSelected);
    connect(m_assign, &QPushButton::clicked, this, &KeysPage::assign);
    connect(m_reset, &QPushButton::clicked, this, &KeysPage::reset);
    onSelected();
}

void KeysPage::giveEscape()
{
    new EscapeKey(m_filter, [this] { return !m_filter->text().isEmpty(); }, [this] { m_filter->clear(); });
    // It would take Esc for a new key and hold whoever works by keyboard.
    new EscapeKey(m_key, [] { return true; }, [this] { m_table->setFocus(Qt::OtherFocusReason); });
}

void KeysPage::makeTable()
{
    m_filter->setMaximumWidth(pageWidth);
    m_table->setMaximumWidth(pageWidth);
    m_table->setObjectName(u"keysTable"_s);
    m_table->setAccessibleName(tr("Keys"));
    m_table->setModel(m_model);
    m_table->setProperty("framed", true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_toolkit.theme->rowHeight(metrics::rowTable));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(KeyTable::PlaceColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(KeyTable::ActionColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(KeyTable::KeyColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setHighlightSections(false);
}

QWidget *KeysPage::makeEditor()
{
    m_name->setObjectName(u"keysName"_s);
    m_key->setObjectName(u"keysEdit"_s);
    m_key->setAccessibleName(tr("New keys"));
    m_assign->setObjectName(u"keysAssign"_s);
    m_assign->setProperty("kind", u"primary"_s);
    m_reset->setObjectName(u"keysReset"_s);
    m_message->setObjectName(u"keysMessage"_s);
    auto *editor = new QWidget(this);
    editor->setMaximumWidth(pageWidth);
    auto *column = new QVBoxLayout(editor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceXs);
    column->addWidget(m_name);
    auto *row = new QHBoxLayout;
    column->addLayout(row);
    row->setSpacing(metrics::spaceS);
    row->addWidget(m_key, 1);
    row->addWidget(m_assign);
    row->addWidget(m_reset);
    return editor;
}

QString KeysPage::title() const
{
    return tr("Keys");
}

QList<QWidget *> KeysPage::panes() const
{
    return {m_filter, m_table, m_key};
}

void KeysPage::enter()
{
    m_filter->setFocus(Qt::OtherFocusReason);
}

void KeysPage::findHere()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QString KeysPage::selected() const
{
    return m_table->currentIndex().data(KeyTable::IdRole).toString();
}

void KeysPage::onSelected()
{
    const QString id = selected();
    const QAction *action = m_toolkit.actions->action(id);
    m_name->setText(action ? action->text() : tr("Choose an action to change its keys"));
    m_key->setKeySequence(m_toolkit.actions->key(id));
    for (QWidget *part :
         {static_cast<QWidget *>(m_key), static_cast<QWidget *>(m_assign), static_cast<QWidget *>(m_reset)})
        part->setEnabled(action);
    m_message->hide();
}

void KeysPage::assign()
{
    const QString id = selected();
    const QString holder = m_toolkit.actions->holder(m_key->keySequence(), id);
    if (const QAction *other = m_toolkit.actions->action(holder)) {
        m_message->setText(tr("%1 already has these keys. Give that action other keys first.").arg(other->text()));
        m_message->show();
        return;
    }
    m_message->hide();
    m_toolkit.actions->setKey(id, m_key->keySequence());
}

void KeysPage::reset()
{
    m_toolkit.actions->resetKey(selected());
    onSelected();
}

} // namespace ui
