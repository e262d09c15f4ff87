// SPDX-License-Identifier: Apache-2.0
#include "kong/yamlreader.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class YamlReaderTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void types_data();
    void types();
    void structure();
    void anchors();
    void faults_data();
    void faults();
};

void YamlReaderTest::types_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("integer") << "42"_ba
                             << "42"_ba;
    QTest::newRow("float keeps its spelling") << "1.50"_ba
                                              << "1.50"_ba;
    QTest::newRow("negative") << "-3"_ba
                              << "-3"_ba;
    QTest::newRow("leading zero is text") << "007"_ba
                                          << "\"007\""_ba;
    QTest::newRow("true") << "true"_ba
                          << "true"_ba;
    QTest::newRow("False") << "False"_ba
                           << "false"_ba;
    QTest::newRow("tilde") << "~"_ba
                           << "null"_ba;
    QTest::newRow("null") << "null"_ba
                          << "null"_ba;
    QTest::newRow("quoted number") << "\"42\""_ba
                                   << "\"42\""_ba;
    QTest::newRow("single quoted") << "'true'"_ba
                                   << "\"true\""_ba;
    QTest::newRow("letters") << "Grüße 🦍"_ba
                             << "\"Grüße 🦍\""_ba;
    QTest::newRow("address") << "127.0.0.1:5555"_ba
                             << "\"127.0.0.1:5555\""_ba;
    QTest::newRow("version") << "2023-06-01"_ba
                             << "\"2023-06-01\""_ba;
}

void YamlReaderTest::types()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QByteArray, json);
    const auto read = kong::readYaml("- " + yaml);
    QVERIFY(read);
    QCOMPARE(read->at(0).write(), json);
}

void YamlReaderTest::structure()
{
    const auto read = kong::readYaml("b: 1\na: {x: [1, two]}\nc:\n- d\n"_ba);
    QVERIFY(read);
    QCOMPARE(read->write(), R"({"b":1,"a":{"x":[1,"two"]},"c":["d"]})"_ba);
}

void YamlReaderTest::anchors()
{
    const auto read = kong::readYaml("- &p\n  name: x\n- *p\n"_ba);
    QVERIFY(read);
    QCOMPARE(read->write(), R"([{"name":"x"},{"name":"x"}])"_ba);
}

void YamlReaderTest::faults_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("where");
    QTest::newRow("open braces") << "{{{"_ba << u"line 1"_s;
    QTest::newRow("second line") << "a: 1\nb: [1"_ba << u"line 2"_s;
    QTest::newRow("too deep") << "["_ba.repeated(80) + "]"_ba.repeated(80) << u"nested too deeply"_s;
}

void YamlReaderTest::faults()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QString, where);
    const auto read = kong::readYaml(yaml);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY2(read.error().message.contains(where), qPrintable(read.error().message));
}

QObject *makeYamlReaderTest()
{
    return new YamlReaderTest;
}

#include "tst_yamlreader.moc"
