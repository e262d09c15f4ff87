// SPDX-License-Identifier: Apache-2.0
#include "settings/profile.h"

#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Json;
using settings::Profile;

class ProfileTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldSurvivesJson();
    void missingFieldsHaveDefaults();
    void secretsAreNotWritten();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void modelsAreFoundByName();
    void contentModesHaveNames();
    void baseUrlsAreJudged_data();
    void baseUrlsAreJudged();
};

namespace {

Profile fullProfile()
{
    using namespace settings;
    Profile profile;
    profile.id = u"p-1"_s;
    profile.name = u"Work"_s;
    profile.baseUrl = u"https://kong.example:8443/v1"_s;
    profile.keyHeader = "apikey";
    profile.keyPattern = u"{key}"_s;
    profile.key = {SecretSource::Kind::Keyring, {}, u"ref-1"_s};
    profile.headers = {{"X-Team", u"blue"_s, true, {}},
                       {"X-Token", {}, false, {SecretSource::Kind::Environment, u"TEAM_TOKEN"_s, {}}}};
    profile.caFile = u"/etc/ca.pem"_s;
    profile.adminUrl = u"http://localhost:8001"_s;
    profile.idleTimeoutSeconds = 42;
    profile.models = {{u"gpt-4o"_s, u"/openai/chat"_s, {{"X-Model", u"a"_s, true, {}}}, false}};
    profile.mlflow = {u"http://mlflow:5000/prefix"_s,
                      u"My experiment"_s,
                      MlflowTarget::Login::Basic,
                      u"ann"_s,
                      {SecretSource::Kind::Session, {}, u"ref-2"_s},
                      {{"X-Tenant", u"t"_s, true, {}}},
                      u"/ca2.pem"_s,
                      u"space"_s};
    profile.content = ContentMode::NumbersOnly;
    return profile;
}

} // namespace

void ProfileTest::everyFieldSurvivesJson()
{
    const Profile profile = fullProfile();
    const auto text = settings::profileToJson(profile).write();
    const auto json = Json::parse(text);
    QVERIFY(json.has_value());
    const auto read = settings::profileFromJson(*json);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
    QVERIFY(*read == profile);
}

void ProfileTest::missingFieldsHaveDefaults()
{
    const auto read = settings::profileFromJson(Json::object({{u"baseUrl"_s, Json(u"http://h/v1"_s)}}));
    QVERIFY(read.has_value());
    Profile expected;
    expected.baseUrl = u"http://h/v1"_s;
    QVERIFY(*read == expected);
}

void ProfileTest::secretsAreNotWritten()
{
    Profile profile = fullProfile();
    profile.baseUrl = u"http://ann:sesame-1@host/v1"_s;
    profile.adminUrl = u"http://ann:sesame-2@host:8001/"_s;
    profile.mlflow.url = u"http://ann:sesame-3@host:5000"_s;
    profile.headers[1].value = u"sesame-4"_s;
    const QByteArray text = settings::profileToJson(profile).write();
    QVERIFY2(!text.contains("sesame"), text.constData());
    QVERIFY2(text.contains("\"http://host/v1\""), text.constData());
}

void ProfileTest::wrongFieldsAreNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    QTest::newRow("no object") << "[]"_ba << u"profile"_s;
    QTest::newRow("type") << R"({"name": 7})"_ba << u"name"_s;
    QTest::newRow("timeout type") << R"({"idleTimeoutSeconds": "5"})"_ba << u"idleTimeoutSeconds"_s;
    QTest::newRow("timeout range") << R"({"idleTimeoutSeconds": 0})"_ba << u"idleTimeoutSeconds"_s;
    QTest::newRow("content") << R"({"content": "some"})"_ba << u"content"_s;
    QTest::newRow("secret kind") << R"({"key": {"from": "file"}})"_ba << u"key.from"_s;
    QTest::newRow("login") << R"({"mlflow": {"login": "digest"}})"_ba << u"mlflow.login"_s;
    QTest::newRow("model without name") << R"({"models": [{"name": "a"}, {}]})"_ba << u"models[1].name"_s;
    QTest::newRow("model path") << R"({"models": [{"name": "a", "path": "chat"}]})"_ba << u"models[0].path"_s;
    QTest::newRow("header without name") << R"({"headers": [{"plain": true}]})"_ba << u"headers[0].name"_s;
    QTest::newRow("value of a secret header")
        << R"({"headers": [{"name": "X-Any", "value": "v"}]})"_ba << u"headers[0].value"_s;
    QTest::newRow("nested header") << R"({"models": [{"name": "a", "headers": [4]}]})"_ba << u"models[0].headers[0]"_s;
}

void ProfileTest::wrongFieldsAreNamed()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, field);
    const auto parsed = Json::parse(json);
    QVERIFY(parsed.has_value());
    const auto read = settings::profileFromJson(*parsed);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY2(read.error().message.contains(u'"' + field + u'"'), qPrintable(read.error().message));
}

void ProfileTest::modelsAreFoundByName()
{
    const Profile profile = fullProfile();
    QVERIFY(profile.model(u"gpt-4o"));
    QCOMPARE(profile.model(u"gpt-4o")->path, u"/openai/chat"_s);
    QVERIFY(!profile.model(u"gpt-4"));
}

void ProfileTest::contentModesHaveNames()
{
    using settings::ContentMode;
    for (const ContentMode mode : {ContentMode::Everything, ContentMode::NumbersOnly, ContentMode::Nothing})
        QCOMPARE(settings::contentModeFromName(settings::contentModeName(mode)), std::optional(mode));
    QCOMPARE(settings::contentModeName(ContentMode::NumbersOnly), u"numbers"_s);
    QVERIFY(!settings::contentModeFromName(u"all"));
}

void ProfileTest::baseUrlsAreJudged_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("word"); // of the complaint; empty: fine
    QTest::newRow("usual") << u"http://host:8000/v1"_s << QString();
    QTest::newRow("tls") << u"https://kong.example/ai/v1/"_s << QString();
    QTest::newRow("no path") << u"http://localhost:8000"_s << QString();
    QTest::newRow("ipv6") << u"http://[::1]:8000/v1"_s << QString();
    QTest::newRow("empty") << u" "_s << u"empty"_s;
    QTest::newRow("no scheme") << u"localhost:8000/v1"_s << u"http://"_s;
    QTest::newRow("other scheme") << u"ftp://host/v1"_s << u"http://"_s;
    QTest::newRow("no host") << u"http:///v1"_s << u"host"_s;
    QTest::newRow("password") << u"http://ann:pw@host/v1"_s << u"login"_s;
    QTest::newRow("query") << u"http://host/v1?x=1"_s << u"path"_s;
    QTest::newRow("fragment") << u"http://host/v1#x"_s << u"path"_s;
    QTest::newRow("space") << u"http://host/v 1"_s << u"spaces"_s;
    QTest::newRow("trailing space") << u"http://host/v1 "_s << u"spaces"_s;
    QTest::newRow("port") << u"http://host:port/v1"_s << u"valid"_s;
}

void ProfileTest::baseUrlsAreJudged()
{
    QFETCH(const QString, url);
    QFETCH(const QString, word);
    const std::optional<QString> problem = settings::baseUrlProblem(url);
    QCOMPARE(problem.has_value(), !word.isEmpty());
    QVERIFY2(!problem || problem->contains(word), qPrintable(problem.value_or(QString())));
}

QObject *makeProfileTest()
{
    return new ProfileTest;
}

#include "tst_profile.moc"
