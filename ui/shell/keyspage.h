// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/page.h"
#include "ui/shell/toolkit.h"

QT_BEGIN_NAMESPACE
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
QT_END_NAMESPACE

namespace ui {

class KeyTable;

/// All keys, and where a person gives an action another one.
class KeysPage : public Page
{
    Q_OBJECT

public:
    explicit KeysPage(const Toolkit &toolkit, QWidget *parent = nullptr);

    QString title() const override;
    QList<QWidget *> panes() const override;
    void enter() override;
    void findHere() override;

private:
    void makeTable();
    void giveEscape();
    QWidget *makeEditor();
    QString selected() const;
    void onSelected();
    void assign();
    void reset();

    Toolkit m_toolkit;
    KeyTable *m_model;
    QLineEdit *m_filter;
    QTableView *m_table;
    QLabel *m_name;
    QKeySequenceEdit *m_key;
    QPushButton *m_assign;
    QPushButton *m_reset;
    QLabel *m_message;
};

} // namespace ui
