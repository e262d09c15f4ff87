// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settingslist.h"

#include "settings/settings.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"

#include <QtGui/QFont>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

SettingsList::SettingsList(const settings::Settings *settings, const Theme *theme, QObject *parent)
    : QAbstractListModel(parent)
    , m_settings(settings)
    , m_theme(theme)
{
    read();
    connect(settings, &settings::Settings::profilesChanged, this, &SettingsList::read);
    connect(settings, &settings::Settings::preferencesChanged, this,
            [this] { Q_EMIT dataChanged(index(0), index(rowCount() - 1)); });
}

void SettingsList::setNew(const QString &id)
{
    m_new = id;
    read();
}

void SettingsList::read()
{
    beginResetModel();
    m_rows.clear();
    m_rows.append({QString(), tr("General")});
    for (const settings::Profile &profile : m_settings->profiles())
        m_rows.append({profile.id, profile.name});
    if (!m_new.isEmpty() && !m_settings->profile(m_new))
        m_rows.append({m_new, tr("New gateway")});
    endResetModel();
}

int SettingsList::rowOf(const QString &profileId) const
{
    const auto found = std::ranges::find_if(m_rows, [&profileId](const auto &row) { return row.first == profileId; });
    return found == m_rows.cend() ? -1 : int(found - m_rows.cbegin());
}

int SettingsList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SettingsList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &[id, name] = m_rows.at(index.row());
    const settings::Profile *current = m_settings->currentProfile();
    const bool used = current && current->id == id;
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::DecorationRole:
        return icons::icon(m_theme,
                           id.isEmpty() ? u"consumer"_s
                               : used   ? u"check"_s
                                        : u"gateway"_s,
                           used ? Colour::StatusOk : Colour::TextSecondary);
    case Qt::ToolTipRole:
        return plainToolTip(used ? tr("%1, in use").arg(name) : name);
    case Qt::AccessibleTextRole:
        return used ? tr("%1, in use").arg(name) : name;
    case IdRole:
        return id;
    default:
        return {};
    }
}

} // namespace ui
