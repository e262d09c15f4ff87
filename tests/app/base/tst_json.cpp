// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "support/testmain.h"

#include <limits>

using namespace Qt::StringLiterals;
using base::Json;

class JsonTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void types();
    void missingReadsAsNull();
    void integers_data();
    void integers();
    void doubles();
    void strings();
    void insertReplacesInPlace();
    void appendMakesArray();
    void wrongContainerIsLeftAlone();
    void remove();
    void copiesAreIndependent();
    void movedFromIsNull();
    void assignOwnPart();
    void equality();
};

void JsonTest::types()
{
    QVERIFY(Json().isNull());
    QVERIFY(Json(nullptr).isNull());
    QVERIFY(Json(true).isBool());
    QVERIFY(Json(1).isNumber());
    QVERIFY(Json(qint64(1)).isNumber());
    QVERIFY(Json(1.5).isNumber());
    QVERIFY(Json(u"x"_s).isString());
    QVERIFY(Json::array().isArray());
    QVERIFY(Json::object().isObject());
    QVERIFY(!Json::object().isArray());
    QVERIFY(Json::number("1").isInteger());
    QVERIFY(!Json::number("1.0").isInteger());
    QVERIFY(!Json::number("1e3").isInteger());
    QVERIFY(!Json::number("1E3").isInteger());
    QVERIFY(!Json(u"1"_s).isInteger());
    // Not finite has no form in JSON.
    QVERIFY(Json(std::numeric_limits<double>::infinity()).isNull());
    QVERIFY(Json(std::numeric_limits<double>::quiet_NaN()).isNull());
}

void JsonTest::missingReadsAsNull()
{
    const Json object = Json::object({{u"a"_s, Json::array({Json(1), Json(2)})}});
    QVERIFY(object[u"b"].isNull());
    QVERIFY(object[u"b"][u"c"].at(3).isNull());
    QVERIFY(object[u"a"].at(2).isNull());
    QVERIFY(object[u"a"].at(-1).isNull());
    QVERIFY(object[u"a"][u"x"].isNull());
    QVERIFY(Json(1).items().isEmpty());
    QVERIFY(Json(1).members().isEmpty());
    QCOMPARE(Json(u"text"_s).size(), 0);
    QCOMPARE(object.size(), 1);
    QCOMPARE(object.at(0).size(), 2);
    QVERIFY(object.contains(u"a"));
    QVERIFY(!object.contains(u"b"));
    QVERIFY(!Json().contains(u"a"));
}

void JsonTest::integers_data()
{
    QTest::addColumn<QByteArray>("spelling");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("zero") << QByteArray("-0") << qint64(0);
    QTest::newRow("largest") << QByteArray("9223372036854775807") << std::numeric_limits<qint64>::max();
    QTest::newRow("smallest") << QByteArray("-9223372036854775808") << std::numeric_limits<qint64>::min();
    QTest::newRow("too large") << QByteArray("9223372036854775808") << qint64(-7);
    QTest::newRow("fraction is cut") << QByteArray("2.9") << qint64(2);
    QTest::newRow("negative fraction is cut") << QByteArray("-2.9") << qint64(-2);
    QTest::newRow("exponent") << QByteArray("1e3") << qint64(1000);
    QTest::newRow("smallest as double") << QByteArray("-9223372036854775808.0") << std::numeric_limits<qint64>::min();
    QTest::newRow("double too large") << QByteArray("9.3e18") << qint64(-7);
    QTest::newRow("double far too large") << QByteArray("1e999") << qint64(-7);
}

void JsonTest::integers()
{
    QFETCH(QByteArray, spelling);
    QFETCH(qint64, expected);
    QCOMPARE(Json::number(spelling).toInt64(-7), expected);
    QCOMPARE(Json::number(spelling).numberText(), spelling);
}

void JsonTest::doubles()
{
    QCOMPARE(Json::number("0.1").toDouble(), 0.1);
    QCOMPARE(Json(7).toDouble(), 7.0);
    QCOMPARE(Json::number("1e999").toDouble(), std::numeric_limits<double>::infinity());
    QCOMPARE(Json::number("-0.1e1000").toDouble(), -std::numeric_limits<double>::infinity());
    QCOMPARE(Json::number(QByteArray(400, '9') + "e-5").toDouble(), std::numeric_limits<double>::infinity());
    QCOMPARE(Json::number("1e-999").toDouble(3.0), 0.0);
    QCOMPARE(Json::number("0." + QByteArray(400, '0') + "1e5").toDouble(3.0), 0.0);
    QCOMPARE(Json::number("1e99999999999999999999").toDouble(), std::numeric_limits<double>::infinity());
    QCOMPARE(Json::number("1e-99999999999999999999").toDouble(3.0), 0.0);
    QCOMPARE(Json::number("5e-324").toDouble(), 5e-324);
    QCOMPARE(Json(u"0.1"_s).toDouble(3.0), 3.0);
    QCOMPARE(Json(u"1"_s).toInt64(3), 3);
    QCOMPARE(Json(u"1"_s).numberText(), QByteArray());
}

void JsonTest::strings()
{
    QCOMPARE(Json(u"abc"_s).toString(), u"abc"_s);
    QCOMPARE(Json(1).toString(u"none"_s), u"none"_s);
    QCOMPARE(Json().toString(), QString());
    QCOMPARE(Json(true).toBool(), true);
    QCOMPARE(Json(1).toBool(true), true);
    QCOMPARE(Json(1).toBool(), false);
}

void JsonTest::insertReplacesInPlace()
{
    Json json;
    json.insert(u"first"_s, 1);
    json.insert(u"second"_s, u"two"_s);
    json.insert(u"first"_s, Json(nullptr));
    QCOMPARE(json.write(), QByteArray(R"({"first":null,"second":"two"})"));
}

void JsonTest::appendMakesArray()
{
    Json json;
    json.append(1);
    json.append(Json::object());
    QCOMPARE(json.write(), QByteArray("[1,{}]"));
}

void JsonTest::wrongContainerIsLeftAlone()
{
    Json text(u"x"_s);
    text.append(1);
    text.insert(u"k"_s, 1);
    text.remove(u"k");
    QCOMPARE(text, Json(u"x"_s));
    Json array = Json::array();
    array.insert(u"k"_s, 1);
    QCOMPARE(array, Json::array());
    Json object = Json::object();
    object.append(1);
    QCOMPARE(object, Json::object());
}

void JsonTest::remove()
{
    Json json = Json::object({{u"a"_s, 1}, {u"b"_s, 2}, {u"c"_s, 3}});
    json.remove(u"b");
    json.remove(u"missing");
    QCOMPARE(json.write(), QByteArray(R"({"a":1,"c":3})"));
}

void JsonTest::copiesAreIndependent()
{
    const Json original = Json::object({{u"list"_s, Json::array({Json(1)})}});
    Json copy = original;
    Json list = copy[u"list"];
    list.append(2);
    copy.insert(u"list"_s, list);
    QCOMPARE(original.write(), QByteArray(R"({"list":[1]})"));
    QCOMPARE(copy.write(), QByteArray(R"({"list":[1,2]})"));
}

void JsonTest::movedFromIsNull()
{
    Json from = Json::array({Json(1)});
    const Json to = std::move(from);
    QCOMPARE(to.size(), 1);
    QVERIFY(from.isNull());
    QCOMPARE(from.size(), 0);
}

void JsonTest::assignOwnPart()
{
    Json json = Json::array({Json::array({Json(u"inner"_s)})});
    json = Json(json.at(0));
    QCOMPARE(json.write(), QByteArray(R"(["inner"])"));
    json = json.at(0);
    QCOMPARE(json, Json(u"inner"_s));
}

void JsonTest::equality()
{
    QVERIFY(Json() == Json(nullptr));
    QVERIFY(Json(true) != Json(false));
    QVERIFY(Json(1) == Json::number("1"));
    QVERIFY(Json(1.0) != Json(1));
    QVERIFY(Json(u"1"_s) != Json(1));
    QVERIFY(Json(QString()) == Json(u""_s));
    QVERIFY(Json::array() != Json::object());
    QVERIFY(Json::array({Json(1), Json(2)}) != Json::array({Json(2), Json(1)}));
    const Json ab = Json::object({{u"a"_s, 1}, {u"b"_s, 2}});
    const Json ba = Json::object({{u"b"_s, 2}, {u"a"_s, 1}});
    QVERIFY(ab != ba);
    QVERIFY(ab == Json::object({{u"a"_s, 1}, {u"b"_s, 2}}));
}

QObject *makeJsonTest()
{
    return new JsonTest;
}

#include "tst_json.moc"
