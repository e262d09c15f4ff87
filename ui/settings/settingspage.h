// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"
#include "ui/settings/settingsservices.h"
#include "ui/shell/navigator.h"
#include "ui/shell/page.h"
#include "ui/shell/toolkit.h"

#include <QtCore/QHash>

QT_BEGIN_NAMESPACE
class QListView;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace ui {

class PersonForm;
class ProfileForm;
class SettingsList;

/// The person's choices and the profiles, each with its form. What was typed stays while a person looks elsewhere.
class SettingsPage : public Page
{
    Q_OBJECT

public:
    SettingsPage(const SettingsServices &services, const Toolkit &toolkit, QWidget *parent = nullptr);

    void goTo(Navigator::SettingsPlace place, const QString &profileId = {});
    QString title() const override;
    QList<QWidget *> panes() const override;
    void enter() override;
    void setNarrow(bool narrow, bool overlayInspector) override;

private:
    QWidget *makeSide();
    void fitSide();
    ProfileForm *formFor(const QString &id);
    void connectForm(ProfileForm *form);
    void select(const QString &id);
    void onRow();
    void addProfile();
    void importProfile();
    void exportProfile(const QString &id);
    void removeProfile(const QString &id);
    void drop(const QString &id);
    void onProfilesChanged();

    SettingsServices m_services;
    Toolkit m_toolkit;
    SettingsList *m_model;
    QWidget *m_side = nullptr;
    bool m_narrow = false;
    QListView *m_list;
    QPushButton *m_add = nullptr;
    QStackedWidget *m_stack;
    PersonForm *m_person;
    QHash<QString, ProfileForm *> m_forms; ///< by profile id
    settings::Profile m_new; ///< being added; empty id: none
};

} // namespace ui
