// SPDX-License-Identifier: Apache-2.0
#include "cli/sendplan.h"

#include "base/redactor.h"
#include "settings/environmentlogin.h"
#include "settings/secretstore.h"
#include "settings/settings.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QUrl>

#include <cstdio>
#include <utility>

using base::Error;
using base::ErrorKind;
using base::Json;
using settings::SecretSource;
using namespace Qt::StringLiterals;

namespace cli {

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("cli", source);
}

Error usage(const QString &message)
{
    return Error(ErrorKind::InvalidInput, message);
}

SecretSource fromVariable(const QString &name)
{
    return {SecretSource::Kind::Environment, name, settings::SecretStore::newReference()};
}

base::Result<QByteArray> readInput(const QString &path)
{
    QFile file(path);
    const bool opened = path == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return tl::unexpected(usage(tr("%1 cannot be read: %2").arg(path, file.errorString())));
    return file.readAll();
}

base::Result<settings::Profile> baseProfile(const SendArguments &arguments, const settings::Settings &settings)
{
    if (!arguments.profile.isEmpty()) {
        for (const settings::Profile &profile : settings.profiles()) {
            if (profile.name == arguments.profile)
                return profile;
        }
        return tl::unexpected(usage(tr("There is no profile named '%1'").arg(arguments.profile)));
    }
    if (arguments.gateway.isEmpty()) {
        if (const settings::Profile *current = settings.currentProfile())
            return *current;
        return tl::unexpected(usage(tr("No gateway: give --gateway URL, or set up a profile in Spanway")));
    }
    settings::Profile fresh;
    fresh.name = QUrl(arguments.gateway).host();
    return fresh;
}

/// "Name: value" in two parts; the name must be there.
base::Result<std::pair<QByteArray, QString>> splitHeader(const QString &text, QChar separator, const QString &option)
{
    const qsizetype at = text.indexOf(separator);
    const QString name = text.left(at).trimmed();
    if (at <= 0 || name.isEmpty())
        return tl::unexpected(usage(tr("%1 takes a name and a value, not '%2'").arg(option, text.left(at))));
    return std::pair(name.toLatin1(), text.mid(at + 1).trimmed());
}

base::Result<void> applyKey(const SendArguments &arguments, settings::Profile *profile)
{
    if (!arguments.keyVariable.isEmpty())
        profile->key = fromVariable(arguments.keyVariable);
    if (arguments.keyHeader.isEmpty())
        return {};
    const auto header = splitHeader(arguments.keyHeader, u':', u"--key-header"_s);
    if (!header)
        return tl::unexpected(header.error());
    if (!header->second.contains("{key}"_L1))
        return tl::unexpected(usage(tr("--key-header needs {key} where the key goes; the key itself never stands on a command line")));
    profile->keyHeader = header->first;
    profile->keyPattern = header->second;
    return {};
}

base::Result<void> applyHeaders(const SendArguments &arguments, settings::SecretStore *secrets, settings::Profile *profile,
                                QStringList *warnings)
{
    for (const QString &text : arguments.headers) {
        const auto header = splitHeader(text, u':', u"--header"_s);
        if (!header)
            return tl::unexpected(header.error());
        settings::ExtraHeader extra{header->first, header->second, true, {}};
        if (base::isSecretHeaderName(header->first)) {
            warnings->append(tr("The header %1 looks like a secret: others on this machine can read command lines. Use --header-env.")
                                 .arg(QString::fromLatin1(header->first)));
            extra = {header->first, {}, false, {SecretSource::Kind::Session, {}, settings::SecretStore::newReference()}};
            secrets->write(extra.secret, header->second);
        }
        profile->headers.append(extra);
    }
    for (const QString &text : arguments.headerVariables) {
        const auto header = splitHeader(text, u'=', u"--header-env"_s);
        if (!header)
            return tl::unexpected(header.error());
        profile->headers.append({header->first, {}, false, fromVariable(header->second)});
    }
    return {};
}

base::Result<void> applyMlflow(const SendArguments &arguments, settings::MlflowTarget *target)
{
    if (!arguments.experiment.isEmpty())
        target->experiment = arguments.experiment;
    if (arguments.mlflow.isEmpty())
        return {};
    const QUrl url(arguments.mlflow);
    if (!url.password().isEmpty() || !url.userName().isEmpty())
        return tl::unexpected(
            usage(tr("MLflow's URL must not hold a login; use MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD")));
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return tl::unexpected(usage(tr("--mlflow takes an http or https URL, not '%1'").arg(arguments.mlflow)));
    // Nothing of the profile's server, least of all its secret headers, goes to another one.
    const settings::MlflowTarget profiles = std::exchange(*target, {});
    target->url = arguments.mlflow;
    target->experiment = profiles.experiment;
    settings::takeLoginFromEnvironment(target);
    if (profiles.url == target->url && target->login == settings::MlflowTarget::Login::None)
        *target = profiles;
    return {};
}

base::Result<settings::Profile> profileFor(const SendArguments &arguments, settings::Settings *settings,
                                           settings::SecretStore *secrets, QStringList *warnings)
{
    auto profile = baseProfile(arguments, *settings);
    if (!profile)
        return profile;
    if (!arguments.gateway.isEmpty())
        profile->baseUrl = arguments.gateway;
    if (const auto problem = settings::baseUrlProblem(profile->baseUrl))
        return tl::unexpected(usage(*problem));
    if (!arguments.caFile.isEmpty())
        profile->caFile = arguments.caFile;
    profile->idleTimeoutSeconds = std::max(1, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(arguments.timeout).count()));
    const auto key = applyKey(arguments, &*profile);
    if (!key)
        return tl::unexpected(key.error());
    const auto headers = applyHeaders(arguments, secrets, &*profile, warnings);
    if (!headers)
        return tl::unexpected(headers.error());
    const auto mlflow = applyMlflow(arguments, &profile->mlflow);
    if (!mlflow)
        return tl::unexpected(mlflow.error());
    if (profile->id.isEmpty() || !arguments.mlflow.isEmpty()) {
        profile->id = settings::commandLineProfile.toString();
        settings->setTemporaryProfile(*profile);
    }
    return profile;
}

settings::ModelEntry modelFor(const QString &name, const settings::Profile &profile)
{
    if (const settings::ModelEntry *listed = profile.model(name))
        return *listed;
    if (name.isEmpty() && !profile.models.isEmpty())
        return profile.models.first();
    settings::ModelEntry typed;
    typed.name = name;
    return typed;
}

/// The message that the root span shows: the last one of the user, else the last one.
llm::Message ownMessage(const Json &body)
{
    const QList<Json> &messages = body[u"messages"].items();
    for (auto it = messages.crbegin(); it != messages.crend(); ++it) {
        if ((*it)[u"role"].toString() == "user"_L1)
            return llm::Message(*it);
    }
    return llm::Message(messages.isEmpty() ? Json() : messages.last());
}

base::Result<void> fillFromBody(const SendArguments &arguments, chat::TurnPlan *plan)
{
    const auto bytes = readInput(arguments.bodyFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto body = Json::parse(*bytes);
    if (!body || !body->isObject())
        return tl::unexpected(usage(tr("%1 does not hold a JSON object").arg(arguments.bodyFile)));
    plan->request.verbatim = *bytes;
    plan->own = ownMessage(*body);
    plan->model = modelFor((*body)[u"model"].toString(), plan->profile);
    return {};
}

base::Result<void> fillFromPrompt(const SendArguments &arguments, chat::TurnPlan *plan)
{
    QString prompt = arguments.prompt;
    if (!arguments.messageFile.isEmpty() || prompt == "-"_L1) {
        const auto bytes = readInput(arguments.messageFile.isEmpty() ? prompt : arguments.messageFile);
        if (!bytes)
            return tl::unexpected(bytes.error());
        prompt = QString::fromUtf8(*bytes);
    }
    if (prompt.trimmed().isEmpty())
        return tl::unexpected(usage(tr("The prompt is empty")));
    chat::ConversationOptions options;
    options.systemPrompt = arguments.system;
    options.stream = arguments.stream;
    for (const auto &[key, value] : arguments.parameters)
        options.parameters.insert(key, value);
    plan->model = modelFor(arguments.model, plan->profile);
    plan->own = llm::Message::text(u"user"_s, prompt);
    plan->request = chat::requestFor(options, plan->model, {plan->own});
    return {};
}

} // namespace

base::Result<SendPlan> planSend(const SendArguments &arguments, settings::Settings *settings, settings::SecretStore *secrets)
{
    SendPlan plan;
    const auto profile = profileFor(arguments, settings, secrets, &plan.warnings);
    if (!profile)
        return tl::unexpected(profile.error());
    plan.turn.profile = *profile;
    const auto filled = arguments.bodyFile.isEmpty() ? fillFromPrompt(arguments, &plan.turn) : fillFromBody(arguments, &plan.turn);
    if (!filled)
        return tl::unexpected(filled.error());
    plan.turn.session = arguments.session;
    plan.turn.draft = chat::outboxDraft(plan.turn.profile, {}, std::nullopt);
    return plan;
}

} // namespace cli
