// SPDX-License-Identifier: Apache-2.0
#include "tst_arguments.h"

#include "cli/arguments.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

template <typename Command> Command parsed(const QStringList &words, QString *dataFolder = nullptr)
{
    const auto result = cli::parseArguments(QStringList{u"spanway-cli"_s} + words);
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    const auto &arguments = std::get<cli::Arguments>(*result);
    if (dataFolder)
        *dataFolder = arguments.dataFolder;
    return std::get<Command>(arguments.command);
}

} // namespace

void TestArguments::sendTakesEveryOption()
{
    QString folder;
    const auto send = parsed<cli::SendArguments>(
        {u"send"_s, u"--profile"_s, u"P"_s, u"--gateway"_s, u"http://h/v1"_s, u"--key-env"_s, u"K"_s, u"--key-header"_s,
         u"apikey: {key}"_s, u"--header"_s, u"a: 1"_s, u"--header"_s, u"b: 2"_s, u"--header-env"_s, u"c=V"_s, u"--ca"_s, u"f.pem"_s,
         u"--model"_s, u"m"_s, u"--system"_s, u"s"_s, u"--param"_s, u"seed=7"_s, u"--param"_s, u"stop=[\"a\"]"_s, u"--no-stream"_s,
         u"--timeout"_s, u"1.5"_s, u"--session"_s, u"id"_s, u"--mlflow"_s, u"http://m"_s, u"--experiment"_s, u"e"_s, u"--data-dir"_s,
         u"/d"_s, u"--wait-export"_s, u"0"_s, u"--json"_s, u"the prompt"_s},
        &folder);
    QCOMPARE(folder, u"/d"_s);
    QCOMPARE(send.profile, u"P"_s);
    QCOMPARE(send.gateway, u"http://h/v1"_s);
    QCOMPARE(send.keyVariable, u"K"_s);
    QCOMPARE(send.keyHeader, u"apikey: {key}"_s);
    QCOMPARE(send.headers, QStringList({u"a: 1"_s, u"b: 2"_s}));
    QCOMPARE(send.headerVariables, QStringList(u"c=V"_s));
    QCOMPARE(send.caFile, u"f.pem"_s);
    QCOMPARE(send.model, u"m"_s);
    QCOMPARE(send.system, u"s"_s);
    QCOMPARE(send.parameters.size(), 2);
    QCOMPARE(send.parameters.at(0).second.toInt64(), 7);
    QCOMPARE(send.parameters.at(1).second.size(), 1);
    QVERIFY(!send.stream);
    QCOMPARE(send.timeout.count(), 1500);
    QCOMPARE(send.session, u"id"_s);
    QCOMPARE(send.mlflow, u"http://m"_s);
    QCOMPARE(send.experiment, u"e"_s);
    QCOMPARE(send.waitExport.count(), 0);
    QVERIFY(send.json);
    QCOMPARE(send.prompt, u"the prompt"_s);
}

void TestArguments::defaultsOfSend()
{
    const auto send = parsed<cli::SendArguments>({u"send"_s, u"-"_s});
    QCOMPARE(send.prompt, u"-"_s);
    QVERIFY(send.stream);
    QCOMPARE(send.timeout.count(), 300000);
    QCOMPARE(send.waitExport.count(), 30000);
    QVERIFY(send.session.isEmpty());
}

void TestArguments::otherCommands()
{
    QCOMPARE(parsed<cli::TracesArguments>({u"traces"_s, u"two"_s, u"words"_s}).text, u"two words"_s);
    QVERIFY(parsed<cli::TracesArguments>({u"traces"_s, u"--json"_s}).json);
    QCOMPARE(parsed<cli::TraceArguments>({u"trace"_s, u"show"_s, u"tr-1"_s}).id, u"tr-1"_s);
    QVERIFY(!parsed<cli::OutboxArguments>({u"outbox"_s}).retry);
    QVERIFY(parsed<cli::OutboxArguments>({u"outbox"_s, u"retry"_s}).retry);
}

void TestArguments::refused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("unknown command") << QStringList{u"fly"_s};
    QTest::newRow("unknown option") << QStringList{u"send"_s, u"--fly"_s, u"x"_s};
    QTest::newRow("no prompt") << QStringList{u"send"_s};
    QTest::newRow("two prompts") << QStringList{u"send"_s, u"a"_s, u"b"_s};
    QTest::newRow("prompt and file") << QStringList{u"send"_s, u"a"_s, u"--message-file"_s, u"f"_s};
    QTest::newRow("body and model") << QStringList{u"send"_s, u"--body"_s, u"f"_s, u"--model"_s, u"m"_s};
    QTest::newRow("body and no-stream") << QStringList{u"send"_s, u"--body"_s, u"f"_s, u"--no-stream"_s};
    QTest::newRow("param without value") << QStringList{u"send"_s, u"--param"_s, u"seed"_s, u"a"_s};
    QTest::newRow("param not JSON") << QStringList{u"send"_s, u"--param"_s, u"seed=x"_s, u"a"_s};
    QTest::newRow("param that has an option") << QStringList{u"send"_s, u"--param"_s, u"stream=true"_s, u"a"_s};
    QTest::newRow("time-out") << QStringList{u"send"_s, u"--timeout"_s, u"soon"_s, u"a"_s};
    QTest::newRow("negative wait") << QStringList{u"send"_s, u"--wait-export"_s, u"-1"_s, u"a"_s};
    QTest::newRow("trace without id") << QStringList{u"trace"_s, u"show"_s};
    QTest::newRow("trace without show") << QStringList{u"trace"_s, u"tr-1"_s};
    QTest::newRow("outbox nonsense") << QStringList{u"outbox"_s, u"empty"_s};
}

void TestArguments::refused()
{
    QFETCH(QStringList, words);
    const auto result = cli::parseArguments(QStringList{u"spanway-cli"_s} + words);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY(!result.error().message.isEmpty());
    QVERIFY(!cli::asksForJson(words));
    QVERIFY(cli::asksForJson(words + QStringList{u"--json"_s}));
    QVERIFY(!cli::asksForJson(words + QStringList{u"--"_s, u"--json"_s}));
}

void TestArguments::helpIsNoError_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("all") << QStringList{u"--help"_s};
    QTest::newRow("send") << QStringList{u"send"_s, u"--help"_s};
    QTest::newRow("outbox") << QStringList{u"outbox"_s, u"-h"_s};
    QTest::newRow("version") << QStringList{u"--version"_s};
}

void TestArguments::helpIsNoError()
{
    QFETCH(QStringList, words);
    const auto result = cli::parseArguments(QStringList{u"spanway-cli"_s} + words);
    QVERIFY(result);
    QVERIFY(!std::get<cli::HelpText>(*result).text.isEmpty());
}
