// SPDX-License-Identifier: Apache-2.0
#include "app/store/samples.h"
#include "support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using namespace storetest;
using store::OutboxRow;
using store::OutboxState;

class OutboxTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void commitMakesARow();
    void nothingLeavesWithoutADraft();
    void dueRowsAreClaimedOnce();
    void oldestDueComesFirst();
    void sentRowsKeepTheirExperiment();
    void waitingRowsWaitTheirTime();
    void failedRowsWaitForAPerson();
    void oneRowCanBeRetried();
    void destinationCanBePostponed();
    void countsSayWhatWaitsAndWhy();
    void oneRowForADestination();
    void hasteLeavesAloneWhatIsBeingSent();
    void sentStaysSent();
    void redirectMovesWhatWaits();
    void redirectMakesNoSecondRow();
    void removedTraceIsNotSent();
    void exporterLockBelongsToTheProcess();
    void releasedLockLetsRowsWaitAgain();
    void changesAreTold();

protected:
    void prepare() override
    {
        m_home = std::make_unique<Home>();
        QVERIFY(m_home->open());
    }

private:
    store::Store &store() const { return *m_home->operator->(); }
    trace::TraceId commit() const
    {
        const trace::TraceRecord trace = sampleTrace();
        store().commitTurn(finishedTurn(), trace, draft()).waitForFinished();
        return trace.info.id;
    }
    QList<OutboxRow> claim(int limit = 100) const
    {
        return store().claimDue(base::Timestamp::max(), limit).result().value();
    }
    OutboxRow row(const trace::TraceId &id) const
    {
        return store().outboxOf(id).result().value().value_or(OutboxRow());
    }

    std::unique_ptr<Home> m_home;
};

void OutboxTest::commitMakesARow()
{
    store::OutboxDraft numbers = draft();
    numbers.content = settings::ContentMode::NumbersOnly;
    const trace::TraceRecord trace = sampleTrace();
    store().commitTurn(finishedTurn(), trace, numbers).waitForFinished();
    const auto rows = store().outbox(false, 10).result().value();
    QCOMPARE(rows.size(), 1);
    const OutboxRow &row = rows.first();
    QVERIFY(row.id > 0);
    QVERIFY(row.traceId == trace.info.id);
    QCOMPARE(row.traceName, u"Chat"_s);
    QVERIFY(row.destination == destination());
    QCOMPARE(row.content, settings::ContentMode::NumbersOnly);
    QCOMPARE(row.state, OutboxState::Waiting);
    QCOMPARE(row.attempts, 0);
    QVERIFY(row.nextTry == row.created);
    const auto now = std::chrono::system_clock::now();
    QVERIFY(row.created <= now && row.created > now - std::chrono::minutes(5));
}

void OutboxTest::nothingLeavesWithoutADraft()
{
    store::OutboxDraft nothing = draft();
    nothing.content = settings::ContentMode::Nothing;
    store().commitTurn(finishedTurn(), sampleTrace(), std::nullopt).waitForFinished();
    store().commitTurn(finishedTurn(), sampleTrace(), nothing).waitForFinished();
    QVERIFY(store().outbox(true, 10).result().value().isEmpty());
}

void OutboxTest::dueRowsAreClaimedOnce()
{
    const trace::TraceId id = commit();
    QVERIFY(store().claimDue(at(1), 10).result().value().isEmpty());
    const auto claimed = claim();
    QCOMPARE(claimed.size(), 1);
    QCOMPARE(claimed.first().state, OutboxState::Sending);
    QCOMPARE(row(id).state, OutboxState::Sending);
    QVERIFY2(claim().isEmpty(), "what this living process is sending is not due");
}

void OutboxTest::oldestDueComesFirst()
{
    QList<trace::TraceId> ids;
    for (int i = 0; i < 3; ++i)
        ids.append(commit());
    QVERIFY(store().markWaiting(row(ids.at(0)).id, at(30), {}).result().has_value());
    QVERIFY(store().markWaiting(row(ids.at(1)).id, at(10), {}).result().has_value());
    QVERIFY(store().markWaiting(row(ids.at(2)).id, at(20), {}).result().has_value());
    const auto two = claim(2);
    QCOMPARE(two.size(), 2);
    QVERIFY(two.at(0).traceId == ids.at(1));
    QVERIFY(two.at(1).traceId == ids.at(2));
}

void OutboxTest::sentRowsKeepTheirExperiment()
{
    const trace::TraceId id = commit();
    store().markWaiting(row(id).id, at(5), u"MLflow did not answer"_s).waitForFinished();
    QVERIFY(store().markSent(row(id).id, u"42"_s).result().has_value());
    const OutboxRow sent = row(id);
    QCOMPARE(sent.state, OutboxState::Sent);
    QCOMPARE(sent.experimentId, u"42"_s);
    QCOMPARE(sent.attempts, 2);
    QCOMPARE(sent.reason, QString());
    QVERIFY(claim().isEmpty());
    QVERIFY(store().outbox(false, 10).result().value().isEmpty());
    QCOMPARE(store().outbox(true, 10).result().value().size(), 1);
    QCOMPARE(store().traces({}).result().value().first().outbox, std::optional(OutboxState::Sent));
}

void OutboxTest::waitingRowsWaitTheirTime()
{
    const trace::TraceId id = commit();
    const qint64 rowId = claim().first().id;
    const base::Timestamp later = at(1790000000123456789);
    QVERIFY(store().markWaiting(rowId, later, u"MLflow did not answer"_s).result().has_value());
    QCOMPARE(row(id).state, OutboxState::Waiting);
    QCOMPARE(row(id).attempts, 1);
    QCOMPARE(row(id).reason, u"MLflow did not answer"_s);
    QVERIFY(row(id).nextTry == later);
    QVERIFY(store().claimDue(later - std::chrono::nanoseconds(1), 10).result().value().isEmpty());
    QCOMPARE(store().claimDue(later, 10).result().value().size(), 1);
}

void OutboxTest::failedRowsWaitForAPerson()
{
    const trace::TraceId id = commit();
    QVERIFY(store().markFailed(claim().first().id, u"MLflow refused it"_s).result().has_value());
    QCOMPARE(row(id).state, OutboxState::Failed);
    QCOMPARE(row(id).attempts, 1);
    QVERIFY(claim().isEmpty());
    QCOMPARE(store().outbox(false, 10).result().value().size(), 1);
    QVERIFY(store().retryNow(std::nullopt).result().has_value());
    QCOMPARE(claim().size(), 1);
}

void OutboxTest::oneRowCanBeRetried()
{
    const trace::TraceId first = commit();
    const trace::TraceId second = commit();
    const trace::TraceId sent = commit();
    store().markWaiting(row(first).id, base::Timestamp::max(), {}).waitForFinished();
    store().markWaiting(row(second).id, base::Timestamp::max(), {}).waitForFinished();
    store().markSent(row(sent).id, {}).waitForFinished();
    store().retryNow(row(second).id).waitForFinished();
    const auto now = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
    const auto due = store().claimDue(now, 10).result().value();
    QCOMPARE(due.size(), 1);
    QVERIFY(due.first().traceId == second);
    store().retryNow(row(sent).id).waitForFinished();
    QCOMPARE(row(sent).state, OutboxState::Sent);
}

void OutboxTest::destinationCanBePostponed()
{
    const trace::TraceId sending = commit();
    QCOMPARE(claim().size(), 1);
    const trace::TraceId waiting = commit();
    const trace::TraceId failed = commit();
    store().markFailed(row(failed).id, u"refused"_s).waitForFinished();
    const trace::TraceRecord elsewhere = sampleTrace();
    store().commitTurn(finishedTurn(), elsewhere, draft(u"Elsewhere"_s)).waitForFinished();
    const base::Timestamp later = at(4000000000000000000);
    QVERIFY(store().postpone(destination(), later, u"MLflow asked to log in"_s).result().has_value());
    for (const trace::TraceId &id : {sending, waiting}) {
        QCOMPARE(row(id).state, OutboxState::Waiting);
        QVERIFY(row(id).nextTry == later);
        QCOMPARE(row(id).reason, u"MLflow asked to log in"_s);
        QCOMPARE(row(id).attempts, 0);
    }
    QCOMPARE(row(failed).state, OutboxState::Failed);
    QVERIFY(row(elsewhere.info.id).nextTry < later);
    // What was on its way when nobody could be reached was tried, what only waited was not.
    store().postpone(destination(), at(0), {}).waitForFinished();
    const trace::TraceId later2 = commit();
    QCOMPARE(claim().size(), 4);
    const trace::TraceId fresh = commit();
    QVERIFY(store().postpone(destination(), later, u"refused"_s, true).result().has_value());
    QCOMPARE(row(later2).attempts, 1);
    QCOMPARE(row(fresh).attempts, 0);
}

void OutboxTest::countsSayWhatWaitsAndWhy()
{
    const store::OutboxCounts none = store().outboxCounts().result().value();
    QCOMPARE(none.waiting + none.sending + none.failed, 0);
    QVERIFY(!none.nextTry);
    commit();
    QCOMPARE(claim().size(), 1);
    store().markFailed(row(commit()).id, u"refused"_s).waitForFinished();
    store().markSent(row(commit()).id, u"1"_s).waitForFinished();
    store().markWaiting(row(commit()).id, at(20), u"second"_s).waitForFinished();
    store().markWaiting(row(commit()).id, at(10), u"first"_s).waitForFinished();
    const store::OutboxCounts counts = store().outboxCounts().result().value();
    QCOMPARE(counts.waiting, 2);
    QCOMPARE(counts.sending, 1);
    QCOMPARE(counts.failed, 1);
    QVERIFY(counts.nextTry && *counts.nextTry == at(10));
    QCOMPARE(counts.reason, u"first"_s);
}

void OutboxTest::oneRowForADestination()
{
    const trace::TraceRecord trace = sampleTrace();
    const trace::TraceId id = trace.info.id;
    const auto commitTo = [this, &trace](const store::OutboxDraft &draft) {
        store().commitTurn(finishedTurn(u"t"_s), trace, draft).waitForFinished();
    };
    commitTo(draft());
    commitTo(draft());
    QCOMPARE(store().outbox(true, 10).result().value().size(), 1);
    // Not while it is under way.
    claim();
    commitTo(draft());
    QCOMPARE(row(id).state, OutboxState::Sending);
    // A sent one is sent again when asked for.
    store().markSent(row(id).id, u"1"_s).waitForFinished();
    commitTo(draft());
    QCOMPARE(row(id).state, OutboxState::Waiting);
    // Another place is another row.
    commitTo(draft(u"Other"_s));
    QCOMPARE(store().outbox(true, 10).result().value().size(), 2);
    QCOMPARE(row(id).destination.experiment, u"Other"_s);
}

void OutboxTest::hasteLeavesAloneWhatIsBeingSent()
{
    const trace::TraceId sending = commit();
    QCOMPARE(claim().size(), 1);
    const trace::TraceId later = commit();
    store().markWaiting(row(later).id, at(4000000000000000000), u"refused"_s).waitForFinished();
    QVERIFY(store().hasten(destination(), at(7)).result().has_value());
    QCOMPARE(row(sending).state, OutboxState::Sending);
    QCOMPARE(row(later).state, OutboxState::Waiting);
    QVERIFY(row(later).nextTry == at(7));
}

void OutboxTest::sentStaysSent()
{
    const trace::TraceId id = commit();
    store().markSent(row(id).id, u"1"_s).waitForFinished();
    QVERIFY(store().markWaiting(row(id).id, at(5), u"late doubt"_s).result().has_value());
    QCOMPARE(row(id).state, OutboxState::Sent);
    QVERIFY(store().markFailed(row(id).id, u"late doubt"_s).result().has_value());
    QCOMPARE(row(id).state, OutboxState::Sent);
}

void OutboxTest::redirectMovesWhatWaits()
{
    const trace::TraceId waiting = commit();
    const trace::TraceId sent = commit();
    const trace::TraceRecord elsewhere = sampleTrace();
    store().commitTurn(finishedTurn(), elsewhere, draft(u"Elsewhere"_s)).waitForFinished();
    store().markSent(row(sent).id, u"1"_s).waitForFinished();
    store().postpone(destination(), at(4000000000000000000), u"the old place is down"_s).waitForFinished();
    QVERIFY(store().redirect(destination(), destination(u"New"_s)).result().has_value());
    QCOMPARE(row(waiting).destination.experiment, u"New"_s);
    QVERIFY(row(waiting).nextTry == at(0)); // at once, at the new place
    QCOMPARE(row(waiting).reason, QString());
    QCOMPARE(row(sent).destination.experiment, destination().experiment);
    QCOMPARE(row(elsewhere.info.id).destination.experiment, u"Elsewhere"_s);
    QVERIFY(store().redirect(destination(u"New"_s), destination(u"New"_s)).result().has_value());
    QCOMPARE(row(waiting).destination.experiment, u"New"_s);
}

void OutboxTest::redirectMakesNoSecondRow()
{
    const trace::TraceRecord trace = sampleTrace();
    const trace::TraceId id = trace.info.id;
    store().commitTurn(finishedTurn(u"t"_s), trace, draft()).waitForFinished();
    store().commitTurn(finishedTurn(u"t"_s), trace, draft(u"New"_s)).waitForFinished();
    store().markSent(row(id).id, u"7"_s).waitForFinished();
    QVERIFY(store().redirect(destination(), destination(u"New"_s)).result().has_value());
    const auto rows = store().outbox(true, 10).result().value();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().state, OutboxState::Sent);
}

void OutboxTest::removedTraceIsNotSent()
{
    const trace::TraceId id = commit();
    const qint64 rowId = claim().first().id;
    QVERIFY(store().removeTrace(id).result().has_value());
    QVERIFY(store().outbox(true, 10).result().value().isEmpty());
    // The exporter may report about it later.
    QVERIFY(store().markWaiting(rowId, at(1), {}).result().has_value());
    QVERIFY(claim().isEmpty());
}

void OutboxTest::exporterLockBelongsToTheProcess()
{
    QVERIFY(store().acquireExporterLock().result().value());
    QVERIFY(store().acquireExporterLock().result().value());
    QVERIFY(store().releaseExporterLock().result().has_value());
    QVERIFY(store().acquireExporterLock().result().value());
}

void OutboxTest::releasedLockLetsRowsWaitAgain()
{
    commit();
    store().acquireExporterLock().waitForFinished();
    QCOMPARE(claim().size(), 1);
    store().releaseExporterLock().waitForFinished();
    QCOMPARE(claim().size(), 1);
}

void OutboxTest::changesAreTold()
{
    QSignalSpy changed(&store(), &store::Store::outboxChanged);
    commit();
    QTRY_COMPARE(changed.size(), 1);
    const qint64 rowId = claim().first().id;
    store().markSent(rowId, {});
    QTRY_COMPARE(changed.size(), 2);
    store().commitTurn(finishedTurn(), sampleTrace(), std::nullopt).waitForFinished();
    store().flush().waitForFinished();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(changed.size(), 2);
}

QObject *makeOutboxTest()
{
    return new OutboxTest;
}

#include "tst_outbox.moc"
