// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Json;

class JsonReaderTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void rejects_data();
    void rejects();
    void errorNamesThePlace();
    void everyPrefixIsRejected();
    void loneSurrogatesStay();
    void doubledKeys();
    void doubledKeysAmongMany();
    void depthIsLimited();
    void inputNeedsNoPadding();
};

void JsonReaderTest::accepts_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("output");
    const auto same
        = [](const char *name, const char *text) { QTest::newRow(name) << QByteArray(text) << QByteArray(text); };
    same("null", "null");
    same("true", "true");
    same("false", "false");
    same("zero", "0");
    same("minus zero", "-0");
    same("point is kept", "1.0");
    same("19 digits", "9223372036854775807");
    same("23 digits", "12345678901234567890123");
    same("exponent spelling is kept", "[1E+5,1e-05,1.50e0]");
    same("beyond double", "1e999");
    same("empty string", "\"\"");
    same("empty containers", "[[],{},[{}],{\"\":[]}]");
    same("key order", R"({"z":1,"a":{"y":2,"b":3}})");
    same("UTF-8", "\"\xc3\xa9\xf0\x9f\x98\x80\xe2\x80\xa8\"");
    same("DEL", "\"\x7f\"");
    same("brackets in strings", R"({"[{":"]},:"})");
    const auto row = [](const char *name, const char *in, const char *out) {
        QTest::newRow(name) << QByteArray(in) << QByteArray(out);
    };
    row("blanks", " \t\r\n[ 1 , 2.50 , { \"a\" : true } ] \n", "[1,2.50,{\"a\":true}]");
    row("blanks around a scalar", " \n-1.5e3 ", "-1.5e3");
    row("escapes", R"("\"\\\/\b\f\n\r\t")", R"("\"\\/\b\f\n\r\t")");
    row("escaped key", R"({"a\nb\u0041":1})", R"({"a\nbA":1})");
    row("escaped NUL", R"("\u0000")", R"("\u0000")");
    row("surrogate pair", R"("\ud83d\uDE00")", "\"\xf0\x9f\x98\x80\"");
    row("escaped quote at the end", R"(["\\","\\\""])", R"(["\\","\\\""])");
}

void JsonReaderTest::accepts()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, output);
    const base::Result<Json> json = Json::parse(input);
    QVERIFY2(json, json ? "" : qPrintable(json.error().detail));
    QCOMPARE(json->write(), output);
}

void JsonReaderTest::rejects_data()
{
    QTest::addColumn<QByteArray>("input");
    const auto row
        = [](const QByteArray &text) { QTest::newRow(text.toPercentEncoding(" []{},:\"\\").constData()) << text; };
    // One input a line.
    const QByteArrayList texts = QByteArray(R"(nul
nulll
True
[tru]
[truex]
NaN
Infinity
-
+1
01
-01
1.
.5
1e
1e+
0x10
1_000
1 2
[1 2]
[1,]
[,1]
[1,,2]
[1,,2,nope]
[1}
[1]]
[[1]
]
[
{
}
{]
[}
{"a"}
{"a":}
{"a":1,}
{,}
{"a" 1}
{a:1}
{1:2}
{'a':1}
{"a":1 "b":2}
["a":1]
{"a":"b":1}
[1:2]
{"a":{"b":[}}
[1] x
{} {}
"
"a
"a" "b"
"a"b
"\"
"\x"
["\x41"]
"\u12"
"\u12g4"
"\u"
// c
[1/**/]
{"a\q":1})")
                                     .split('\n');
    for (const QByteArray &text : texts)
        row(text);
    for (const char *text : {"", " ", "\"a\nb\"", "\"a\tb\"", "[\"a\x01\"]", "\xef\xbb\xbf[]", "\"\xff\"",
                             "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf5\x80\x80\x80\"", "[\"\xc3\"]"})
        row(text);
    row(QByteArray("[1\0]", 4));
    row(QByteArray("[]\0", 3));
    row(QByteArray("\"a\0b\"", 5));
}

void JsonReaderTest::rejects()
{
    QFETCH(QByteArray, input);
    const base::Result<Json> json = Json::parse(input);
    QVERIFY2(!json, json ? json->write().constData() : "");
    QCOMPARE(int(json.error().kind), int(base::ErrorKind::InvalidInput));
    QVERIFY(!json.error().message.isEmpty());
}

void JsonReaderTest::errorNamesThePlace()
{
    const base::Result<Json> json = Json::parse("{\"a\": [1, 2, nope]}");
    QVERIFY(!json);
    QVERIFY2(json.error().message.contains(u"13"), qPrintable(json.error().message));
}

void JsonReaderTest::everyPrefixIsRejected()
{
    const QByteArray whole = R"({"a":[1.5e3,"x\u0041\\",{"b":null,"c":true}],"d":"\ud83d\ude00"})";
    QVERIFY(Json::parse(whole));
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!Json::parse(whole.first(length)), whole.first(length).constData());
}

void JsonReaderTest::loneSurrogatesStay()
{
    const base::Result<Json> json = Json::parse(R"(["\ud800","a\udc00b","\ud800\ud83d\ude00","\ud800x"])");
    QVERIFY(json);
    QCOMPARE(json->at(0).toString(), QString(QChar(0xd800)));
    QCOMPARE(json->at(1).toString().at(1), QChar(0xdc00));
    QCOMPARE(json->at(2).toString().size(), 3);
    QCOMPARE(json->write(), QByteArray("[\"\\ud800\",\"a\\udc00b\",\"\\ud800\xf0\x9f\x98\x80\",\"\\ud800x\"]"));
}

void JsonReaderTest::doubledKeys()
{
    const base::Result<Json> json = Json::parse(R"({"a":1,"b":2,"a":3,"\u0061":4})");
    QVERIFY(json);
    QCOMPARE(json->write(), QByteArray(R"({"a":4,"b":2})"));
}

void JsonReaderTest::doubledKeysAmongMany()
{
    // Crosses the number of members from which a hash is used, in both directions.
    for (const int count : {15, 16, 17, 18, 40}) {
        QByteArray text = "{";
        for (int i = 0; i < count; ++i)
            text += "\"k" + QByteArray::number(i) + "\":" + QByteArray::number(i) + ",";
        for (int i = 0; i < count; ++i)
            text += "\"k" + QByteArray::number(i) + "\":" + QByteArray::number(i + 100) + ",";
        text += "\"last\":true}";
        const base::Result<Json> json = Json::parse(text);
        QVERIFY(json);
        QCOMPARE(json->size(), count + 1);
        for (int i = 0; i < count; ++i) {
            QCOMPARE(json->members().at(i).first, u"k"_s + QString::number(i));
            QCOMPARE(json->at(i).toInt64(), i + 100);
        }
    }
}

void JsonReaderTest::depthIsLimited()
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(Json::parse(nested(512)));
    QVERIFY(!Json::parse(nested(513)));
    QVERIFY(!Json::parse(nested(1'000'000)));
    const QByteArray deepObject = QByteArray("{\"a\":").repeated(600) + "1" + QByteArray("}").repeated(600);
    QVERIFY(!Json::parse(deepObject));
}

void JsonReaderTest::inputNeedsNoPadding()
{
    // Exactly sized heap memory: reading behind its end is seen by the sanitizer.
    for (const QByteArray &text :
         {QByteArray("[1,2]"), QByteArray("123"), QByteArray("\"abc\""), QByteArray("{\"a\":nul")}) {
        const auto exact = std::make_unique<char[]>(std::size_t(text.size()));
        std::copy(text.cbegin(), text.cend(), exact.get());
        const base::Result<Json> json = Json::parse(QByteArrayView(exact.get(), text.size()));
        QCOMPARE(json.has_value(), !text.endsWith("nul"));
    }
}

QObject *makeJsonReaderTest()
{
    return new JsonReaderTest;
}

#include "tst_jsonreader.moc"
