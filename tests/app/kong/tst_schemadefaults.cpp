// SPDX-License-Identifier: Apache-2.0
#include "kong/schemadefaults.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class SchemaDefaultsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void overlay();
    void aiProxy();
    void queueTrap();
    void limits();
    void unknownPlugin();
    void everySchemaIsJson();
};

static base::Json json(const QByteArray &text)
{
    return base::Json::parse(text).value_or(base::Json());
}

void SchemaDefaultsTest::overlay()
{
    const base::Json result
        = kong::overlaid(json(R"({"a":1,"b":{"c":2,"d":3},"e":[1]})"), json(R"({"b":{"d":4},"e":[],"f":5})"));
    QCOMPARE(result.write(), R"({"a":1,"b":{"c":2,"d":4},"e":[],"f":5})"_ba);
}

void SchemaDefaultsTest::aiProxy()
{
    const base::Json config = kong::pluginConfig(
        u"ai-proxy"_s,
        json(
            R"({"route_type":"llm/v1/chat","auth":{"header_name":"Authorization"},"model":{"provider":"openai","options":{"temperature":0.2}}})"));
    QCOMPARE(config[u"max_request_body_size"].toInt64(), 8192);
    QCOMPARE(config[u"model_name_header"].toBool(), true);
    QCOMPARE(config[u"auth"][u"allow_override"].isBool(), true);
    QVERIFY(config[u"auth"].contains(u"param_name"));
    QCOMPARE(config[u"model"][u"options"][u"azure_api_version"].toString(), u"2023-05-15"_s);
    QCOMPARE(config[u"model"][u"options"][u"temperature"].numberText(), "0.2"_ba);
    QVERIFY(kong::pluginConfig(u"ai-proxy"_s, json("{}"))[u"auth"].isNull());
}

void SchemaDefaultsTest::queueTrap()
{
    const auto batch = [](const QByteArray &config) {
        return kong::pluginConfig(u"opentelemetry"_s, json(config))[u"queue"][u"max_batch_size"].toInt64();
    };
    QCOMPARE(batch("{}"), 200);
    QCOMPARE(batch(R"({"queue":{"max_coalescing_delay":0.2}})"), 1);
    QCOMPARE(batch(R"({"queue":{"max_batch_size":50}})"), 50);
}

void SchemaDefaultsTest::limits()
{
    const base::Json config
        = kong::pluginConfig(u"response-ratelimiting"_s, json(R"({"limits":{"tokens":{"minute":5}}})"));
    QCOMPARE(config[u"limits"][u"tokens"][u"minute"].toInt64(), 5);
    QVERIFY(config[u"limits"][u"tokens"].contains(u"year"));
}

void SchemaDefaultsTest::unknownPlugin()
{
    QCOMPARE(kong::pluginConfig(u"of-my-own"_s, json(R"({"x":1})")).write(), R"({"x":1})"_ba);
    QCOMPARE(kong::pluginConfig(u"of-my-own"_s, {}).write(), "{}"_ba);
}

void SchemaDefaultsTest::everySchemaIsJson()
{
    for (const QString &kind : {u"services"_s, u"routes"_s, u"upstreams"_s})
        QVERIFY2(kong::entityDefaults(kind).contains(u"created_at"), qPrintable(kind));
    QVERIFY(kong::entityDefaults(u"nothing"_s).isNull());
    for (const QString &name : {u"ai-prompt-decorator"_s, u"ai-prompt-guard"_s, u"rate-limiting"_s, u"key-auth"_s,
                                u"jwt"_s, u"cors"_s, u"proxy-cache"_s, u"http-log"_s, u"acl"_s, u"correlation-id"_s})
        QVERIFY2(kong::pluginConfig(name, {}).size() > 0, qPrintable(name));
}

QObject *makeSchemaDefaultsTest()
{
    return new SchemaDefaultsTest;
}

#include "tst_schemadefaults.moc"
