// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/palette/palette.h"

#include "ui/shell/actionregistry.h"
#include "ui/shell/palette/actiondelegate.h"
#include "ui/shell/palette/actionlist.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"

#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int listPadding = 4;
constexpr int sideMargin = 24;

} // namespace

Palette::Palette(const Theme *theme, ActionRegistry *actions, QWidget *window)
    : Card(theme, window)
    , m_theme(theme)
    , m_actions(actions)
    , m_model(new ActionList(actions, this))
    , m_input(new QLineEdit(this))
    , m_list(new QListView(this))
{
    setObjectName(u"palette"_s);
    m_input->setObjectName(u"paletteInput"_s);
    m_input->setPlaceholderText(tr("Find any action"));
    m_input->setAccessibleName(tr("Find any action"));
    m_input->setProperty("bare", true);
    m_input->addAction(icons::icon(theme, u"search"_s, Colour::TextMuted), QLineEdit::LeadingPosition);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ActionDelegate(theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setProperty("surface", u"raised"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, metrics::spaceS, 1, listPadding);
    column->setSpacing(metrics::spaceXs);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(metrics::spaceS, 0, metrics::spaceS, 0);
    row->addWidget(m_input);
    column->addLayout(row);
    column->addWidget(m_list);
    connect(m_input, &QLineEdit::textChanged, this, &Palette::filter);
    connect(m_list, &QListView::clicked, this, &Palette::run);
    m_input->installEventFilter(this);
    window->installEventFilter(this);
    hide();
}

void Palette::popUp()
{
    m_before = QApplication::focusWidget();
    m_input->clear();
    filter({});
    place();
    show();
    raise();
    m_input->setFocus(Qt::ShortcutFocusReason);
}

void Palette::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_before && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
    m_before.clear();
}

void Palette::filter(const QString &words)
{
    m_model->setWords(words);
    m_list->setCurrentIndex(m_model->index(0, 0));
    place();
}

void Palette::place()
{
    const QWidget *window = parentWidget();
    const int width = std::min(metrics::palette, window->width() - 2 * sideMargin);
    const int top = std::min(metrics::paletteTop, window->height() / 6);
    const int rowHeight = m_theme->rowHeight(metrics::paletteRow);
    const int rows = std::clamp(m_model->rowCount(), 1, metrics::paletteRows);
    const int head = m_input->sizeHint().height() + metrics::spaceS + metrics::spaceXs + listPadding + 2;
    const int height = std::min(head + rows * rowHeight, window->height() - top - sideMargin);
    setGeometry((window->width() - width) / 2, top, width, height);
}

void Palette::run(const QModelIndex &index)
{
    const QString id = index.data(ActionList::IdRole).toString();
    if (id.isEmpty())
        return;
    close();
    // Later: an action may open a menu or a dialog, which must not find the palette in the middle of closing.
    if (QAction *action = m_actions->action(id))
        QTimer::singleShot(0, action, &QAction::trigger);
}

bool Palette::onKey(int key)
{
    const int row = m_list->currentIndex().row();
    const int last = m_model->rowCount() - 1;
    switch (key) {
    case Qt::Key_Up:
        m_list->setCurrentIndex(m_model->index(row > 0 ? row - 1 : last, 0));
        return true;
    case Qt::Key_Down:
        m_list->setCurrentIndex(m_model->index(row < last ? row + 1 : 0, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex());
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress && onKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    if (watched == m_input && event->type() == QEvent::FocusOut && isVisible())
        QTimer::singleShot(0, this, [this] {
            if (!m_input->hasFocus() && isActiveWindow())
                close();
        });
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return Card::eventFilter(watched, event);
}

} // namespace ui
