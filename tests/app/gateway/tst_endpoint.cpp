// SPDX-License-Identifier: Apache-2.0
#include "gateway/endpoint.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using gateway::Endpoint;
using settings::ExtraHeader;
using settings::SecretSource;

namespace {

ExtraHeader plain(const QByteArray &name, const QString &value)
{
    ExtraHeader header;
    header.name = name;
    header.value = value;
    header.plain = true;
    return header;
}

ExtraHeader secret(const QByteArray &name, SecretSource::Kind kind, const QString &where)
{
    ExtraHeader header;
    header.name = name;
    header.secret.kind = kind;
    (kind == SecretSource::Kind::Environment ? header.secret.variable : header.secret.reference) = where;
    return header;
}

settings::Profile profile()
{
    settings::Profile profile;
    profile.baseUrl = u"http://127.0.0.1:8000/v1"_s;
    return profile;
}

} // namespace

class EndpointTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void joinsUrls_data();
    void joinsUrls();
    void bearerKeyIsTheDefault();
    void keyInAnyHeader();
    void noKeyNoHeader();
    void modelsHeadersWin();
    void secretHeaders();
    void missingSecretIsNamed();
    void unusableUrl();
};

void EndpointTest::joinsUrls_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("url");
    QTest::newRow("usual") << u"http://h:8000/v1"_s << u"/chat/completions"_s << u"http://h:8000/v1/chat/completions"_s;
    QTest::newRow("slash twice") << u"http://h/v1/"_s << u"/chat"_s << u"http://h/v1/chat"_s;
    QTest::newRow("no slash") << u"http://h/v1"_s << u"chat"_s << u"http://h/v1/chat"_s;
    QTest::newRow("no path") << u"http://h/v1/"_s << QString() << u"http://h/v1"_s;
    QTest::newRow("root") << u"http://h"_s << u"/a?x=1"_s << u"http://h/a?x=1"_s;
}

void EndpointTest::joinsUrls()
{
    QFETCH(QString, base);
    QFETCH(QString, path);
    QFETCH(QString, url);
    QCOMPARE(gateway::joinUrl(base, path), url);
}

void EndpointTest::bearerKeyIsTheDefault()
{
    settings::Profile used = profile();
    used.idleTimeoutSeconds = 7;
    used.caFile = u"/ca.pem"_s;
    const auto endpoint = gateway::endpointFor(used, {}, {u"k1"_s, {}});
    QVERIFY(endpoint);
    QCOMPARE(endpoint->url, u"http://127.0.0.1:8000/v1/chat/completions"_s);
    QCOMPARE(endpoint->headers, (http::Headers{{"Authorization", "Bearer k1", true}}));
    QCOMPARE(endpoint->idleTimeout, std::chrono::seconds(7));
    QCOMPARE(endpoint->caFile, u"/ca.pem"_s);
}

void EndpointTest::keyInAnyHeader()
{
    settings::Profile used = profile();
    used.keyHeader = "apikey"_ba;
    used.keyPattern = u"{key}"_s;
    const auto endpoint = gateway::endpointFor(used, {}, {u"schlüssel"_s, {}});
    QCOMPARE(endpoint->headers, (http::Headers{{"apikey", "schlüssel", true}}));
}

void EndpointTest::noKeyNoHeader()
{
    QVERIFY(gateway::endpointFor(profile(), {}, {})->headers.isEmpty());
}

void EndpointTest::modelsHeadersWin()
{
    settings::Profile used = profile();
    used.headers = {plain("x-model"_ba, u"small"_s), plain("x-team"_ba, u"a"_s)};
    settings::ModelEntry model;
    model.path = u"/other"_s;
    model.headers = {plain("X-Model"_ba, u"large"_s)};
    const auto endpoint = gateway::endpointFor(used, model, {});
    QCOMPARE(endpoint->url, u"http://127.0.0.1:8000/v1/other"_s);
    QCOMPARE(endpoint->headers, (http::Headers{{"X-Model", "large", false}, {"x-team", "a", false}}));
}

void EndpointTest::secretHeaders()
{
    settings::Profile used = profile();
    used.headers = {secret("x-a"_ba, SecretSource::Kind::Keyring, u"ref"_s),
                    secret("x-b"_ba, SecretSource::Kind::Environment, u"VARIABLE"_s)};
    const auto endpoint
        = gateway::endpointFor(used, {}, {QString(), {{u"ref"_s, u"one"_s}, {u"VARIABLE"_s, u"two"_s}}});
    QCOMPARE(endpoint->headers, (http::Headers{{"x-a", "one", true}, {"x-b", "two", true}}));
}

void EndpointTest::missingSecretIsNamed()
{
    settings::Profile used = profile();
    used.headers = {secret("x-a"_ba, SecretSource::Kind::Session, u"ref"_s)};
    const auto endpoint = gateway::endpointFor(used, {}, {});
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY(endpoint.error().message.contains("x-a"_L1));
}

void EndpointTest::unusableUrl()
{
    settings::Profile used = profile();
    used.baseUrl = u"127.0.0.1:8000"_s;
    const auto endpoint = gateway::endpointFor(used, {}, {});
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().kind, base::ErrorKind::InvalidInput);
}

QObject *makeEndpointTest()
{
    return new EndpointTest;
}

#include "tst_endpoint.moc"
