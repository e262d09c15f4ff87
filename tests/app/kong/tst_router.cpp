// SPDX-License-Identifier: Apache-2.0
#include "kong/declarative.h"
#include "kong/router.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

/// Decisions of the router flavour "traditional": recorded ones first, then the order of kong/router/traditional.lua.
class RouterTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void decisions_data();
    void decisions();
    void upstreamPaths_data();
    void upstreamPaths();
    void captures();
    void disabledServiceHasNoRoutes();
    void normalizes_data();
    void normalizes();

private:
    kong::Configuration m_configuration;
};

void RouterTest::initTestCase()
{
    const QByteArray yaml = R"(_format_version: '3.0'
services:
- name: s
  host: h
  routes:
  - {name: chat, paths: [/v1/chat]}
  - {name: chat-long, paths: [/v1/chat/completions]}
  - {name: small, paths: [/v1/chat/completions], headers: {x-model: [Small, tiny]}}
  - {name: hashed, paths: [/v1/chat/completions], headers: {x-model: [small], x-hash: ['~*^[0-9a-f]{4}$']}}
  - {name: hash-only, paths: [/h], headers: {x-hash: ['~*^[0-9a-f]{4}$']}}
  - {name: list, paths: [/v1/models], methods: [GET]}
  - {name: by-regex, paths: ['~/v1/ch(?<what>at|eck)$']}
  - {name: first-regex, paths: ['~/re/\w+'], regex_priority: 5}
  - {name: second-regex, paths: ['~/re/x'], regex_priority: 1}
  - {name: host, hosts: [a.example]}
  - {name: wild, hosts: ['*.b.example']}
  - {name: host-and-path, hosts: [a.example], paths: [/deep]}
  - {name: kept, paths: [/kept], strip_path: false}
  - {name: method, methods: [DELETE]}
- name: based
  host: h
  path: /base
  routes:
  - {name: into-base, paths: [/b]}
  - {name: into-base-kept, paths: [/bk], strip_path: false}
- name: off
  host: h
  enabled: false
  routes:
  - {name: gone, paths: [/off]}
)";
    const auto read = kong::readDeclarative(yaml, 1);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    m_configuration = *read;
}

void RouterTest::decisions_data()
{
    QTest::addColumn<QByteArray>("request"); // method, path, host and headers, separated by blanks
    QTest::addColumn<QString>("route");
    const auto row = [](const char *name, const QByteArray &request, const QString &route) {
        QTest::newRow(name) << request << route;
    };
    row("a regular expression before a plain path", "POST /v1/chat h"_ba, u"by-regex"_s);
    row("prefix", "POST /v1/chat/x h"_ba, u"chat"_s);
    row("longest prefix", "POST /v1/chat/completions h"_ba, u"chat-long"_s);
    row("header rule outweighs", "POST /v1/chat/completions h x-model=small"_ba, u"small"_s);
    row("header without case", "POST /v1/chat/completions h X-MODEL=TINY"_ba, u"small"_s);
    row("other header value", "POST /v1/chat/completions h x-model=large"_ba, u"chat-long"_s);
    row("more headers win", "POST /v1/chat/completions h x-model=small x-hash=0aF9"_ba, u"hashed"_s);
    row("header pattern fails", "POST /v1/chat/completions h x-model=small x-hash=zz"_ba, u"small"_s);
    row("header pattern alone", "GET /h h x-hash=abcd"_ba, u"hash-only"_s);
    row("header pattern alone, not matching", "GET /h h x-hash=abcde"_ba, QString());
    row("method", "GET /v1/models h"_ba, u"list"_s);
    row("wrong method", "POST /v1/models h"_ba, QString());
    row("regex priority", "GET /re/x h"_ba, u"first-regex"_s);
    row("host", "GET /anything a.example"_ba, u"host"_s);
    row("host with port", "GET /anything a.example:8000"_ba, u"host"_s);
    row("host without case", "GET /anything A.Example"_ba, u"host"_s);
    row("wildcard host", "GET / x.y.b.example"_ba, u"wild"_s);
    row("wildcard host with port", "GET / x.b.example:99"_ba, u"wild"_s);
    row("wildcard needs a label", "GET / b.example"_ba, QString());
    row("two rules before one", "GET /deep/x a.example"_ba, u"host-and-path"_s);
    row("method only", "DELETE /whatever h"_ba, u"method"_s);
    row("nothing", "GET /nope h"_ba, QString());
    row("path decoded before it is matched", "POST /v1/ch%61t/x h"_ba, u"chat"_s);
}

static kong::RouteQuery queryFrom(const QByteArray &request)
{
    const QByteArrayList words = request.split(' ');
    kong::RouteQuery query{words.at(0), words.at(1), words.at(2), {}};
    for (const QByteArray &header : words.mid(3))
        query.headers.append({header.split('=').first(), header.split('=').last()});
    return query;
}

void RouterTest::decisions()
{
    QFETCH(const QByteArray, request);
    const auto match = kong::Router(&m_configuration).match(queryFrom(request));
    QTEST(match ? match->route->name : QString(), "route");
}

void RouterTest::upstreamPaths_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("prefix");
    QTest::newRow("stripped to nothing") << "GET /h h x-hash=abcd"_ba
                                         << "/"_ba
                                         << "/h"_ba;
    QTest::newRow("stripped") << "POST /v1/chat/x/y h"_ba
                              << "/x/y"_ba
                              << "/v1/chat"_ba;
    QTest::newRow("kept") << "GET /kept/x h"_ba
                          << "/kept/x"_ba
                          << ""_ba;
    QTest::newRow("base") << "GET /b h"_ba
                          << "/base"_ba
                          << "/b"_ba;
    QTest::newRow("base and rest") << "GET /b/x h"_ba
                                   << "/base/x"_ba
                                   << "/b"_ba;
    QTest::newRow("base and trailing slash") << "GET /b/ h"_ba
                                             << "/base/"_ba
                                             << "/b"_ba;
    QTest::newRow("base, kept") << "GET /bk/x h"_ba
                                << "/base/bk/x"_ba
                                << ""_ba;
}

void RouterTest::upstreamPaths()
{
    QFETCH(const QByteArray, request);
    const auto match = kong::Router(&m_configuration).match(queryFrom(request));
    QVERIFY(match);
    QTEST(match->upstreamPath, "path");
    QTEST(match->prefix, "prefix");
}

void RouterTest::captures()
{
    const auto match = kong::Router(&m_configuration).match(queryFrom("GET /v1/check h"_ba));
    QVERIFY(match);
    QCOMPARE(match->namedCaptures.value(u"what"_s), u"eck"_s);
    QVERIFY(!match->namedCaptures.contains(u"uri_postfix"_s));
}

void RouterTest::disabledServiceHasNoRoutes()
{
    QVERIFY(!kong::Router(&m_configuration).match(queryFrom("GET /off h"_ba)));
}

void RouterTest::normalizes_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("normal");
    QTest::newRow("dots") << "/a/./b/../c"_ba
                          << "/a/c"_ba;
    QTest::newRow("above the root") << "/../a"_ba
                                    << "/a"_ba;
    QTest::newRow("slashes") << "//a///b"_ba
                             << "/a/b"_ba;
    QTest::newRow("trailing slash") << "/a/"_ba
                                    << "/a/"_ba;
    QTest::newRow("unreserved") << "/%7Eu%2Da"_ba
                                << "/~u-a"_ba;
    QTest::newRow("reserved stays") << "/a%2Fb%20c"_ba
                                    << "/a%2Fb%20c"_ba;
    QTest::newRow("cut escape") << "/a%4"_ba
                                << "/a%4"_ba;
    QTest::newRow("root") << "/"_ba
                          << "/"_ba;
}

void RouterTest::normalizes()
{
    QFETCH(const QByteArray, path);
    QTEST(kong::normalizedPath(path), "normal");
}

QObject *makeRouterTest()
{
    return new RouterTest;
}

#include "tst_router.moc"
