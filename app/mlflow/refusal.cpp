// SPDX-License-Identifier: Apache-2.0
#include "mlflow/refusal.h"

#include "base/json.h"
#include "mlflow/words.h"

#include <QtCore/QUrl>

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Json;

namespace mlflow {

namespace {

constexpr qsizetype DetailLimit = 600;
constexpr auto TooOldMark = "too old"_L1;

/// What an error body says: `{"error_code","message"}` of MLflow, `{"detail"}` of FastAPI, text, or a page.
struct Answer
{
    QString code;
    QString text;
    bool page = false;
};

/// FastAPI's detail is a text or a list of `{"type","loc","msg"}`.
QString detailText(const Json &detail)
{
    if (detail.isString())
        return detail.toString();
    const Json &first = detail.at(0);
    QStringList place;
    for (const Json &step : first[u"loc"].items())
        place << (step.isString() ? step.toString() : QString::fromLatin1(step.numberText()));
    return first.isObject() ? place.join(u'.') + u": "_s + first[u"msg"].toString() : QString();
}

Answer readAnswer(const http::Head &head, const QByteArray &body)
{
    Answer answer;
    const QByteArray start = body.trimmed().first(std::min<qsizetype>(body.trimmed().size(), 15)).toLower();
    if (start.startsWith("<!doctype") || start.startsWith("<html")) {
        answer.page = true;
        return answer;
    }
    const base::Result<Json> json = Json::parse(body);
    if (json && json->isObject()) {
        answer.code = (*json)[u"error_code"].toString();
        answer.text = (*json)[u"message"].toString();
        if (answer.text.isEmpty())
            answer.text = detailText((*json)[u"detail"]);
        return answer;
    }
    answer.page = http::headerValue(head.headers, "Content-Type").startsWith("text/html");
    if (!answer.page)
        answer.text = QString::fromUtf8(body.first(std::min<qsizetype>(body.size(), DetailLimit))).trimmed();
    return answer;
}

/// For the log and for faultOf().
QString detailOf(int status, const Answer &answer)
{
    if (answer.page)
        return u"%1 HTML"_s.arg(status);
    if (status >= 500)
        return u"%1 %2"_s.arg(status).arg(answer.code);
    const QString text = answer.code.isEmpty() ? answer.text : answer.code + u": "_s + answer.text;
    return u"%1 %2"_s.arg(status).arg(text.first(std::min(text.size(), DetailLimit)));
}

QString forbidden(const Answer &answer, const QString &url)
{
    if (answer.text.startsWith("Invalid Host header"_L1)) {
        const QUrl parsed(url);
        const QString host = parsed.port() > 0 ? u"%1:%2"_s.arg(parsed.host()).arg(parsed.port()) : parsed.host();
        return Words::tr("MLflow does not accept requests under the name %1 (403, Invalid Host header). Start it with "
                         "--allowed-hosts %1 or set MLFLOW_SERVER_ALLOWED_HOSTS=%1 where it runs.")
            .arg(host);
    }
    if (answer.text.startsWith("Cross-origin"_L1))
        return Words::tr(
                   "MLflow at %1 blocked the request as coming from another web page (403). A proxy on the way adds an "
                   "Origin header: allow it with --cors-allowed-origins where MLflow runs.")
            .arg(url);
    return Words::tr(
               "MLflow at %1 does not let this login do that (403). A new user may only read: ask for the permission "
               "EDIT on the experiment, or name an experiment of your own.")
        .arg(url);
}

QString notFound(const Answer &answer, const QString &url)
{
    if (answer.code != "RESOURCE_DOES_NOT_EXIST"_L1)
        return Words::tr(
                   "No MLflow was found at %1: the address or its path prefix is wrong, or that MLflow is too old to "
                   "take traces (3.2 or newer is needed). Compare it with the address in the browser.")
            .arg(url);
    return Words::tr("MLflow at %1 does not have what was asked for: %2").arg(url, answer.text);
}

QString serverFault(int status, const Answer &answer, const QString &url)
{
    if (answer.code == "FEATURE_DISABLED"_L1)
        return Words::tr("MLflow at %1 has no workspaces. Leave the workspace empty in the settings.").arg(url);
    if (answer.page)
        return Words::tr("A proxy in front of MLflow at %1 answered %2: MLflow itself was not reached.")
            .arg(url)
            .arg(status);
    if (status == 503)
        return Words::tr("The database of MLflow at %1 is locked or its disk is full (503 %2).").arg(url, answer.code);
    return Words::tr("MLflow at %1 failed with an error of its own (%2 %3). Its log says more.")
        .arg(url)
        .arg(status)
        .arg(answer.code);
}

QString messageFor(int status, const Answer &answer, const QString &url)
{
    switch (status) {
    case 401:
        return Words::tr(
                   "MLflow at %1 refused the login (401). Check user and password, or the token, in the settings.")
            .arg(url);
    case 403:
        return forbidden(answer, url);
    case 404:
    case 405:
        return notFound(answer, url);
    case 413:
        return Words::tr("A proxy in front of MLflow at %1 refuses requests of this size (413). Raise its limit.")
            .arg(url);
    case 429:
        return Words::tr("MLflow at %1, or a proxy in front of it, takes no more requests for now (429).").arg(url);
    default:
        break;
    }
    if (status >= 500)
        return serverFault(status, answer, url);
    if (status < 400)
        return Words::tr(
                   "%1 sends requests elsewhere (%2). A login page or a wrong address may be the cause; Spanway does "
                   "not follow, because the login would follow too.")
            .arg(url)
            .arg(status);
    const QString said = answer.text.isEmpty() ? Words::tr("no reason given") : answer.text;
    return Words::tr("MLflow at %1 refused the data (%2): %3")
        .arg(url)
        .arg(status)
        .arg(said.first(std::min(said.size(), DetailLimit)));
}

std::optional<std::chrono::seconds> retryAfter(const http::Head &head)
{
    bool number = false;
    const int seconds = http::headerValue(head.headers, "Retry-After").trimmed().toInt(&number);
    if (!number || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds(seconds);
}

Fault notFoundFault(const QString &detail)
{
    return detail.contains("RESOURCE_DOES_NOT_EXIST"_L1) ? Fault::NotThere : Fault::WrongAddress;
}

Fault badDataFault(const QString &detail)
{
    if (detail.contains("RESOURCE_ALREADY_EXISTS"_L1))
        return Fault::AlreadyExists;
    if (detail.contains("must be in the 'active' state"_L1))
        return Fault::ExperimentDeleted;
    // MLflow 3.4 to 3.6 answer 422 to an unknown experiment and put the reason into the detail.
    if (detail.contains("No Experiment with id"_L1))
        return Fault::NotThere;
    return Fault::BadData;
}

Fault statusFault(int status, const QString &detail)
{
    switch (status) {
    case 401:
        return Fault::LoginRefused;
    case 403:
        return detail.contains("Invalid Host header"_L1) ? Fault::HostRefused : Fault::NoPermission;
    case 404:
    case 405:
        return notFoundFault(detail);
    case 408:
    case 425:
    case 429:
    case 502:
    case 503:
    case 504:
        return Fault::Busy;
    default:
        break;
    }
    if (status >= 500)
        return detail.contains("FEATURE_DISABLED"_L1) ? Fault::FeatureDisabled : Fault::ServerFault;
    return status < 400 ? Fault::WrongAddress : badDataFault(detail);
}

/// Errors that no server gave: of the transport, or of finding out address and login.
Fault localFault(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Unauthorized:
        return Fault::LoginRefused;
    case ErrorKind::InvalidInput:
    case ErrorKind::NotFound:
    case ErrorKind::Storage: // a keyring that is still locked may answer the next time
        return error.retryable ? Fault::Unreachable : Fault::WrongAddress;
    default:
        return Fault::Unreachable;
    }
}

} // namespace

Error refusal(const http::Head &head, const QByteArray &body, const QString &url, const base::Redactor &redactor)
{
    const Answer answer = readAnswer(head, body);
    const QString message = redactor.redact(messageFor(head.status, answer, url));
    Error error = Error::fromStatus(head.status, message, redactor.redact(detailOf(head.status, answer)));
    error.retryAfter = retryAfter(head);
    return error;
}

Error notMlflow(const QString &url, const QString &detail)
{
    Error error(
        ErrorKind::NotFound,
        Words::tr("What answers at %1 is not MLflow. Check the address and its path prefix; a login page in front of "
                  "it looks like this too.")
            .arg(url),
        detail);
    error.httpStatus = 200;
    return error;
}

Error tooOld(const QString &url, const QString &version)
{
    return Error(ErrorKind::Rejected,
                 Words::tr("MLflow at %1 is version %2, too old to take traces. Version 3.2 or newer is needed.")
                     .arg(url, version),
                 TooOldMark);
}

Fault faultOf(const Error &error)
{
    if (error.kind == ErrorKind::Cancelled)
        return Fault::Stopped;
    if (error.detail == TooOldMark)
        return Fault::TooOld;
    return error.httpStatus == 0 ? localFault(error) : statusFault(error.httpStatus, error.detail);
}

} // namespace mlflow
