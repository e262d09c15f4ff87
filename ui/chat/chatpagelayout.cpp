// SPDX-License-Identifier: Apache-2.0
// Where the panes of the chat page stand, beside each other or over it. What they do is in chatpage.cpp.
#include "ui/chat/chatpage.h"

#include "ui/chat/chatheader.h"
#include "ui/chat/chatview.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/tracestrip.h"
#include "ui/trace/tracepanel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QResizeEvent>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double composerShare = 0.4;

} // namespace

void ChatPage::setNarrow(bool narrow, bool overlayInspector)
{
    if (m_narrow == narrow && m_overlay == overlayInspector)
        return;
    m_narrow = narrow;
    m_overlay = overlayInspector || narrow;
    m_header->setNarrow(narrow);
    m_view->setNarrow(narrow);
    // An overlay is a child of the page; a pane beside the others belongs to the splitter.
    if (narrow) {
        m_pane->setParent(this);
        m_pane->hide();
    } else if (m_splitter->indexOf(m_pane) < 0) {
        m_splitter->insertWidget(0, m_pane);
        m_pane->show();
    }
    if (m_overlay) {
        m_inspector->setParent(this);
        m_inspector->hide();
    } else if (m_splitter->indexOf(m_inspector) < 0) {
        m_splitter->addWidget(m_inspector);
        m_inspector->setVisible(m_wantInspector);
    }
    m_header->setInspectorShown(isInspectorShown());
    showTrace();
    sizePanes();
    placePanes();
}

void ChatPage::placePanes()
{
    setEdge(m_pane, Qt::RightEdge, m_narrow);
    setEdge(m_inspector, Qt::LeftEdge, m_overlay);
    if (m_narrow) {
        m_pane->setGeometry(0, 0, metrics::sideList, height());
        m_pane->raise();
    }
    if (m_overlay) {
        const int width = std::min(metrics::inspector, std::max(metrics::inspectorMin, this->width() - metrics::spaceXxl));
        m_inspector->setGeometry(this->width() - width, 0, width, height());
        m_inspector->raise();
    }
    m_composer->setMaximumShare(int(height() * composerShare));
}

bool ChatPage::isInspectorShown() const
{
    return !m_inspector->isHidden();
}

void ChatPage::showInspector(bool shown)
{
    if (!m_overlay)
        m_wantInspector = shown;
    m_inspector->setVisible(shown);
    m_header->setInspectorShown(shown);
    placePanes();
}

void ChatPage::toggleInspector()
{
    showInspector(!isInspectorShown());
}

void ChatPage::toggleList()
{
    m_pane->setVisible(m_pane->isHidden());
    placePanes();
    if (m_pane->isVisible() && m_narrow)
        m_pane->setFocus(Qt::OtherFocusReason);
}

void ChatPage::sizePanes()
{
    // Once, at the page's real width: before that the splitter would keep little more than the minimum.
    // A page not shown yet has its width, its splitter does not.
    const int width = m_splitter->width();
    if (m_overlay || m_sized || width < metrics::breakNarrow - metrics::rail)
        return;
    m_sized = true;
    m_splitter->setSizes({metrics::sideList, width - metrics::sideList - metrics::inspector, metrics::inspector});
}

void ChatPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    sizePanes();
    placePanes();
}

bool ChatPage::eventFilter(QObject *watched, QEvent *event)
{
    // The composer stands under the text: same measure, same side.
    if (watched == m_stack && event->type() == QEvent::Resize) {
        const int width = static_cast<QResizeEvent *>(event)->size().width();
        const int most = metrics::readingMeasure + 2 * metrics::spaceS;
        const int side = m_narrow ? metrics::spaceM : metrics::spaceXl;
        const int left = width <= 900 ? side : (width - most) / 2;
        m_composerPane->setContentsMargins(left - side, 0, std::max(0, width - left - most - side), 0);
    }
    return Page::eventFilter(watched, event);
}

QByteArray ChatPage::saveLayout() const
{
    return m_overlay ? QByteArray() : QByteArray(m_wantInspector ? "1" : "0") + m_splitter->saveState();
}

void ChatPage::restoreLayout(const QByteArray &state)
{
    if (state.isEmpty() || m_overlay)
        return;
    m_sized = m_splitter->restoreState(state.mid(1));
    showInspector(state.startsWith('1'));
}

} // namespace ui
