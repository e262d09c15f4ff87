// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <QtCore/QAbstractListModel>

namespace settings {
class Settings;
}

namespace ui {

class Theme;

/// Rows of the settings page: the person, every gateway, and one that is being added.
class SettingsList : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole }; ///< profile id; empty: the person's own row

    SettingsList(const settings::Settings *settings, const Theme *theme, QObject *parent = nullptr);

    void setNew(const QString &id); ///< of the gateway that is being added; empty: none
    int rowOf(const QString &profileId) const; ///< -1: not there
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void read();

    const settings::Settings *m_settings; ///< not owned
    const Theme *m_theme; ///< not owned
    QString m_new;
    QList<std::pair<QString, QString>> m_rows; ///< id and name
};

} // namespace ui
