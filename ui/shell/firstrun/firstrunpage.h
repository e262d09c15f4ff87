// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/firstrun/firstrunpicture.h"
#include "ui/shell/page.h"
#include "ui/shell/toolkit.h"

#include <functional>

QT_BEGIN_NAMESPACE
class QBoxLayout;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace ui {

/// Where a person without a profile starts: the demo, their own Kong, or a trace file. Keys 1, 2, 3.
class FirstRunPage : public Page
{
    Q_OBJECT

public:
    /// `startDemo` may end this page; it is called last.
    FirstRunPage(const Toolkit &toolkit, std::function<void()> startDemo, QWidget *parent = nullptr);

    QString title() const override;
    void enter() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Way
    {
        QString name; ///< of its button: "firstRunDemo"
        QString title;
        QString text;
        QString button;
        QString note;
    };

    void makeHead(QBoxLayout *column);
    void makeCards(QBoxLayout *column);
    QWidget *makeCard(const Way &way, FirstRunPicture::Subject subject, int number);
    QWidget *makePromises();
    QWidget *makeHints();
    void arrange();

    Toolkit m_toolkit;
    std::function<void()> m_startDemo;
    QWidget *m_content = nullptr; ///< scrolls
    QList<QPushButton *> m_buttons;
    QList<QWidget *> m_pictures;
    QWidget *m_mark = nullptr;
    QWidget *m_promises = nullptr;
    QBoxLayout *m_cards;
};

} // namespace ui
