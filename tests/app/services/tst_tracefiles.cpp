// SPDX-License-Identifier: Apache-2.0
#include "tst_tracefiles.h"

#include "base/json.h"
#include "services/tracefiles.h"
#include "support/recording.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using services::TraceFiles;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000;

/// What `mlflow.get_trace(id).to_dict()` gave for an agent with a tool.
QByteArray recordedTrace()
{
    const auto recording = base::Json::parse(testsupport::testData(u"autolog/18-tool-call-nested/trace.json"_s));
    return (*recording)[u"to_dict"].write();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

void TestTraceFiles::recordedTraceIsOpened()
{
    QTemporaryDir folder;
    const auto store = store::Store::open({folder.path(), 0});
    QVERIFY(store);
    TraceFiles files(store->get());
    QSignalSpy opened(&files, &TraceFiles::opened);
    const QString path = folder.filePath(u"trace.json"_s);
    writeFile(path, recordedTrace());
    files.open(path);
    QVERIFY(opened.wait(patience));
    QCOMPARE(opened.first().at(2).toInt(), 1);
    const auto id = opened.first().at(1).value<trace::TraceId>();
    auto read = (*store)->trace(id);
    QTRY_VERIFY_WITH_TIMEOUT(read.isFinished(), patience);
    QVERIFY(read.result().has_value());
    QCOMPARE(read.result()->spans.size(), 4);
}

void TestTraceFiles::badFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("not JSON") << "hello"_ba;
    QTest::newRow("cut") << R"({"info": {"trace_id": "tr-)"_ba;
    QTest::newRow("no trace") << R"({"a": 1})"_ba;
    QTest::newRow("empty list") << "[]"_ba;
    QTest::newRow("empty") << ""_ba;
}

void TestTraceFiles::badFilesAreRefused()
{
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"trace.json"_s);
    writeFile(path, content);
    const auto store = store::Store::open({folder.filePath(u"data"_s), 0});
    QVERIFY(store);
    TraceFiles files(store->get());
    std::optional<base::Error> failure;
    connect(&files, &TraceFiles::failed, this,
            [&failure](const QString &, const base::Error &error) { failure = error; });
    files.open(path);
    QTRY_VERIFY_WITH_TIMEOUT(failure.has_value(), patience);
    QVERIFY(!failure->message.isEmpty());
}
