// SPDX-License-Identifier: Apache-2.0
#include "mlflow/connection.h"

#include "mlflow/words.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

using namespace Qt::StringLiterals;

namespace mlflow {

namespace {

void put(http::Headers &headers, const http::Header &header)
{
    for (http::Header &known : headers) {
        if (known.name.compare(header.name, Qt::CaseInsensitive) == 0) {
            known = header;
            return;
        }
    }
    headers.append(header);
}

void addLogin(Connection &connection, const settings::MlflowTarget &target, const QString &secret)
{
    using Login = settings::MlflowTarget::Login;
    if (target.login == Login::Basic) {
        const QByteArray pair = (target.user + u':' + secret).toUtf8().toBase64();
        put(connection.headers, {"Authorization"_ba, "Basic "_ba + pair, true});
        connection.secrets << QString::fromLatin1(pair);
    } else if (target.login == Login::Bearer) {
        put(connection.headers, {"Authorization"_ba, "Bearer "_ba + secret.toUtf8(), true});
    }
    if (target.login != Login::None && !secret.isEmpty())
        connection.secrets << secret;
}

void addHeader(Connection &connection, const settings::ExtraHeader &header, const QHash<QString, QString> &secrets)
{
    if (header.plain) {
        put(connection.headers, {header.name, header.value.toUtf8(), false});
        return;
    }
    const bool fromEnvironment = header.secret.kind == settings::SecretSource::Kind::Environment;
    const QString reference = fromEnvironment && secrets.contains(header.secret.variable) ? header.secret.variable
                                                                                          : header.secret.reference;
    const QString value = secrets.value(reference);
    put(connection.headers, {header.name, value.toUtf8(), true});
    if (!value.isEmpty())
        connection.secrets << value;
}

} // namespace

Connection connectionFor(const settings::MlflowTarget &target, const QString &secret,
                         const QHash<QString, QString> &headerSecrets)
{
    Connection connection;
    connection.url = normalizedUrl(target.url);
    connection.caFile = target.caFile;
    connection.workspace = target.workspace.trimmed();
    addLogin(connection, target, secret);
    for (const settings::ExtraHeader &header : target.headers)
        addHeader(connection, header, headerSecrets);
    return connection;
}

QString normalizedUrl(const QString &url)
{
    QString result = url.trimmed();
    if (const qsizetype fragment = result.indexOf(u'#'); fragment >= 0)
        result.truncate(fragment);
    while (result.endsWith(u'/'))
        result.chop(1);
    return result;
}

std::optional<QString> urlProblem(const QString &url)
{
    const QString text = normalizedUrl(url);
    if (text.isEmpty())
        return Words::tr("The address of MLflow is empty. Enter it as you open it in the browser, for example "
                         "http://localhost:5000.");
    const QUrl parsed(text, QUrl::StrictMode);
    if (!parsed.isValid())
        return Words::tr("The address of MLflow is not a valid URL. Check it for spaces and odd characters.");
    if (parsed.scheme() != "http"_L1 && parsed.scheme() != "https"_L1)
        return Words::tr("The address of MLflow must begin with http:// or https://.");
    if (parsed.host().isEmpty())
        return Words::tr("The address of MLflow names no host.");
    if (!parsed.userInfo().isEmpty())
        return Words::tr(
            "The address of MLflow holds a login, and addresses are shown and saved. Take it out and enter "
            "user and password in their own fields.");
    if (parsed.hasQuery())
        return Words::tr("The address of MLflow must end with its path: leave out everything from ? on.");
    return std::nullopt;
}

Version Version::parse(QStringView text)
{
    static const QRegularExpression numbers(u"^\\s*(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?"_s);
    const QRegularExpressionMatch match = numbers.match(text.toString());
    if (!match.hasMatch())
        return {};
    return {match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

QString Version::toString() const
{
    return u"%1.%2.%3"_s.arg(major).arg(minor).arg(patch);
}

QString traceUrl(const QString &server, const QString &experimentId, const QString &mlflowTraceId,
                 const QString &workspace)
{
    QString url = normalizedUrl(server)
        + u"/#/experiments/%1/traces?selectedEvaluationId=%2&startTimeLabel=ALL"_s.arg(experimentId, mlflowTraceId);
    if (!workspace.isEmpty())
        url += u"&workspace="_s + QString::fromLatin1(QUrl::toPercentEncoding(workspace));
    return url;
}

} // namespace mlflow
