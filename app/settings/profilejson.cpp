// SPDX-License-Identifier: Apache-2.0
#include "settings/profile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace settings {

namespace {

using base::Json;

struct NamedKind
{
    SecretSource::Kind kind;
    QLatin1StringView name;
};

constexpr std::array namedKinds{
    NamedKind{SecretSource::Kind::None, "none"_L1},
    NamedKind{SecretSource::Kind::Keyring, "keyring"_L1},
    NamedKind{SecretSource::Kind::Session, "session"_L1},
    NamedKind{SecretSource::Kind::Environment, "environment"_L1},
};

struct NamedLogin
{
    MlflowTarget::Login login;
    QLatin1StringView name;
};

constexpr std::array namedLogins{
    NamedLogin{MlflowTarget::Login::None, "none"_L1},
    NamedLogin{MlflowTarget::Login::Basic, "basic"_L1},
    NamedLogin{MlflowTarget::Login::Bearer, "bearer"_L1},
};

/// A login typed into a URL would be a secret in a file.
QString withoutLogin(const QString &url)
{
    if (!url.contains(u'@'))
        return url;
    const QUrl parsed(url);
    return parsed.userInfo().isEmpty() ? url : parsed.toString(QUrl::RemoveUserInfo);
}

Json toJson(const SecretSource &source)
{
    Json json = Json::object();
    for (const NamedKind &named : namedKinds) {
        if (named.kind == source.kind)
            json.insert(u"from"_s, Json(QString(named.name)));
    }
    if (source.kind == SecretSource::Kind::Environment)
        json.insert(u"variable"_s, Json(source.variable));
    else if (source.kind != SecretSource::Kind::None)
        json.insert(u"reference"_s, Json(source.reference));
    return json;
}

Json toJson(const ExtraHeader &header)
{
    Json json = Json::object({{u"name"_s, Json(QString::fromUtf8(header.name))}, {u"plain"_s, Json(header.plain)}});
    if (header.plain)
        json.insert(u"value"_s, Json(header.value));
    else
        json.insert(u"secret"_s, toJson(header.secret));
    return json;
}

Json toJson(const QList<ExtraHeader> &headers)
{
    Json json = Json::array();
    for (const ExtraHeader &header : headers)
        json.append(toJson(header));
    return json;
}

Json toJson(const ModelEntry &model)
{
    return Json::object({{u"name"_s, Json(model.name)},
                         {u"path"_s, Json(model.path)},
                         {u"headers"_s, toJson(model.headers)},
                         {u"sendModel"_s, Json(model.sendModel)}});
}

Json toJson(const MlflowTarget &target)
{
    Json json = Json::object({{u"url"_s, Json(withoutLogin(target.url))}, {u"experiment"_s, Json(target.experiment)}});
    for (const NamedLogin &named : namedLogins) {
        if (named.login == target.login)
            json.insert(u"login"_s, Json(QString(named.name)));
    }
    json.insert(u"user"_s, Json(target.user));
    json.insert(u"secret"_s, toJson(target.secret));
    json.insert(u"headers"_s, toJson(target.headers));
    json.insert(u"caFile"_s, Json(target.caFile));
    json.insert(u"workspace"_s, Json(target.workspace));
    return json;
}

/// Reads members of one object, each of which may be missing, and keeps the first complaint with the path of its field.
class Reader
{
public:
    Reader(const Json &json, QString path, QString *complaint)
        : m_json(json)
        , m_path(std::move(path))
        , m_complaint(complaint)
    {
        if (!json.isObject())
            complain(m_path);
    }

    QString pathOf(QStringView key) const { return m_path.isEmpty() ? key.toString() : m_path + u'.' + key.toString(); }
    void complain(const QString &path)
    {
        if (m_complaint->isEmpty())
            *m_complaint = path;
    }

    void read(QStringView key, QString &value)
    {
        take(key, &Json::isString, [&](const Json &j) { value = j.toString(); });
    }
    void read(QStringView key, bool &value)
    {
        take(key, &Json::isBool, [&](const Json &j) { value = j.toBool(); });
    }
    void read(QStringView key, int &value)
    {
        take(key, &Json::isInteger, [&](const Json &j) {
            const qint64 number = j.toInt64(-1);
            if (number < 1 || number > 86400)
                complain(pathOf(key));
            else
                value = int(number);
        });
    }
    void read(QStringView key, QByteArray &value)
    {
        QString text = QString::fromUtf8(value);
        read(key, text);
        value = text.toUtf8();
    }
    template <typename Names, typename Value, typename Member>
    void read(QStringView key, const Names &names, Member member, Value &value)
    {
        take(key, &Json::isString, [&](const Json &j) {
            const QString word = j.toString();
            for (const auto &named : names) {
                if (named.name == word) {
                    value = named.*member;
                    return;
                }
            }
            complain(pathOf(key));
        });
    }
    template <typename Item> void read(QStringView key, QList<Item> &list)
    {
        take(key, &Json::isArray, [&](const Json &j) {
            for (qsizetype i = 0; i < j.size(); ++i)
                list.append(item<Item>(j.at(i), u"%1[%2]"_s.arg(pathOf(key)).arg(i)));
        });
    }
    void read(QStringView key, SecretSource &source)
    {
        take(key, &Json::isObject, [&](const Json &j) {
            Reader reader(j, pathOf(key), m_complaint);
            reader.read(u"from", namedKinds, &NamedKind::kind, source.kind);
            reader.read(u"variable", source.variable);
            reader.read(u"reference", source.reference);
        });
    }
    void read(QStringView key, MlflowTarget &target)
    {
        take(key, &Json::isObject, [&](const Json &j) {
            Reader reader(j, pathOf(key), m_complaint);
            reader.read(u"url", target.url);
            reader.read(u"experiment", target.experiment);
            reader.read(u"login", namedLogins, &NamedLogin::login, target.login);
            reader.read(u"user", target.user);
            reader.read(u"secret", target.secret);
            reader.read(u"headers", target.headers);
            reader.read(u"caFile", target.caFile);
            reader.read(u"workspace", target.workspace);
        });
    }

private:
    template <typename Take> void take(QStringView key, bool (Json::*fits)() const, Take use)
    {
        if (!m_json.contains(key))
            return;
        const Json &value = m_json[key];
        if ((value.*fits)())
            use(value);
        else
            complain(pathOf(key));
    }

    template <typename Item> Item item(const Json &json, const QString &path)
    {
        Reader reader(json, path, m_complaint);
        Item result;
        reader.fill(result);
        return result;
    }

    void fill(ExtraHeader &header)
    {
        read(u"name", header.name);
        read(u"plain", header.plain);
        read(u"value", header.value);
        read(u"secret", header.secret);
        if (header.name.isEmpty())
            complain(pathOf(u"name"));
        // A value in a file is only accepted from someone who said that it may be there.
        if (!header.plain && !header.value.isEmpty())
            complain(pathOf(u"value"));
    }

    void fill(ModelEntry &model)
    {
        read(u"name", model.name);
        read(u"path", model.path);
        read(u"headers", model.headers);
        read(u"sendModel", model.sendModel);
        if (model.name.isEmpty())
            complain(pathOf(u"name"));
        if (!model.path.isEmpty() && !model.path.startsWith(u'/'))
            complain(pathOf(u"path"));
    }

    const Json &m_json;
    QString m_path;
    QString *m_complaint; ///< not owned
};

} // namespace

Json profileToJson(const Profile &profile)
{
    Json models = Json::array();
    for (const ModelEntry &model : profile.models)
        models.append(toJson(model));
    return Json::object({{u"id"_s, Json(profile.id)},
                         {u"name"_s, Json(profile.name)},
                         {u"baseUrl"_s, Json(withoutLogin(profile.baseUrl))},
                         {u"keyHeader"_s, Json(QString::fromUtf8(profile.keyHeader))},
                         {u"keyPattern"_s, Json(profile.keyPattern)},
                         {u"key"_s, toJson(profile.key)},
                         {u"headers"_s, toJson(profile.headers)},
                         {u"caFile"_s, Json(profile.caFile)},
                         {u"adminUrl"_s, Json(withoutLogin(profile.adminUrl))},
                         {u"idleTimeoutSeconds"_s, Json(profile.idleTimeoutSeconds)},
                         {u"models"_s, models},
                         {u"mlflow"_s, toJson(profile.mlflow)},
                         {u"content"_s, Json(contentModeName(profile.content))}});
}

base::Result<Profile> profileFromJson(const Json &json)
{
    Profile profile;
    QString complaint;
    Reader reader(json, {}, &complaint);
    if (!json.isObject())
        complaint = u"profile"_s;
    reader.read(u"id", profile.id);
    reader.read(u"name", profile.name);
    reader.read(u"baseUrl", profile.baseUrl);
    reader.read(u"keyHeader", profile.keyHeader);
    reader.read(u"keyPattern", profile.keyPattern);
    reader.read(u"key", profile.key);
    reader.read(u"headers", profile.headers);
    reader.read(u"caFile", profile.caFile);
    reader.read(u"adminUrl", profile.adminUrl);
    reader.read(u"idleTimeoutSeconds", profile.idleTimeoutSeconds);
    reader.read(u"models", profile.models);
    reader.read(u"mlflow", profile.mlflow);
    QString content = contentModeName(profile.content);
    reader.read(u"content", content);
    if (const auto mode = contentModeFromName(content))
        profile.content = *mode;
    else
        reader.complain(u"content"_s);
    if (complaint.isEmpty())
        return profile;
    return tl::unexpected(base::Error(
        base::ErrorKind::InvalidInput,
        QCoreApplication::translate("settings::Profile", "The profile cannot be used: its field \"%1\" is wrong.")
            .arg(complaint)));
}

} // namespace settings
