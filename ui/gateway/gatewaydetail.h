// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/gateway/gatewaynodes.h"
#include "ui/shell/toolkit.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace ui {

class ElidedLabel;
class IconLabel;
class JsonView;

/// One thing of the gateway in full: what it is, what can be done with it, Kong's own object.
class GatewayDetail : public QWidget
{
    Q_OBJECT

public:
    explicit GatewayDetail(const Toolkit &toolkit, QWidget *parent = nullptr);

    /// `listed`: name of the profile's entry that calls this model, so that a chat can be begun at once; empty if there is none.
    void showNode(const GatewayNode &node, const QString &icon, const QString &listed);
    void clear();

Q_SIGNALS:
    void chatAsked(const QString &model);
    void modelsAsked(); ///< the profile's list of models

private:
    QWidget *makeHead();
    void showModel(const gateway::OfferedModel &model, const QString &listed);

    Toolkit m_toolkit;
    IconLabel *m_icon;
    ElidedLabel *m_name;
    QLabel *m_detail;
    QPushButton *m_chat;
    QPushButton *m_add;
    QLabel *m_hint;
    QStackedWidget *m_stack;
    JsonView *m_json;
    QString m_model;
};

} // namespace ui
