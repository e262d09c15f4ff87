// SPDX-License-Identifier: Apache-2.0
#include "demo/models/patterntext.h"
#include "demo/models/schemainstance.h"
#include "support/testmain.h"

#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

class SchemaInstanceTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void valid_data();
    void valid();
    void recursionEnds();
    void patterns_data();
    void patterns();
};

static base::Json json(const QByteArray &text)
{
    return base::Json::parse(text).value_or(base::Json());
}

/// A second, small reading of JSON schema: what is wrong with a value, empty if nothing is.
static QString fault(const base::Json &value, const base::Json &schema)
{
    if (schema.contains(u"const"))
        return value == schema[u"const"] ? QString() : u"const"_s;
    if (schema[u"enum"].isArray())
        return schema[u"enum"].items().contains(value) ? QString() : u"enum"_s;
    for (const base::Json &option : schema[u"anyOf"].items()) {
        if (fault(value, option).isEmpty())
            return {};
    }
    if (schema[u"anyOf"].isArray())
        return u"anyOf"_s;
    const QString type = schema[u"type"].toString();
    if ((type == "integer"_L1 && !value.isInteger()) || (type == "number"_L1 && !value.isNumber())
        || (type == "string"_L1 && !value.isString()) || (type == "boolean"_L1 && !value.isBool())
        || (type == "array"_L1 && !value.isArray()) || (type == "object"_L1 && !value.isObject())
        || (type == "null"_L1 && !value.isNull()))
        return u"type "_s + type;
    if ((schema[u"minimum"].isNumber() && value.toDouble() < schema[u"minimum"].toDouble())
        || (schema[u"maximum"].isNumber() && value.toDouble() > schema[u"maximum"].toDouble())
        || (schema[u"exclusiveMinimum"].isNumber() && value.toDouble() <= schema[u"exclusiveMinimum"].toDouble())
        || (schema[u"exclusiveMaximum"].isNumber() && value.toDouble() >= schema[u"exclusiveMaximum"].toDouble()))
        return u"range"_s;
    if ((schema[u"minLength"].isNumber() && value.toString().size() < schema[u"minLength"].toInt64())
        || (schema[u"maxLength"].isNumber() && value.toString().size() > schema[u"maxLength"].toInt64()))
        return u"length"_s;
    if ((schema[u"minItems"].isNumber() && value.size() < schema[u"minItems"].toInt64())
        || (schema[u"maxItems"].isNumber() && value.size() > schema[u"maxItems"].toInt64()))
        return u"items"_s;
    for (const base::Json &item : value.items()) {
        if (const QString inner = fault(item, schema[u"items"]); !inner.isEmpty())
            return inner;
    }
    for (const base::Json &name : schema[u"required"].items()) {
        if (!value.contains(name.toString()))
            return u"required "_s + name.toString();
    }
    for (const auto &[name, member] : value.members()) {
        if (const QString inner = fault(member, schema[u"properties"][name]); !inner.isEmpty())
            return name + u": "_s + inner;
    }
    return {};
}

void SchemaInstanceTest::valid_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::newRow("object")
        << R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}},"required":["a","b"]})"_ba;
    QTest::newRow("required without property") << R"({"type":"object","required":["x"]})"_ba;
    QTest::newRow("bounds") << R"({"type":"integer","minimum":7,"maximum":8})"_ba;
    QTest::newRow("negative") << R"({"type":"integer","minimum":-5,"maximum":-4})"_ba;
    QTest::newRow("only maximum") << R"({"type":"integer","maximum":-10})"_ba;
    QTest::newRow("exclusive") << R"({"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":2})"_ba;
    QTest::newRow("number") << R"({"type":"number","minimum":0.5,"maximum":0.75})"_ba;
    QTest::newRow("multiple") << R"({"type":"integer","multipleOf":10,"minimum":5,"maximum":15})"_ba;
    QTest::newRow("lengths") << R"({"type":"string","minLength":30,"maxLength":31})"_ba;
    QTest::newRow("short") << R"({"type":"string","maxLength":1})"_ba;
    QTest::newRow("items") << R"({"type":"array","items":{"type":"boolean"},"minItems":5,"maxItems":6})"_ba;
    QTest::newRow("no items") << R"({"type":"array","items":{"type":"boolean"},"maxItems":0})"_ba;
    QTest::newRow("enum") << R"({"enum":["x",3,null]})"_ba;
    QTest::newRow("const") << R"({"const":{"a":1}})"_ba;
    QTest::newRow("choice")
        << R"({"anyOf":[{"type":"null"},{"type":"object","properties":{"k":{"const":1}},"required":["k"]}]})"_ba;
    QTest::newRow("nested")
        << R"({"type":"object","properties":{"l":{"type":"array","items":{"type":"object","properties":{"d":{"type":"string","format":"date"}},"required":["d"]}}},"required":["l"]})"_ba;
}

void SchemaInstanceTest::valid()
{
    QFETCH(const QByteArray, schema);
    for (quint64 seed = 0; seed < 50; ++seed) {
        demo::Dice dice(seed);
        const base::Json made = demo::SchemaInstance(json(schema), {u"alpha"_s, u"beta"_s}, &dice).make();
        const QString wrong = fault(made, json(schema));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong + u" in "_s + QString::fromUtf8(made.write())));
    }
}

void SchemaInstanceTest::recursionEnds()
{
    const base::Json schema = json(R"({"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{
        "name":{"type":"string"},"next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]},
        "children":{"type":"array","items":{"$ref":"#/$defs/node"}}},"required":["name","next"]}}})");
    for (quint64 seed = 0; seed < 20; ++seed) {
        demo::Dice dice(seed);
        const base::Json made = demo::SchemaInstance(schema, {u"x"_s}, &dice).make();
        QVERIFY(made[u"name"].isString() && made.contains(u"next"));
        QVERIFY(made.write().size() < 100000);
    }
}

void SchemaInstanceTest::patterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("possible");
    QTest::newRow("digits") << u"^\\d{3}-\\d{2,4}$"_s << true;
    QTest::newRow("class") << u"^[A-F0-9_.-]{8}$"_s << true;
    QTest::newRow("choice") << u"^(cat|dog)s?$"_s << true;
    QTest::newRow("group") << u"^(?:ab)+c*\\.x$"_s << true;
    QTest::newRow("open") << u"^a{2,}$"_s << true;
    QTest::newRow("negated class") << u"^[^a]$"_s << false;
    QTest::newRow("lookahead") << u"^(?=a)a$"_s << false;
    QTest::newRow("not closed") << u"^(a$"_s << false;
    QTest::newRow("no end of bounds") << u"a{3"_s << false;
}

void SchemaInstanceTest::patterns()
{
    QFETCH(const QString, pattern);
    QFETCH(const bool, possible);
    for (quint64 seed = 0; seed < 30; ++seed) {
        demo::Dice dice(seed);
        const auto text = demo::patternText(pattern, &dice);
        QCOMPARE(text.has_value(), possible);
        if (text)
            QVERIFY2(QRegularExpression(pattern).match(*text).hasMatch(), qPrintable(*text));
    }
}

QObject *makeSchemaInstanceTest()
{
    return new SchemaInstanceTest;
}

#include "tst_schemainstance.moc"
