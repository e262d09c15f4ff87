// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/messagecard.h"
#include "ui/text/readingstyle.h"

#include <QtCore/QPointer>
#include <QtWidgets/QAbstractScrollArea>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QPushButton;
class QMenu;
QT_END_NAMESPACE

namespace ui {

class Theme;

/// Messages one below the other, as a person reads a chat. Only what is near the view is parsed and laid out. The view follows the end while the
/// reader is at the end, and otherwise holds still whatever grows. Nothing in a message is ever loaded; a link is only told of. GUI thread.
class MessageList : public QAbstractScrollArea
{
    Q_OBJECT

public:
    MessageList(const Theme *theme, ReadingStyle::Size size, QWidget *parent = nullptr);
    ~MessageList() override;

    void setMargin(int margin); ///< left and right of the text
    /// Whether it follows its end; else it stays where it is and has no button for the end. Default: it follows.
    void setFollowing(bool following);
    int count() const { return int(m_cards.size()); }
    void clear();
    void insert(int index, const MessageContent &content);
    void setContent(int index, const MessageContent &content);
    void remove(int index);
    /// A widget below a message; the list owns it. Null: none.
    void setAttachment(int index, QWidget *widget);
    QWidget *attachment(int index) const;
    /// Buttons at the right of the line under the message that has the focus or the pointer; the list owns it.
    void setActions(QWidget *actions);
    int actionsIndex() const { return m_actionsIndex; } ///< whose message they stand at, -1: none

    int current() const { return m_current; }
    void setCurrent(int index); ///< scrolls it into view; -1: none
    const MessageCard &card(int index) const { return *m_cards[size_t(index)].card; }

    bool isAtEnd() const { return m_follow; }
    void scrollToEnd();
    void scrollTo(int index); ///< its top to the top of the view
    QString selectedText() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void linkActivated(const QString &address); ///< a person clicked it; nothing was opened
    void currentChanged(int index);
    void atEndChanged(bool atEnd);
    void copied(); ///< something went to the clipboard
    /// Enter or a double click on a message.
    void activated(int index);
    /// The menu of a message is about to be shown; whoever knows more adds to it.
    void menuAboutToShow(QMenu *menu, int index);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Item
    {
        std::unique_ptr<MessageCard> card;
        QPointer<QWidget> attachment;
        double top = 0;
    };
    struct Anchor
    {
        int index = 0;
        MessageCard::Anchor place;
    };

    void restyle();
    double textWidth() const;
    double textLeft() const;
    double contentHeight() const;
    void place(int from = 0);
    Anchor anchor() const;
    void relayout(const Anchor &anchor); ///< after any change of heights
    bool layoutVisible();
    bool canMoveUp(int index) const;
    void setScroll(double y);
    void placeWidgets();
    void placeActions();
    void setActionsIndex(int index);
    void updateCard(int index);
    int indexAt(double y) const; ///< -1: above or below all
    int hovered() const;
    MessageCard::Hit hitAt(const QPoint &point, int *index) const;
    void updateCursor(const QPoint &point);
    void onScrolled();
    void setFollow(bool follow);
    void select(int index, const MessageCard::Selection &selection);
    void copyCurrent();
    void copyText(const QString &text);
    void showMenu(int index, const QPoint &at);
    void fillMenu(QMenu *menu, int index);

    const Theme *m_theme; ///< not owned
    ReadingStyle::Size m_size;
    ReadingStyle m_style;
    std::vector<Item> m_cards;
    QPushButton *m_toEnd;
    QPointer<QWidget> m_actions;
    int m_actionsIndex = -1;
    int m_margin;
    int m_current = -1;
    bool m_canFollow = true;
    bool m_follow = true; ///< is at the end and stays there
    bool m_adjusting = false; ///< the scroll bar is moved by us
    double m_releasedAt = 0; ///< scroll value when lines far from the view were last let go
    bool m_growing = false; ///< what needs painting is found afterwards
    int m_pressed = -1; ///< message the left button went down in
    MessageCard::Hit m_pressHit;
    int m_selected = -1; ///< message with the selection
    MessageCard::Selection m_selection;
};

} // namespace ui
