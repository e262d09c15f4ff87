// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "settings/profile.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace settings {
class SecretStore;
class Settings;
} // namespace settings

namespace ui {

/// Saves a profile after its typed secrets are where they should be: a profile never names a secret that could not be
/// kept.
class ProfileSaver : public QObject
{
    Q_OBJECT

public:
    ProfileSaver(settings::Settings *settings, settings::SecretStore *secrets, QObject *parent = nullptr);

    /// One of saved() and failed() follows; not while another save runs.
    void save(const settings::Profile &profile, const QHash<QString, QString> &typed);
    bool isSaving() const;
    /// Every place a profile's secrets come from.
    static QList<settings::SecretSource> sources(const settings::Profile &profile);

Q_SIGNALS:
    void saved(const settings::Profile &before, const settings::Profile &now);
    void failed(const base::Error &error); ///< nothing was saved

private:
    void finish();

    settings::Settings *m_settings; ///< not owned
    settings::SecretStore *m_secrets; ///< not owned
    settings::Profile m_profile;
    std::optional<base::Error> m_error;
    int m_open = 0;
};

} // namespace ui
