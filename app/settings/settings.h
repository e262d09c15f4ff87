// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "settings/profile.h"

#include <QtCore/QList>
#include <QtCore/QObject>

namespace settings {

/// Choices that belong to the person, not to a profile.
struct Preferences
{
    QString currentProfile; ///< id
    bool sendWithCtrlEnter = false; ///< else Enter sends
    int textPercent = 100; ///< 80 to 200
    bool reduceMotion = false;
    QString userName; ///< goes to MLflow as mlflow.user; made from the login name at the first start; may be emptied
    QString sourceName = QStringLiteral("Spanway"); ///< goes to MLflow as mlflow.source.name; may be emptied
    QString windowState; ///< base64, opaque to everyone but the shell
    base::Json shortcuts = base::Json::object(); ///< action id to key sequence

    bool operator==(const Preferences &) const = default;
};

/// All settings of the person: one JSON file without a secret in it, written whole and atomically. GUI thread.
class Settings : public QObject
{
    Q_OBJECT

public:
    /// `file`: its path; nothing is read before load().
    explicit Settings(QString file, QObject *parent = nullptr);

    /// A missing file is not an error. A damaged one is set aside with its name and told in the error; defaults apply.
    base::Result<void> load();

    const Preferences &preferences() const;
    void setPreferences(const Preferences &preferences);

    const QList<Profile> &profiles() const; ///< includes one given by setTemporaryProfile()
    const Profile *profile(const QString &id) const;
    const Profile *currentProfile() const; ///< null if there is none
    void saveProfile(const Profile &profile); ///< replaces by id or appends
    void removeProfile(const QString &id);
    void setTemporaryProfile(const Profile &profile); ///< in memory only

    /// One profile as a file without keys, and back (with a fresh id).
    base::Result<void> exportProfile(const QString &id, const QString &file) const;
    base::Result<Profile> importProfile(const QString &file) const;

Q_SIGNALS:
    void profilesChanged();
    void preferencesChanged();
    void saveFailed(const base::Error &error); ///< the change is kept in memory

private:
    base::Result<void> apply(const base::Json &json);
    base::Error setAside(const QString &detail) const;
    void save();

    QString m_file;
    Preferences m_preferences;
    QList<Profile> m_profiles;
};

} // namespace settings
