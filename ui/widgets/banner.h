// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/card.h"
#include "ui/widgets/notice.h"

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace ui {

class IconLabel;

/// What happened, what it means, the raw text, and buttons for what to do. All texts are plain; they can be selected.
class Banner : public Card
{
    Q_OBJECT

public:
    explicit Banner(const Theme *theme, QWidget *parent = nullptr);

    void setNotice(Notice notice, const QString &icon = {}); ///< `icon`: another than the notice's own
    void setTitle(const QString &title); ///< what happened
    void setText(const QString &text); ///< what it means
    void setDetail(const QString &detail); ///< raw text and request id, fixed font; empty: no line
    /// `icon` may be empty. The first button is the main one. The banner owns it.
    QPushButton *addButton(const QString &text, const QString &icon = {});
    void clearButtons();
    QString title() const;
    QString text() const;
    QString detail() const;

private:
    const Theme *m_theme; ///< not owned
    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_detail;
    QWidget *m_buttonRow;
    QHBoxLayout *m_buttons;
};

} // namespace ui
