// SPDX-License-Identifier: Apache-2.0
#include "app/trace/treebuilder.h"
#include "support/testmain.h"
#include "trace/livetrace.h"
#include "trace/memorypayloads.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using namespace treebuilder;
using namespace trace;

class LiveTraceTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void rowsStayWhereTheyAre();
    void everyChangeIsSignalled();
    void changesSince();
    void aSpanAddedAgainReplaces();
    void infoChanges();
    void readersAtDifferentPaces_data();
    void readersAtDifferentPaces();
    void payloadsOfALiveTrace();
    void payloadsOfARecord();
};

namespace {

base::Result<SpanPayload> fetched(PayloadSource &source, int row)
{
    return source.fetch(row).result();
}

} // namespace

void LiveTraceTest::rowsStayWhereTheyAre()
{
    LiveTrace live({});
    QCOMPARE(live.size(), 0);
    QCOMPARE(live.generation(), 0);
    QCOMPARE(live.addSpan(span(1, 0, 50, -1)), 0);
    QCOMPARE(live.addSpan(span(2, 1, 10, -1)), 1);
    QCOMPARE(live.rowOf(spanId(2)), 1);
    QCOMPARE(live.rowOf(spanId(3)), -1);
    QCOMPARE(live.record().spans.at(1).id, spanId(2));
}

void LiveTraceTest::everyChangeIsSignalled()
{
    LiveTrace live({});
    QSignalSpy changed(&live, &LiveTrace::changed);
    live.addSpan(span(1, 0, 0, -1));
    live.setAttribute(0, u"a"_s, 1);
    live.addEvent(0, {u"first token"_s, at(5), {}});
    live.editSpan(0, [](Span &span) { span.name = u"renamed"_s; });
    live.closeSpan(0, at(9), SpanStatus::Error, u"broken"_s);
    live.editInfo([](TraceInfo &info) { info.name = u"turn"_s; });
    QCOMPARE(changed.size(), 6);
    for (int i = 0; i < 6; ++i)
        QCOMPARE(changed.at(i).first().toULongLong(), quint64(i + 1));
    QCOMPARE(live.generation(), 6);
    const Span &span = live.record().spans.first();
    QCOMPARE(span.attributes[u"a"].toInt64(), 1);
    QCOMPARE(span.events.size(), 1);
    QCOMPARE(span.name, u"renamed"_s);
    QCOMPARE(span.end, at(9));
    QCOMPARE(span.status, SpanStatus::Error);
    QCOMPARE(span.statusMessage, u"broken"_s);
    QCOMPARE(live.record().info.name, u"turn"_s);
}

void LiveTraceTest::changesSince()
{
    LiveTrace live({});
    live.addSpan(span(1, 0, 0, -1));
    live.addSpan(span(2, 1, 1, -1));
    LiveTrace::Changes all = live.changesSince(0);
    QCOMPARE(all.firstAdded, 0);
    QVERIFY(all.changed.isEmpty()); // new rows are only new
    const quint64 seen = live.generation();
    QVERIFY(live.changesSince(seen).isEmpty(live.size()));
    live.setAttribute(1, u"a"_s, 1);
    live.setAttribute(0, u"a"_s, 1);
    live.setAttribute(1, u"a"_s, 2);
    live.addSpan(span(3, 1, 2, -1));
    live.setAttribute(2, u"a"_s, 1);
    const LiveTrace::Changes changes = live.changesSince(seen);
    QVERIFY(!changes.isEmpty(live.size()));
    QCOMPARE(changes.firstAdded, 2);
    QCOMPARE(changes.changed, (QList<int>{0, 1}));
    QVERIFY(!changes.info);
}

void LiveTraceTest::aSpanAddedAgainReplaces()
{
    LiveTrace live({});
    live.addSpan(span(1, 0, 0, -1));
    const quint64 seen = live.generation();
    QCOMPARE(live.addSpan(span(1, 0, 0, 7)), 0);
    QCOMPARE(live.size(), 1);
    QCOMPARE(live.record().spans.first().end, at(7));
    QCOMPARE(live.changesSince(seen).changed, QList<int>{0});
}

void LiveTraceTest::infoChanges()
{
    TraceInfo info;
    info.name = u"before"_s;
    LiveTrace live(info);
    QCOMPARE(live.record().info.name, u"before"_s);
    live.addSpan(span(1, 0, 0, -1));
    const quint64 seen = live.generation();
    live.editInfo([](TraceInfo &info) { info.name = u"after"_s; });
    QVERIFY(live.changesSince(seen).info);
    QVERIFY(live.changesSince(seen).changed.isEmpty());
    QVERIFY(!live.changesSince(live.generation()).info);
}

void LiveTraceTest::readersAtDifferentPaces_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 10; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

/// Readers that look now and then must end up with the same as the trace itself, however the log was shortened
/// meanwhile.
void LiveTraceTest::readersAtDifferentPaces()
{
    QFETCH(quint32, seed);
    struct Reader
    {
        int pace;
        quint64 seen = 0;
        QStringList names;
    };
    QRandomGenerator random(seed);
    QList<Reader> readers{{1, 0, {}}, {7, 0, {}}, {100, 0, {}}, {3000, 0, {}}};
    LiveTrace live({});
    live.addSpan(span(1, 0, 0, -1));
    for (int step = 1; step <= 6000; ++step) {
        if (random.bounded(200) == 0)
            live.addSpan(span(live.size() + 1, 1, step, -1));
        else
            live.editSpan(random.bounded(live.size()), [step](Span &span) { span.name = QString::number(step); });
        for (Reader &reader : readers) {
            if (step % reader.pace != 0)
                continue;
            const LiveTrace::Changes changes = live.changesSince(reader.seen);
            reader.seen = live.generation();
            QCOMPARE(changes.firstAdded, int(reader.names.size()));
            for (const int row : changes.changed)
                reader.names[row] = live.record().spans.at(row).name;
            for (int row = changes.firstAdded; row < live.size(); ++row)
                reader.names.append(live.record().spans.at(row).name);
            for (int row = 0; row < live.size(); ++row)
                QCOMPARE(reader.names.at(row), live.record().spans.at(row).name);
        }
    }
}

void LiveTraceTest::payloadsOfALiveTrace()
{
    auto live = std::make_unique<LiveTrace>(TraceInfo());
    Span first = span(1, 0, 0, -1);
    first.attributes.set(keys::SpanInputs.toString(), u"in"_s);
    first.attributes.set(u"model"_s, u"m"_s);
    live->addSpan(first);
    MemoryPayloads payloads(live.get());
    QVERIFY(fetched(payloads, 0)->outputs.isNull());
    live->setAttribute(0, keys::SpanOutputs.toString(), u"out"_s);
    live->addEvent(0, {u"e"_s, at(1), {}});
    const auto payload = fetched(payloads, 0);
    QVERIFY(payload);
    QCOMPARE(payload->inputs.toString(), u"in"_s);
    QCOMPARE(payload->outputs.toString(), u"out"_s);
    QCOMPARE(payload->attributes.members().size(), 1);
    QCOMPARE(payload->attributes[u"model"].toString(), u"m"_s);
    QCOMPARE(payload->events.size(), 1);
    QCOMPARE(fetched(payloads, 1).error().kind, base::ErrorKind::NotFound);
    QCOMPARE(fetched(payloads, -1).error().kind, base::ErrorKind::NotFound);
    live.reset();
    QCOMPARE(fetched(payloads, 0).error().kind, base::ErrorKind::NotFound);
}

void LiveTraceTest::payloadsOfARecord()
{
    auto record = std::make_shared<TraceRecord>();
    record->spans = {span(1, 0, 0, 1)};
    record->spans[0].statusMessage = u"broken"_s;
    record->spans[0].links = {{TraceId::random(), spanId(5), {}}};
    MemoryPayloads payloads(std::move(record));
    const auto payload = fetched(payloads, 0);
    QVERIFY(payload);
    QCOMPARE(payload->statusMessage, u"broken"_s);
    QCOMPARE(payload->links.first().span, spanId(5));
}

QObject *makeLiveTraceTest()
{
    return new LiveTraceTest;
}

#include "tst_livetrace.moc"
