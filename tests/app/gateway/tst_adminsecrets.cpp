// SPDX-License-Identifier: Apache-2.0
#include "gateway/adminsecrets.h"
#include "support/recording.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Json;

class AdminSecretsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void masks_data();
    void masks();
    void recordedPluginsKeepNoKey();
};

void AdminSecretsTest::masks_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("masked");
    const auto row = [](const QByteArray &json, const QByteArray &masked) {
        QTest::addRow("%s", json.constData()) << json << masked;
    };
    row(R"({"auth":{"header_name":"Authorization","header_value":"Bearer x"}})",
        R"({"auth":{"header_name":"Authorization","header_value":"[redacted]"}})");
    row(R"({"key_names":["apikey"],"key_in_body":false,"hide_credentials":true})",
        R"({"key_names":["apikey"],"key_in_body":false,"hide_credentials":true})");
    row(R"({"max_tokens":64,"tokens_count_strategy":"total_tokens"})",
        R"({"max_tokens":64,"tokens_count_strategy":"total_tokens"})");
    row(R"({"key":"demo-key","username":"desktop"})", R"({"key":"[redacted]","username":"desktop"})");
    row(R"({"password":"","redis":{"password":"p","host":"r"}})",
        R"({"password":"","redis":{"password":"[redacted]","host":"r"}})");
    row(R"({"headers":{"Authorization":"Bearer x","x-api-key":["a","b"],"x-team":"t"}})",
        R"({"headers":{"Authorization":"[redacted]","x-api-key":["[redacted]","[redacted]"],"x-team":"t"}})");
    row(R"({"aws_secret_access_key":"s","aws_access_key_id":"i","aws_region":"eu"})",
        R"({"aws_secret_access_key":"[redacted]","aws_access_key_id":"[redacted]","aws_region":"eu"})");
    row(R"({"upstream_url":"https://g/v1?key=abc&x=1","http_endpoint":"http://u:p@h:1/"})",
        R"({"upstream_url":"https://g/v1?key=[redacted]&x=1","http_endpoint":"http://u:[redacted]@h:1/"})");
    row(R"([{"client_secret":{"nested":"s"}},null,1.50])", R"([{"client_secret":{"nested":"[redacted]"}},null,1.50])");
}

void AdminSecretsTest::masks()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, masked);
    QCOMPARE(gateway::withoutSecrets(Json::parse(json).value()).write(), masked);
}

void AdminSecretsTest::recordedPluginsKeepNoKey()
{
    const Json page = Json::parse(testsupport::readRecording(u"kong/809-admin-plugins.http"_s).body).value();
    QVERIFY(page.write().contains("upstream-secret"));
    QVERIFY(!gateway::withoutSecrets(page).write().contains("upstream-secret"));
}

QObject *makeAdminSecretsTest()
{
    return new AdminSecretsTest;
}

#include "tst_adminsecrets.moc"
