// SPDX-License-Identifier: Apache-2.0
#include "settings/settings.h"

#include "base/random.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace settings {

namespace {

using base::Json;

constexpr int formatVersion = 1;
constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

QString translated(const char *text)
{
    return QCoreApplication::translate("settings::Settings", text);
}

QString loginName()
{
    const passwd *entry = getpwuid(geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : qEnvironmentVariable("USER");
}

Json toJson(const Preferences &preferences)
{
    return Json::object({{u"currentProfile"_s, Json(preferences.currentProfile)},
                         {u"sendWithCtrlEnter"_s, Json(preferences.sendWithCtrlEnter)},
                         {u"textPercent"_s, Json(preferences.textPercent)},
                         {u"reduceMotion"_s, Json(preferences.reduceMotion)},
                         {u"userName"_s, Json(preferences.userName)},
                         {u"sourceName"_s, Json(preferences.sourceName)},
                         {u"windowState"_s, Json(preferences.windowState)},
                         {u"shortcuts"_s, preferences.shortcuts}});
}

/// A preference of the wrong type is no reason to lose the others: it gets its default.
Preferences preferencesFromJson(const Json &json)
{
    Preferences result;
    result.currentProfile = json[u"currentProfile"].toString();
    result.sendWithCtrlEnter = json[u"sendWithCtrlEnter"].toBool();
    result.textPercent = int(std::clamp<qint64>(json[u"textPercent"].toInt64(100), 80, 200));
    result.reduceMotion = json[u"reduceMotion"].toBool();
    result.userName = json[u"userName"].toString(loginName());
    result.sourceName = json[u"sourceName"].toString(result.sourceName);
    result.windowState = json[u"windowState"].toString();
    if (json[u"shortcuts"].isObject())
        result.shortcuts = json[u"shortcuts"];
    return result;
}

base::Result<QByteArray> contentOf(const QString &file)
{
    QFile input(file);
    if (input.open(QIODevice::ReadOnly))
        return input.readAll();
    return tl::unexpected(base::Error(
        base::ErrorKind::Storage,
        translated(QT_TRANSLATE_NOOP("settings::Settings", "%1 cannot be read: %2")).arg(file, input.errorString())));
}

base::Result<void> writeWhole(const QString &file, const QByteArray &content)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (!QFileInfo::exists(folder) && QDir().mkpath(folder))
        QFile::setPermissions(folder, ownerOnly | QFile::ExeOwner);
    QSaveFile output(file);
    const bool written = output.open(QIODevice::WriteOnly) && output.setPermissions(ownerOnly)
        && output.write(content) == content.size() && output.commit();
    if (written)
        return {};
    return tl::unexpected(
        base::Error(base::ErrorKind::Storage,
                    translated(QT_TRANSLATE_NOOP(
                                   "settings::Settings",
                                   "%1 cannot be written (%2). The change holds until Spanway ends; make room or give "
                                   "access to the folder, then save again."))
                        .arg(file, output.errorString())));
}

} // namespace

Settings::Settings(QString file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
{
    m_preferences.userName = loginName();
}

base::Result<void> Settings::load()
{
    if (!QFileInfo::exists(m_file))
        return {};
    const auto content = contentOf(m_file);
    if (!content)
        return tl::unexpected(content.error());
    const auto json = Json::parse(*content);
    if (!json)
        return tl::unexpected(setAside(json.error().message));
    return apply(*json);
}

base::Result<void> Settings::apply(const Json &json)
{
    if (!json.isObject() || json[u"version"].toInt64() != formatVersion)
        return tl::unexpected(setAside(u"version"_s));
    QList<Profile> profiles;
    const Json &saved = json[u"profiles"];
    for (qsizetype i = 0; i < saved.size(); ++i) {
        const auto profile = profileFromJson(saved.at(i));
        if (!profile)
            return tl::unexpected(setAside(profile.error().message));
        profiles.append(*profile);
    }
    for (const Profile &profile : std::as_const(m_profiles)) {
        if (profile.demo)
            profiles.append(profile);
    }
    m_profiles = profiles;
    m_preferences = preferencesFromJson(json[u"preferences"]);
    Q_EMIT profilesChanged();
    Q_EMIT preferencesChanged();
    return {};
}

/// The copy keeps what the person may want to rescue, and the next save() cannot overwrite it.
base::Error Settings::setAside(const QString &detail) const
{
    const QString name = m_file + u".damaged-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    if (QFile::rename(m_file, name))
        return base::Error(base::ErrorKind::InvalidInput,
                           translated(QT_TRANSLATE_NOOP("settings::Settings",
                                                        "The settings cannot be used, so Spanway starts with its "
                                                        "defaults. The old file was kept as %1."))
                               .arg(name),
                           detail);
    return base::Error(base::ErrorKind::Storage,
                       translated(QT_TRANSLATE_NOOP("settings::Settings",
                                                    "The settings in %1 cannot be used, and the file could not be set "
                                                    "aside. Spanway starts with its defaults."))
                           .arg(m_file),
                       detail);
}

const Preferences &Settings::preferences() const
{
    return m_preferences;
}

void Settings::setPreferences(const Preferences &preferences)
{
    if (m_preferences == preferences)
        return;
    m_preferences = preferences;
    save();
    Q_EMIT preferencesChanged();
}

const QList<Profile> &Settings::profiles() const
{
    return m_profiles;
}

const Profile *Settings::profile(const QString &id) const
{
    const auto it = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                 [&id](const Profile &profile) { return profile.id == id; });
    return it != m_profiles.cend() ? &*it : nullptr;
}

const Profile *Settings::currentProfile() const
{
    if (const Profile *chosen = profile(m_preferences.currentProfile))
        return chosen;
    return m_profiles.isEmpty() ? nullptr : &m_profiles.first();
}

void Settings::saveProfile(const Profile &profile)
{
    const auto it = std::find_if(m_profiles.begin(), m_profiles.end(),
                                 [&profile](const Profile &known) { return known.id == profile.id; });
    if (it == m_profiles.end())
        m_profiles.append(profile);
    else if (*it == profile)
        return;
    else
        *it = profile;
    if (!profile.demo)
        save();
    Q_EMIT profilesChanged();
}

void Settings::removeProfile(const QString &id)
{
    const qsizetype removed = m_profiles.removeIf([&id](const Profile &profile) { return profile.id == id; });
    if (removed == 0)
        return;
    const bool wasCurrent = m_preferences.currentProfile == id;
    if (wasCurrent)
        m_preferences.currentProfile.clear();
    save();
    Q_EMIT profilesChanged();
    if (wasCurrent)
        Q_EMIT preferencesChanged();
}

void Settings::setTemporaryProfile(const Profile &profile)
{
    Profile demo = profile;
    demo.demo = true;
    m_profiles.removeIf([&demo](const Profile &known) { return known.demo || known.id == demo.id; });
    m_profiles.append(demo);
    Q_EMIT profilesChanged();
}

base::Result<void> Settings::exportProfile(const QString &id, const QString &file) const
{
    const Profile *known = profile(id);
    if (!known)
        return tl::unexpected(
            base::Error(base::ErrorKind::NotFound,
                        translated(QT_TRANSLATE_NOOP("settings::Settings", "There is no such profile."))));
    return writeWhole(file, profileToJson(*known).write(base::JsonStyle::Indented) + '\n');
}

base::Result<Profile> Settings::importProfile(const QString &file) const
{
    const auto content = contentOf(file);
    if (!content)
        return tl::unexpected(content.error());
    const auto json = Json::parse(*content);
    if (!json)
        return tl::unexpected(base::Error(base::ErrorKind::InvalidInput,
                                          translated(QT_TRANSLATE_NOOP("settings::Settings",
                                                                       "%1 is not a profile of "
                                                                       "Spanway: it is no valid JSON."))
                                              .arg(file),
                                          json.error().message));
    auto profile = profileFromJson(*json);
    if (profile)
        profile->id = base::randomUuid();
    return profile;
}

void Settings::save()
{
    Json profiles = Json::array();
    for (const Profile &profile : std::as_const(m_profiles)) {
        if (!profile.demo)
            profiles.append(profileToJson(profile));
    }
    const Json all = Json::object(
        {{u"version"_s, Json(formatVersion)}, {u"preferences"_s, toJson(m_preferences)}, {u"profiles"_s, profiles}});
    const auto written = writeWhole(m_file, all.write(base::JsonStyle::Indented) + '\n');
    if (!written)
        Q_EMIT saveFailed(written.error());
}

} // namespace settings
