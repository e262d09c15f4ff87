// SPDX-License-Identifier: Apache-2.0
#include "app/store/samples.h"
#include "store/sql/connection.h"
#include "support/testmain.h"

#include <QtTest/QSignalSpy>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace storetest;
using store::TraceQuery;
using store::TraceRow;

class TracesTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldSurvives();
    void runningSpansSurvive();
    void unknownTraceIsNotFound();
    void rowsShowTheRollup();
    void committingAgainReplaces();
    void importedTraceIsReplacedButOursIsNot();
    void removedTraceIsGone();
    void pagesNeitherSkipNorRepeat();
    void sameStartIsNoProblem();
    void insertingWhilePaging();
    void wordsFindTraces();
    void searchIsPagedToo();
    void changesAreTold();
    void indexesStayWhole();
    void damagedPayloadIsTold_data();
    void damagedPayloadIsTold();
    void costGrowsWithTheSpans();

protected:
    void prepare() override
    {
        m_home = std::make_unique<Home>();
        QVERIFY(m_home->open());
    }

private:
    store::Store &store() const { return *m_home->operator->(); }
    trace::TraceId add(const trace::TraceRecord &trace) const
    {
        const auto result = store().importTrace(trace, u"file:test.json"_s).result();
        return result ? trace.info.id : trace::TraceId();
    }
    trace::TraceId addAt(qint64 start) const { return add(sampleTrace(u"p"_s, u"r"_s, start)); }
    QList<TraceRow> page(const TraceQuery &query) const { return store().traces(query).result().value(); }
    QList<TraceRow> found(const QString &text) const
    {
        TraceQuery query;
        query.text = text;
        return page(query);
    }
    /// All pages of `limit` rows; calls `between` after each.
    QList<TraceRow> allPages(TraceQuery query, const std::function<void()> &between = {}) const;

    struct Cost
    {
        double saving = 0; ///< ms of processor time
        double loading = 0;
        QString difference; ///< between what was saved and what came back
    };
    Cost costOf(int spans) const;

    std::unique_ptr<Home> m_home;
};

QList<TraceRow> TracesTest::allPages(TraceQuery query, const std::function<void()> &between) const
{
    QList<TraceRow> all;
    for (;;) {
        const QList<TraceRow> rows = page(query);
        all += rows;
        if (rows.size() < query.limit)
            return all;
        query.before = {rows.last().start, rows.last().id};
        if (between)
            between();
    }
}

void TracesTest::everyFieldSurvives()
{
    const trace::TraceRecord trace = sampleTrace(u"Grüße \U0001F600"_s, u"<b>& \"quoted\""_s);
    QVERIFY(store().commitTurn(finishedTurn(), trace, draft()).result().has_value());
    QVERIFY(m_home->open());
    const auto read = store().trace(trace.info.id).result();
    QVERIFY(read.has_value());
    QCOMPARE(difference(*read, trace), QString());
    QCOMPARE(read->info.start.time_since_epoch().count(), 1790000000123456789);
    QCOMPARE(read->spans.at(1).attributes[trace::keys::SpanInputs][u"temperature"].numberText(), "0.70"_ba);
}

void TracesTest::runningSpansSurvive()
{
    trace::TraceRecord trace = sampleTrace();
    trace.info.end.reset();
    trace.info.state = trace::TraceState::InProgress;
    trace.spans[1].end.reset();
    trace.spans[1].parent.reset();
    add(trace);
    QCOMPARE(difference(store().trace(trace.info.id).result().value(), trace), QString());
    QCOMPARE(page({}).first().duration.count(), 0);
}

void TracesTest::unknownTraceIsNotFound()
{
    const auto result = store().trace(trace::TraceId::random()).result();
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, base::ErrorKind::NotFound);
    QVERIFY(store().removeTrace(trace::TraceId::random()).result().has_value());
}

void TracesTest::rowsShowTheRollup()
{
    const trace::TraceRecord trace = sampleTrace(u"First line\nsecond"_s);
    store::TurnRecord turn = finishedTurn();
    turn.traceId = trace.info.id;
    turn.state = llm::TurnState::Stopped;
    QVERIFY(store().commitTurn(turn, trace, draft()).result().has_value());
    const TraceRow row = page({}).first();
    QVERIFY(row.id == trace.info.id);
    QCOMPARE(row.name, u"Chat"_s);
    QCOMPARE(row.state, trace::TraceState::Ok);
    QVERIFY(row.start == trace.info.start);
    QCOMPARE(row.duration.count(), 1500000001);
    QCOMPARE(row.session, u"conversation-1"_s);
    QCOMPARE(row.model, u"gpt-4o"_s);
    QCOMPARE(row.preview, u"First line"_s);
    QCOMPARE(row.spanCount, 2);
    QCOMPARE(row.inputTokens, std::optional<qint64>(12));
    QCOMPARE(row.outputTokens, std::optional<qint64>(34));
    QCOMPARE(row.origin, u"spanway"_s);
    QCOMPARE(row.outbox, std::optional(store::OutboxState::Waiting));
    add(sampleTrace(u"p"_s, u"r"_s, 5));
    QCOMPARE(row.turn, std::optional(llm::TurnState::Stopped));
    QVERIFY(!page({}).last().outbox);
    QVERIFY(!page({}).last().turn);
    QCOMPARE(page({}).last().origin, u"file:test.json"_s);
}

void TracesTest::committingAgainReplaces()
{
    trace::TraceRecord trace = sampleTrace(u"elephant"_s);
    const store::TurnRecord turn = finishedTurn();
    store().commitTurn(turn, trace, draft()).waitForFinished();
    trace.info.name = u"Second"_s;
    trace.spans.resize(1);
    trace.spans[0].attributes = {};
    trace.info.requestPreview = u"giraffe"_s;
    store().commitTurn(turn, trace, draft()).waitForFinished();
    QCOMPARE(store().traceCount().result().value(), 1);
    QCOMPARE(difference(store().trace(trace.info.id).result().value(), trace), QString());
    QCOMPARE(store().outbox(true, 10).result().value().size(), 1);
    QVERIFY(found(u"elephant"_s).isEmpty());
    QCOMPARE(found(u"giraffe"_s).size(), 1);
}

void TracesTest::importedTraceIsReplacedButOursIsNot()
{
    trace::TraceRecord trace = sampleTrace();
    add(trace);
    trace.info.name = u"Newer file"_s;
    add(trace);
    QCOMPARE(page({}).size(), 1);
    QCOMPARE(page({}).first().name, u"Newer file"_s);

    trace::TraceRecord ours = sampleTrace();
    store().commitTurn(finishedTurn(), ours, std::nullopt).waitForFinished();
    ours.info.name = u"From a file"_s;
    add(ours);
    QCOMPARE(store().trace(ours.info.id).result().value().info.name, u"Chat"_s);
}

void TracesTest::removedTraceIsGone()
{
    const trace::TraceRecord trace = sampleTrace();
    store().commitTurn(finishedTurn(), trace, draft()).waitForFinished();
    const trace::TraceId kept = addAt(7);
    store().saveWire(trace.info.id, {{http::WireEntry::Direction::Sent, {}, "bytes"}}).waitForFinished();
    QVERIFY(store().removeTrace(trace.info.id).result().has_value());
    QCOMPARE(store().traceCount().result().value(), 1);
    QVERIFY(!store().trace(trace.info.id).result().has_value());
    QVERIFY(store().trace(kept).result().has_value());
    QVERIFY(store().wire(trace.info.id).result().value().isEmpty());
    QVERIFY(found(u"rayleigh"_s).isEmpty());
}

void TracesTest::pagesNeitherSkipNorRepeat()
{
    for (int i = 0; i < 25; ++i)
        addAt(1000 + i * 7 % 25);
    TraceQuery query;
    query.limit = 10;
    const QList<TraceRow> all = allPages(query);
    QCOMPARE(all.size(), 25);
    for (qsizetype i = 0; i < all.size(); ++i)
        QVERIFY(all.at(i).start == at(1024 - i));
}

void TracesTest::sameStartIsNoProblem()
{
    for (int i = 0; i < 25; ++i)
        addAt(1000);
    TraceQuery query;
    query.limit = 4;
    QSet<trace::TraceId> ids;
    const QList<TraceRow> all = allPages(query);
    for (const TraceRow &row : all)
        ids.insert(row.id);
    QCOMPARE(all.size(), 25);
    QCOMPARE(ids.size(), 25);
}

void TracesTest::insertingWhilePaging()
{
    for (int i = 0; i < 20; ++i)
        addAt(1000 + i);
    TraceQuery query;
    query.limit = 5;
    qint64 newer = 2000;
    const QList<TraceRow> all = allPages(query, [&] { addAt(newer++); });
    QCOMPARE(all.size(), 20);
    for (qsizetype i = 0; i < all.size(); ++i)
        QVERIFY(all.at(i).start == at(1019 - i));
}

void TracesTest::wordsFindTraces()
{
    store().commitTurn(finishedTurn(), sampleTrace(), std::nullopt).waitForFinished();
    const trace::TraceId other = add(sampleTrace(u"Wie hoch ist der Kölner Dom?"_s, u"157 Meter"_s));
    QCOMPARE(found(u"rayleigh"_s).size(), 1);
    QCOMPARE(found(u"koln"_s).size(), 1);
    QVERIFY(found(u"koln"_s).first().id == other);
    QCOMPARE(found(u"157 met"_s).size(), 1);
    QCOMPARE(found(u"completions"_s).size(), 2);
    QCOMPARE(found(u"req-4711"_s).size(), 2);
    QVERIFY(found(u"rayleigh meter"_s).isEmpty());
    QCOMPARE(found(u"  "_s).size(), 2);
    QVERIFY2(found(u"?!"_s).isEmpty(), "signs alone match nothing");
}

void TracesTest::searchIsPagedToo()
{
    for (int i = 0; i < 12; ++i)
        add(sampleTrace(i % 2 ? u"odd number"_s : u"even number"_s, u"r"_s, 1000 + i));
    TraceQuery query;
    query.text = u"odd"_s;
    query.limit = 4;
    const QList<TraceRow> all = allPages(query);
    QCOMPARE(all.size(), 6);
    for (qsizetype i = 0; i < all.size(); ++i)
        QVERIFY(all.at(i).start == at(1011 - 2 * i));
}

void TracesTest::changesAreTold()
{
    QSignalSpy changed(&store(), &store::Store::tracesChanged);
    const trace::TraceId id = addAt(1);
    QTRY_COMPARE(changed.size(), 1);
    store().commitTurn(finishedTurn(), sampleTrace(), std::nullopt);
    QTRY_COMPARE(changed.size(), 2);
    store().removeTrace(id);
    QTRY_COMPARE(changed.size(), 3);
}

void TracesTest::indexesStayWhole()
{
    store().saveConversation(conversation(u"conversation-1"_s, u"first title"_s)).waitForFinished();
    store().saveConversation(conversation(u"conversation-1"_s, u"second title"_s)).waitForFinished();
    store().saveConversation(conversation(u"gone"_s, u"third title"_s)).waitForFinished();
    store::TurnRecord turn = finishedTurn(u"turn-1"_s);
    trace::TraceRecord trace = sampleTrace();
    for (const QString &reply : {u"one"_s, u"two"_s, u"two"_s}) {
        turn.replyText = reply;
        trace.info.responsePreview = reply;
        store().commitTurn(turn, trace, draft()).waitForFinished();
    }
    store().commitTurn(finishedTurn({}, u"gone"_s), sampleTrace(), draft()).waitForFinished();
    store().removeTrace(addAt(5)).waitForFinished();
    store().removeConversation(u"gone"_s).waitForFinished();
    m_home->close();
    store::Connection connection;
    QVERIFY(connection.open(m_home->database(), store::Connection::Mode::ReadWrite));
    // With rank 1 FTS5 compares its index with the texts of the tables.
    for (const QByteArray index : {"conversations_text", "turns_text", "traces_text"}) {
        QVERIFY2(connection.execute("INSERT INTO " + index + " (" + index + ", rank) VALUES ('integrity-check', 1)"),
                 index.constData());
    }
}

void TracesTest::damagedPayloadIsTold_data()
{
    QTest::addColumn<int>("spans");
    QTest::newRow("short trace") << 3;
    QTest::newRow("long trace") << 2000;
}

void TracesTest::damagedPayloadIsTold()
{
    QFETCH(const int, spans);
    const trace::TraceRecord trace = wideTrace(spans);
    add(trace);
    {
        store::Connection connection;
        QVERIFY(connection.open(m_home->database(), store::Connection::Mode::ReadWrite));
        QVERIFY(connection.execute("UPDATE spans SET payload_packed = x'00' WHERE (place & 0xffffff) = 2"));
    }
    const auto read = store().trace(trace.info.id).result();
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().kind, base::ErrorKind::Storage);
    QVERIFY2(read.error().message.contains(trace.spans.at(2).id.hex()), qPrintable(read.error().message));
}

void TracesTest::costGrowsWithTheSpans()
{
    // Ten times the spans cost ten times the processor time, a hundred times if anything grows with the square. A ratio,
    // because a busy machine makes both slower.
    const Cost small = costOf(5000);
    const Cost large = costOf(50000);
    qInfo("50,000 spans: saved in %.0f ms, loaded in %.0f ms; 5,000: %.0f and %.0f ms", large.saving, large.loading, small.saving,
          small.loading);
    QCOMPARE(large.difference, QString());
    QVERIFY2(large.saving < 40 * small.saving, "saving");
    QVERIFY2(large.loading < 40 * small.loading, "loading");
}

TracesTest::Cost TracesTest::costOf(int spans) const
{
    const trace::TraceRecord trace = wideTrace(spans);
    const std::clock_t begin = std::clock();
    const bool saved = store().importTrace(trace, u"demo"_s).result().has_value();
    const std::clock_t between = std::clock();
    const auto read = store().trace(trace.info.id).result();
    const std::clock_t end = std::clock();
    const auto ms = [](std::clock_t from, std::clock_t to) { return double(to - from) * 1000 / CLOCKS_PER_SEC; };
    return {ms(begin, between), ms(between, end), saved && read ? difference(*read, trace) : u"nothing came back"_s};
}

QObject *makeTracesTest()
{
    return new TracesTest;
}

#include "tst_traces.moc"
