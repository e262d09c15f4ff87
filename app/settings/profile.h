// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace settings {

/// Where a secret comes from. The secret itself is never part of a profile and never written to a file.
struct SecretSource
{
    enum class Kind {
        None, ///< no secret
        Keyring, ///< the desktop's keyring
        Session, ///< typed in, kept in memory for this run only
        Environment ///< read from the environment variable `variable`
    };

    Kind kind = Kind::None;
    QString variable; ///< Environment: its name
    QString reference; ///< Keyring, Session: the entry's name in the SecretStore, made once, random

    /// What stands for this secret where values are handed around: the variable's or the entry's name.
    const QString &name() const { return kind == Kind::Environment ? variable : reference; }

    bool operator==(const SecretSource &) const = default;
};

/// A header of the person's own. Secret unless marked plain; a secret value lives in the SecretStore.
struct ExtraHeader
{
    QByteArray name;
    QString value; ///< plain headers only
    bool plain = false;
    SecretSource secret; ///< secret headers only

    bool operator==(const ExtraHeader &) const = default;
};

/// One model that a profile offers: on open Kong one provider is one route, so path and headers belong to the model.
struct ModelEntry
{
    QString name;
    QString path = QStringLiteral("/chat/completions"); ///< below the base URL
    QList<ExtraHeader> headers;
    bool sendModel = true; ///< whether `model` goes into the body

    bool operator==(const ModelEntry &) const = default;
};

/// What of a trace may leave for MLflow.
enum class ContentMode {
    Everything,
    NumbersOnly, ///< names, times, tokens, status; no inputs, outputs, texts of events, previews
    Nothing ///< stays on this computer
};

/// In place of a URL: the MLflow that Spanway itself runs, whatever port it has today.
inline constexpr QStringView localMlflowUrl = u"spanway:local";

/// An MLflow server and how to log in there.
struct MlflowTarget
{
    enum class Login { None, Basic, Bearer };

    QString url; ///< with path prefix, empty: not set up
    QString experiment = QStringLiteral("Kong AI Gateway");
    Login login = Login::None;
    QString user; ///< Basic
    SecretSource secret; ///< password or token
    QList<ExtraHeader> headers;
    QString caFile;
    QString workspace; ///< sent only where the server has workspaces

    bool operator==(const MlflowTarget &) const = default;
};

/// A gateway as the person set it up. A value; changes go through Settings.
struct Profile
{
    QString id; ///< UUID, made once
    QString name;
    QString baseUrl; ///< as an OpenAI SDK takes it: http://host:8000/v1
    QByteArray keyHeader = QByteArrayLiteral("Authorization");
    QString keyPattern = QStringLiteral("Bearer {key}");
    SecretSource key;
    QList<ExtraHeader> headers;
    QString caFile;
    QString adminUrl; ///< Kong's Admin API, empty: none
    int idleTimeoutSeconds = 300;
    QList<ModelEntry> models;
    MlflowTarget mlflow;
    ContentMode content = ContentMode::Everything;
    bool demo = false; ///< made by the demo, never saved

    bool operator==(const Profile &) const = default;

    const ModelEntry *model(QStringView name) const; ///< null if not listed
};

QString contentModeName(ContentMode mode); ///< "everything", "numbers", "nothing"
std::optional<ContentMode> contentModeFromName(QStringView name);

/// A profile as JSON, without secrets (references are kept); the form of the settings file and of exported profiles.
base::Json profileToJson(const Profile &profile);
/// Error: InvalidInput naming the field.
base::Result<Profile> profileFromJson(const base::Json &json);

/// Error for people if the base URL cannot be used (no scheme, password inside, query ...); empty result: it can.
std::optional<QString> baseUrlProblem(const QString &url);

} // namespace settings
