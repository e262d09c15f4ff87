// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <QtWidgets/QMenu>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace ui {

/// Every profile's models; what is typed filters them and may name one that is in no list. Deletes itself when closed.
class ModelMenu : public QMenu
{
    Q_OBJECT

public:
    enum class Opens { Upwards, Downwards };

    struct Choice
    {
        QString profileId;
        QString model;
    };

    /// `now` is the one marked as chosen. `typedProfile`: whose model a typed name becomes; empty: none can be typed.
    ModelMenu(const QList<settings::Profile> &profiles, const Choice &now, const QString &typedProfile, QWidget *parent);

    /// With its near edge on `edge`, towards the middle of the window; the field stands at that edge.
    void open(const QPoint &edge, Opens direction);

Q_SIGNALS:
    void chosen(const QString &profileId, const QString &model);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Row
    {
        QAction *action;
        QString model; ///< empty: a word of ours
        QAction *head; ///< the profile's name above it
    };

    void addProfile(const settings::Profile &profile, const Choice &now);
    void addTyped(const QString &profileId);
    void addField(Opens direction);
    void filter(const QString &text);
    void place();

    QList<Row> m_rows;
    QAction *m_typed = nullptr;
    QLineEdit *m_field = nullptr;
    QPoint m_edge;
    Opens m_direction = Opens::Downwards;
};

} // namespace ui
