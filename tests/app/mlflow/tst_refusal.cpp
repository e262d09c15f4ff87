// SPDX-License-Identifier: Apache-2.0
#include "mlflow/refusal.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using mlflow::Fault;

namespace {

http::Head headOf(int status, const QByteArray &type)
{
    http::Head head;
    head.status = status;
    if (!type.isEmpty())
        head.headers.append({"Content-Type"_ba, type, false});
    return head;
}

const auto url = u"http://ml.lan:5520/x"_s;

} // namespace

class RefusalTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void ownErrors();
    void retryAfter();
    void secretsAreMasked();
    void statementsStayHidden();
};

void RefusalTest::answers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("says");
    const QByteArray json = "application/json";
    const QByteArray html = "text/html; charset=utf-8";
    const auto add
        = [](const char *name, int status, const QByteArray &type, const QByteArray &body, Fault fault, ErrorKind kind,
             const QString &says) { QTest::newRow(name) << status << type << body << fault << kind << says; };
    add("401", 401, html, "You are not authenticated. Please see ...", Fault::LoginRefused, ErrorKind::Unauthorized,
        u"password"_s);
    add("403 permission", 403, html, "Permission denied", Fault::NoPermission, ErrorKind::Forbidden, u"EDIT"_s);
    add("403 host", 403, "text/plain", "Invalid Host header - possible DNS rebinding attack detected",
        Fault::HostRefused, ErrorKind::Forbidden, u"--allowed-hosts ml.lan:5520"_s);
    add("403 origin", 403, "text/plain", "Cross-origin request blocked", Fault::NoPermission, ErrorKind::Forbidden,
        u"Origin"_s);
    add("404 page", 404, html, "<!doctype html><title>404</title>", Fault::WrongAddress, ErrorKind::NotFound,
        u"prefix"_s);
    add("404 FastAPI", 404, json, R"({"detail":"Not Found"})", Fault::WrongAddress, ErrorKind::NotFound, u"too old"_s);
    add("404 endpoint", 404, json, R"({"error_code":"ENDPOINT_NOT_FOUND","message":"no"})", Fault::WrongAddress,
        ErrorKind::NotFound, u"too old"_s);
    add("404 unknown", 404, json,
        R"({"error_code":"RESOURCE_DOES_NOT_EXIST","message":"No Experiment with id=9 exists"})", Fault::NotThere,
        ErrorKind::NotFound, u"No Experiment with id=9"_s);
    add("405", 405, json, R"({"detail":"Method Not Allowed"})", Fault::WrongAddress, ErrorKind::Rejected, u"too old"_s);
    add("400 deleted", 400, json,
        R"({"error_code":"INVALID_PARAMETER_VALUE","message":"The experiment 5 must be in the 'active' state. Current state is deleted."})",
        Fault::ExperimentDeleted, ErrorKind::Rejected, u"active"_s);
    add("400 exists", 400, json,
        R"({"error_code":"RESOURCE_ALREADY_EXISTS","message":"Experiment(name=x) already exists"})",
        Fault::AlreadyExists, ErrorKind::Rejected, u"already exists"_s);
    add("400 other", 400, json, R"({"detail":"Invalid OpenTelemetry format"})", Fault::BadData, ErrorKind::Rejected,
        u"Invalid OpenTelemetry format"_s);
    add("422 list", 422, json,
        R"({"detail":[{"type":"missing","loc":["header","x-mlflow-experiment-id"],"msg":"Field required"}]})",
        Fault::BadData, ErrorKind::Rejected, u"header.x-mlflow-experiment-id: Field required"_s);
    add("422 of 3.6", 422, json, R"({"detail":"Failed to log OpenTelemetry spans: No Experiment with id=9 exists"})",
        Fault::NotThere, ErrorKind::Rejected, u"No Experiment"_s);
    add("413", 413, html, "<html>too large</html>", Fault::BadData, ErrorKind::Rejected, u"size"_s);
    add("429", 429, "text/plain", "slow", Fault::Busy, ErrorKind::RateLimited, u"429"_s);
    add("500 json", 500, json, R"({"error_code":"INTERNAL_ERROR","message":"x"})", Fault::ServerFault,
        ErrorKind::Upstream, u"INTERNAL_ERROR"_s);
    add("500 text", 500, "text/plain", "Internal Server Error", Fault::ServerFault, ErrorKind::Upstream,
        u"error of its own"_s);
    add("500 feature", 500, json, R"({"error_code":"FEATURE_DISABLED","message":"x"})", Fault::FeatureDisabled,
        ErrorKind::Upstream, u"no workspaces"_s);
    add("502 proxy", 502, html, "<html>Bad Gateway</html>", Fault::Busy, ErrorKind::Upstream, u"proxy"_s);
    add("503 locked", 503, json, R"({"error_code":"TEMPORARILY_UNAVAILABLE","message":"database is locked"})",
        Fault::Busy, ErrorKind::Upstream, u"locked"_s);
    add("504", 504, html, "", Fault::Busy, ErrorKind::Upstream, u"proxy"_s);
    add("302", 302, html, "", Fault::WrongAddress, ErrorKind::Rejected, u"does not follow"_s);
    add("418", 418, "text/plain", "teapot", Fault::BadData, ErrorKind::Rejected, u"teapot"_s);
}

void RefusalTest::answers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(Fault, fault);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, says);
    const base::Error error = mlflow::refusal(headOf(status, type), body, url, base::Redactor());
    QCOMPARE(mlflow::faultOf(error), fault);
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.httpStatus, status);
    QVERIFY2(error.message.contains(says), qPrintable(error.message));
    QVERIFY(!error.message.contains(u"request failed"));
}

void RefusalTest::ownErrors()
{
    QCOMPARE(mlflow::faultOf(base::Error::cancelled()), Fault::Stopped);
    QCOMPARE(mlflow::faultOf(base::Error(ErrorKind::Connect)), Fault::Unreachable);
    QCOMPARE(mlflow::faultOf(base::Error(ErrorKind::Tls)), Fault::Unreachable);
    QCOMPARE(mlflow::faultOf(base::Error(ErrorKind::Unauthorized)), Fault::LoginRefused);
    QCOMPARE(mlflow::faultOf(base::Error(ErrorKind::InvalidInput)), Fault::WrongAddress);
    // A keyring that may answer later is no reason to give up; one that is broken is.
    base::Error keyring(ErrorKind::Storage);
    QCOMPARE(mlflow::faultOf(keyring), Fault::WrongAddress);
    keyring.retryable = true;
    QCOMPARE(mlflow::faultOf(keyring), Fault::Unreachable);
    QCOMPARE(mlflow::faultOf(mlflow::tooOld(url, u"2.0.0"_s)), Fault::TooOld);
    QCOMPARE(mlflow::faultOf(mlflow::notMlflow(url, u"x"_s)), Fault::WrongAddress);
}

void RefusalTest::retryAfter()
{
    http::Head head = headOf(503, "text/plain");
    head.headers.append({"Retry-After"_ba, " 17 "_ba, false});
    QCOMPARE(mlflow::refusal(head, {}, url, base::Redactor()).retryAfter, std::chrono::seconds(17));
    head.headers.last().value = "Wed, 21 Oct 2026 07:28:00 GMT";
    QCOMPARE(mlflow::refusal(head, {}, url, base::Redactor()).retryAfter, std::nullopt);
    head.headers.last().value = "-5";
    QCOMPARE(mlflow::refusal(head, {}, url, base::Redactor()).retryAfter, std::nullopt);
}

void RefusalTest::secretsAreMasked()
{
    base::Redactor redactor;
    redactor.addSecret(u"canary-password"_s);
    const base::Error error = mlflow::refusal(headOf(400, "text/plain"), "you sent canary-password", url, redactor);
    QVERIFY(!error.message.contains(u"canary"));
    QVERIFY(!error.detail.contains(u"canary"));
}

void RefusalTest::statementsStayHidden()
{
    const QByteArray body
        = R"({"error_code":"INTERNAL_ERROR","message":"[SQL: INSERT ...] [parameters: ('my private prompt')]"})";
    for (const int status : {500, 503}) {
        const base::Error error = mlflow::refusal(headOf(status, "application/json"), body, url, base::Redactor());
        QVERIFY(!error.message.contains(u"private"));
        QVERIFY(!error.detail.contains(u"private"));
        QVERIFY(error.detail.contains(u"INTERNAL_ERROR"));
    }
}

QObject *makeRefusalTest()
{
    return new RefusalTest;
}

#include "tst_refusal.moc"
