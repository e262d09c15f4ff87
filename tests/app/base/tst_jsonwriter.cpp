// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Json;
using base::JsonStyle;

class JsonWriterTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void styles_data();
    void styles();
    void escapes();
    void pythonFloats_data();
    void pythonFloats();
    void quoted();
    void readsBackTheSame();
};

void JsonWriterTest::styles_data()
{
    QTest::addColumn<int>("style");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("compact") << int(JsonStyle::Compact)
                             << QByteArray("{\"k\xc3\xa9\":[1,2.0,[],{}],\"b\":{\"c\":null}}");
    QTest::newRow("python") << int(JsonStyle::Python)
                            << QByteArray("{\"k\xc3\xa9\": [1, 2.0, [], {}], \"b\": {\"c\": null}}");
    QTest::newRow("python ascii") << int(JsonStyle::PythonAscii)
                                  << QByteArray("{\"k\\u00e9\": [1, 2.0, [], {}], \"b\": {\"c\": null}}");
    QTest::newRow("indented") << int(JsonStyle::Indented)
                              << QByteArray("{\n  \"k\xc3\xa9\": [\n    1,\n    2.0,\n    [],\n    {}\n  ],\n"
                                            "  \"b\": {\n    \"c\": null\n  }\n}");
}

void JsonWriterTest::styles()
{
    QFETCH(int, style);
    QFETCH(QByteArray, expected);
    const Json json = Json::object({{u"k\u00e9"_s, Json::array({Json(1), Json(2.0), Json::array(), Json::object()})},
                                    {u"b"_s, Json::object({{u"c"_s, Json()}})}});
    QCOMPARE(json.write(JsonStyle(style)), expected);
}

void JsonWriterTest::escapes()
{
    // Expected text made with Python 3.11's json.dumps.
    const QString text = u"a\"\\/\n\r\t\b\f\0\u001f\u007f\u0080\u00e9\u2028\U0001F600"_s;
    QCOMPARE(Json(text).write(JsonStyle::PythonAscii),
             QByteArray(R"("a\"\\/\n\r\t\b\f\u0000\u001f\u007f\u0080\u00e9\u2028\ud83d\ude00")"));
    const QByteArray plain(
        "\"a\\\"\\\\/\\n\\r\\t\\b\\f\\u0000\\u001f\x7f\xc2\x80\xc3\xa9\xe2\x80\xa8\xf0\x9f\x98\x80\"");
    QCOMPARE(Json(text).write(JsonStyle::Python), plain);
    QCOMPARE(Json(text).write(JsonStyle::Compact), plain);
    const QString half = QString(QChar(0xdfff)) + QChar(0xd800);
    QCOMPARE(Json(half).write(JsonStyle::Python), QByteArray(R"("\udfff\ud800")"));
    QCOMPARE(Json(half).write(JsonStyle::PythonAscii), QByteArray(R"("\udfff\ud800")"));
}

void JsonWriterTest::pythonFloats_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](double value, const char *text) { QTest::newRow(text) << value << QByteArray(text); };
    // Right-hand sides are Python 3.11's repr().
    row(0.0, "0.0");
    row(-0.0, "-0.0");
    row(1.0, "1.0");
    row(3, "3.0");
    row(100, "100.0");
    row(0.1, "0.1");
    row(-2.5, "-2.5");
    row(123456789.125, "123456789.125");
    row(0.0001, "0.0001");
    row(0.00012345, "0.00012345");
    row(-1e-4, "-0.0001");
    row(1e-5, "1e-05");
    row(1e-7, "1e-07");
    row(1.25e-10, "1.25e-10");
    row(1e15, "1000000000000000.0");
    row(9999999999999998.0, "9999999999999998.0");
    row(1e16, "1e+16");
    row(12345678901234567.0, "1.2345678901234568e+16");
    row(1e22, "1e+22");
    row(1e100, "1e+100");
    row(1.7976931348623157e308, "1.7976931348623157e+308");
    row(2.2250738585072014e-308, "2.2250738585072014e-308");
    row(5e-324, "5e-324");
}

void JsonWriterTest::pythonFloats()
{
    QFETCH(double, value);
    QFETCH(QByteArray, expected);
    QCOMPARE(Json(value).write(JsonStyle::Python), expected);
    QCOMPARE(Json(value).toDouble(), value);
}

void JsonWriterTest::quoted()
{
    QCOMPARE(base::jsonQuoted(u"a\"\u00e9"), QByteArray("\"a\\\"\xc3\xa9\""));
    QCOMPARE(base::jsonQuoted(u"a\"\u00e9", true), QByteArray("\"a\\\"\\u00e9\""));
    QCOMPARE(base::jsonQuoted(QStringView()), QByteArray("\"\""));
}

void JsonWriterTest::readsBackTheSame()
{
    QString every;
    for (char32_t unit = 0; unit <= 0xffff; ++unit)
        every += QChar(char16_t(unit));
    every += u"\U00010000\U0010ffff"_s;
    const Json json = Json::object({{every, Json::array({Json(every), Json(true), Json(-1.5e-9)})}});
    for (const JsonStyle style : {JsonStyle::Compact, JsonStyle::Python, JsonStyle::PythonAscii, JsonStyle::Indented}) {
        const base::Result<Json> again = Json::parse(json.write(style));
        QVERIFY(again);
        QVERIFY(*again == json);
    }
}

QObject *makeJsonWriterTest()
{
    return new JsonWriterTest;
}

#include "tst_jsonwriter.moc"
