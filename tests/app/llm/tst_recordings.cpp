// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "llm/chatcodec.h"
#include "llm/replybuilder.h"
#include "llm/sseparser.h"
#include "support/recording.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using testsupport::Recording;

namespace {

QList<QByteArray> payloads(const QList<QByteArrayView> &pieces)
{
    llm::SseParser parser;
    QList<QByteArray> result;
    for (const QByteArrayView piece : pieces)
        result += parser.feed(piece).value();
    return result + parser.finish();
}

llm::ReplyBuilder built(const QList<QByteArray> &payloads)
{
    llm::ReplyBuilder builder;
    for (const QByteArray &data : payloads)
        builder.add(llm::decodeEvent(data));
    return builder;
}

/// Everything a reply holds, as text.
QString summary(const llm::ChatReply &reply)
{
    QString text = u"%1|%2|%3|%4|%5|%6\n"_s.arg(reply.id, reply.model, QString::fromUtf8(reply.created.write()),
                                                QString::number(reply.chunkCount), QString::number(reply.endMarker),
                                                QString::fromUtf8(reply.usage ? reply.usage->raw.write() : "-"_ba));
    for (const llm::Choice &choice : reply.choices) {
        text += u"%1|%2|%3|%4|%5|%6|%7\n"_s.arg(QString::number(choice.index), choice.role, choice.text,
                                                QString::number(choice.hasText), choice.reasoning, choice.refusal,
                                                choice.finishReason.value_or(u"-"_s));
        for (const llm::ToolCall &call : choice.toolCalls)
            text += QString::fromUtf8(call.toJson().write()) + u'\n';
    }
    return text;
}

void addStreams()
{
    QTest::addColumn<QString>("path");
    const QStringList paths = testsupport::recordedStreams();
    for (const QString &path : paths)
        QTest::newRow(qUtf8Printable(path)) << path;
}

} // namespace

/// What real gateways and models sent, replayed.
class RecordingsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void thereAreStreams();
    void everySplitPointGivesTheSameReply_data() { addStreams(); }
    void everySplitPointGivesTheSameReply();
    void repliesOfStreams_data();
    void repliesOfStreams();
    void doubledLastEvent_data();
    void doubledLastEvent();
    void plainReplies_data();
    void plainReplies();
};

void RecordingsTest::thereAreStreams()
{
    QVERIFY(testsupport::recordedStreams().size() > 70);
}

void RecordingsTest::everySplitPointGivesTheSameReply()
{
    QFETCH(QString, path);
    const QByteArray body = testsupport::readRecording(path).body;
    const QList<QByteArray> whole = payloads({body});
    const QString expected = summary(built(whole).reply());

    QList<QByteArrayView> bytes;
    for (qsizetype i = 0; i < body.size(); ++i)
        bytes.append(QByteArrayView(body).sliced(i, 1));
    QCOMPARE(summary(built(payloads(bytes)).reply()), expected);

    // The reply is a function of the payloads alone, so comparing those is enough, and affordable at every byte.
    for (qsizetype at = 0; at <= body.size(); ++at) {
        const QList<QByteArray> split = payloads({QByteArrayView(body).first(at), QByteArrayView(body).sliced(at)});
        if (split != whole)
            QFAIL(qPrintable(u"split at byte %1 gives other events"_s.arg(at)));
    }
}

void RecordingsTest::repliesOfStreams_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("finishReason");
    QTest::addColumn<bool>("endMarker");
    const auto row = [](const char *path, const QString &text, const QString &finish, bool endMarker) {
        QTest::newRow(path) << text << finish << endMarker;
    };
    const QString kong = u"Kong is a gateway. Grüße, 世界 🦍!"_s;
    row("kong/010-stream", kong, u"stop"_s, true);
    row("kong/015-stream-comments", u"Kong (no blank after colon)"_s, u"stop"_s, true);
    row("kong/017-stream-split", kong, u"stop"_s, true);
    row("kong/018-stream-nodone", kong, u"stop"_s, false);
    row("kong/175-stream-inband-error", u"Kong"_s, QString(), false);
    row("kong/178-stream-crlf", u"Kong is a gateway."_s, QString(), true);
    row("autolog/20-stream-tool-call/response", QString(), u"tool_calls"_s, true);
    row("autolog/27-stream-refusal/response", QString(), u"stop"_s, true);
    row("autolog/31-stream-kong-gemini/response", u"Paris."_s, u"STOP"_s, true);
}

void RecordingsTest::repliesOfStreams()
{
    QFETCH(QString, text);
    QFETCH(QString, finishReason);
    QFETCH(bool, endMarker);
    const Recording recording = testsupport::readRecording(QString::fromLatin1(QTest::currentDataTag()) + u".http"_s);
    const llm::ChatReply reply = built(payloads({recording.body})).reply();
    QCOMPARE(reply.text(), text);
    QCOMPARE(reply.first()->finishReason.value_or(QString()), finishReason);
    QCOMPARE(reply.endMarker, endMarker);
}

void RecordingsTest::doubledLastEvent_data()
{
    QTest::addColumn<bool>("doubled");
    QTest::newRow("170-stream-cut") << true;
    QTest::newRow("171-stream-cut-clean") << true;
    QTest::newRow("173-stream-stall") << true;
    QTest::newRow("174-stream-cut-buffered") << true;
    QTest::newRow("179-preserve-cut") << false;
}

void RecordingsTest::doubledLastEvent()
{
    QFETCH(bool, doubled);
    const Recording recording
        = testsupport::readRecording(u"kong/%1.http"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY(!recording.complete);
    llm::ReplyBuilder builder = built(payloads({recording.body}));
    const QString before = builder.reply().text();
    const qint64 chunks = builder.reply().chunkCount;
    QCOMPARE(builder.dropDoubledLast(), doubled);
    QCOMPARE(builder.reply().chunkCount, doubled ? chunks - 1 : chunks);
    QVERIFY(before.startsWith(builder.reply().text()));
    QCOMPARE(builder.reply().text() == before, !doubled);
}

void RecordingsTest::plainReplies_data()
{
    QTest::addColumn<QString>("path");
    for (const char *name : {"01-plain-user", "11-plain-n2", "13-plain-reasoning-content", "14-plain-refusal",
                             "15-plain-finish-length", "19-tool-calls-parallel", "32-plain-kong-anthropic"})
        QTest::newRow(name) << u"autolog/%1/response.http"_s.arg(QString::fromLatin1(name));
}

/// Beside the recorded JSON itself: no field of a choice gets lost.
void RecordingsTest::plainReplies()
{
    QFETCH(QString, path);
    const QByteArray body = testsupport::readRecording(path).body;
    const base::Json json = base::Json::parse(body).value();
    const llm::ChatReply reply = llm::decodeReply(body);
    QCOMPARE(reply.choices.size(), json[u"choices"].size());
    for (qsizetype i = 0; i < reply.choices.size(); ++i) {
        const llm::Choice &choice = reply.choices.at(i);
        const base::Json &message = json[u"choices"].at(i)[u"message"];
        QCOMPARE(choice.text, message[u"content"].toString());
        QCOMPARE(choice.hasText, message[u"content"].isString());
        QCOMPARE(choice.refusal, message[u"refusal"].toString());
        QCOMPARE(choice.reasoning, message[u"reasoning_content"].toString());
        QCOMPARE(choice.finishReason.value_or(QString()), json[u"choices"].at(i)[u"finish_reason"].toString());
        QCOMPARE(choice.toolCalls.size(), message[u"tool_calls"].size());
        for (qsizetype n = 0; n < choice.toolCalls.size(); ++n)
            QCOMPARE(choice.toolCalls.at(n).toJson(), message[u"tool_calls"].at(n));
    }
    QCOMPARE(reply.usage.has_value(), json[u"usage"].isObject());
}

QObject *makeRecordingsTest()
{
    return new RecordingsTest;
}

#include "tst_recordings.moc"
