// SPDX-License-Identifier: Apache-2.0
#include "llm/pythonjson.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class PythonJsonTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatPythonSays_data();
    void saysWhatPythonSays();
    void deepNestingIsRefused();
};

void PythonJsonTest::saysWhatPythonSays_data()
{
    // Taken from Python 3.11.7, json.loads().
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const QString &text, const QString &message) {
        QTest::addRow("%s", qUtf8Printable(text)) << text << message;
    };
    row(u""_s, u"Expecting value: line 1 column 1 (char 0)"_s);
    row(u"{"_s, u"Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"_s);
    row(u"["_s, u"Expecting value: line 1 column 2 (char 1)"_s);
    row(u"{\"a"_s, u"Unterminated string starting at: line 1 column 2 (char 1)"_s);
    row(u"{\"a\":1,}"_s, u"Expecting property name enclosed in double quotes: line 1 column 8 (char 7)"_s);
    row(u"[1,]"_s, u"Expecting value: line 1 column 4 (char 3)"_s);
    row(u"{\"a\" 1}"_s, u"Expecting ':' delimiter: line 1 column 6 (char 5)"_s);
    row(u"[1 2]"_s, u"Expecting ',' delimiter: line 1 column 4 (char 3)"_s);
    row(u"{\"a\":\"\\x\"}"_s, u"Invalid \\escape: line 1 column 7 (char 6)"_s);
    row(u"{\"a\":\"\\u12\"}"_s, u"Invalid \\uXXXX escape: line 1 column 8 (char 7)"_s);
    row(u"{\"a\":\"\\u12zz\"}"_s, u"Invalid \\uXXXX escape: line 1 column 8 (char 7)"_s);
    row(u"5 5"_s, u"Extra data: line 1 column 3 (char 2)"_s);
    row(u"nul"_s, u"Expecting value: line 1 column 1 (char 0)"_s);
    row(u"-"_s, u"Expecting value: line 1 column 1 (char 0)"_s);
    row(u"01"_s, u"Extra data: line 1 column 2 (char 1)"_s);
    row(u"1.e"_s, u"Extra data: line 1 column 2 (char 1)"_s);
    row(u"{\"a\":1"_s, u"Expecting ',' delimiter: line 1 column 7 (char 6)"_s);
    row(u"\"\\u123"_s, u"Invalid \\uXXXX escape: line 1 column 3 (char 2)"_s);
    row(u"\"\\"_s, u"Unterminated string starting at: line 1 column 1 (char 0)"_s);
    row(u"{\"a\":\n 1,\n x}"_s, u"Expecting property name enclosed in double quotes: line 3 column 2 (char 11)"_s);
    row(u"[\"🦍\",x]"_s, u"Expecting value: line 1 column 6 (char 5)"_s);
    row(u"\"a\nb\""_s, u"Invalid control character at: line 1 column 3 (char 2)"_s);
    row(u"[1.5e+3, true, null, -0] x"_s, u"Extra data: line 1 column 26 (char 25)"_s);
}

void PythonJsonTest::saysWhatPythonSays()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    QCOMPARE(llm::jsonDecodeError(text), message);
}

void PythonJsonTest::deepNestingIsRefused()
{
    QVERIFY(llm::jsonDecodeError(QString(100000, u'[')).startsWith("Expecting value: line 1"_L1));
}

QObject *makePythonJsonTest()
{
    return new PythonJsonTest;
}

#include "tst_pythonjson.moc"
