// SPDX-License-Identifier: Apache-2.0
#include "app/store/child.h"
#include "app/store/samples.h"
#include "support/testmain.h"

#include "base/random.h"
#include "store/sql/connection.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using namespace storetest;

/// A disk that is full or refuses to write, made in ways that also hold for root.
class FullDiskTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void failedWritesAreToldAndLeaveNothing();
    void laterSuccessHeals();
    void callsThatWriteNothingHealNothing();
    void readingGoesOn();
    void streamUnderAFileSizeLimit();
    void startUnderAFileSizeLimit_data();
    void startUnderAFileSizeLimit();
    void beginningWithoutContentIsNoLoss();

protected:
    void prepare() override { m_home = std::make_unique<Home>(); }

private:
    /// Fills the limited database until a commit fails; how many worked.
    int fill();
    static trace::TraceRecord bulky();

    std::unique_ptr<Home> m_home;
};

trace::TraceRecord FullDiskTest::bulky()
{
    trace::TraceRecord trace = sampleTrace();
    // Cannot be packed, so that it really takes room.
    trace.spans[0].attributes.set(u"noise"_s, base::Json(QString::fromLatin1(base::randomBytes(60000).toHex())));
    return trace;
}

int FullDiskTest::fill()
{
    for (int written = 0; written < 200; ++written) {
        if (!(*m_home)->commitTurn(finishedTurn(), bulky(), draft()).result().has_value())
            return written;
    }
    return -1;
}

void FullDiskTest::failedWritesAreToldAndLeaveNothing()
{
    QVERIFY(m_home->open(300));
    QSignalSpy healthChanged(m_home->operator->(), &store::Store::healthChanged);
    QVERIFY((*m_home)->health().writable);
    const int written = fill();
    QVERIFY2(written > 0, "some must fit and one must fail");
    const auto failed = (*m_home)->commitTurn(finishedTurn(u"lost"_s), bulky(), draft()).result();
    QVERIFY(!failed.has_value());
    QCOMPARE(failed.error().kind, base::ErrorKind::Storage);
    QVERIFY2(failed.error().message.contains(u"full"_s), qPrintable(failed.error().message));

    const store::StoreHealth health = (*m_home)->health();
    QVERIFY(!health.writable);
    QVERIFY2(health.problem.contains(u"replies"_s) && health.problem.contains(u"full"_s), qPrintable(health.problem));
    QTRY_COMPARE(healthChanged.size(), 1);
    QVERIFY(!healthChanged.first().first().value<store::StoreHealth>().writable);

    // Neither half of the transaction is there.
    QCOMPARE((*m_home)->traceCount().result().value(), written);
    QCOMPARE((*m_home)->turns(u"conversation-1"_s).result().value().size(), written);
    QCOMPARE((*m_home)->outbox(true, 1000).result().value().size(), written);
    QVERIFY(m_home->open());
    QCOMPARE((*m_home)->traceCount().result().value(), written);
}

void FullDiskTest::laterSuccessHeals()
{
    QVERIFY(m_home->open(300));
    QVERIFY(fill() > 2);
    QVERIFY(!(*m_home)->health().writable);
    QCoreApplication::sendPostedEvents(); // the failure's own signal
    QSignalSpy healthChanged(m_home->operator->(), &store::Store::healthChanged);
    const auto rows = (*m_home)->traces({}).result().value();
    for (const store::TraceRow &row : rows)
        QVERIFY((*m_home)->removeTrace(row.id).result().has_value());
    QVERIFY((*m_home)->health().writable);
    QCOMPARE((*m_home)->health().problem, QString());
    QTRY_COMPARE(healthChanged.size(), 1);
    QVERIFY(healthChanged.first().first().value<store::StoreHealth>().writable);
    QVERIFY((*m_home)->commitTurn(finishedTurn(), bulky(), draft()).result().has_value());
}

void FullDiskTest::callsThatWriteNothingHealNothing()
{
    QVERIFY(m_home->open(300));
    QVERIFY(fill() >= 0);
    QVERIFY((*m_home)->claimDue(at(1), 10).result().value().isEmpty());
    QVERIFY((*m_home)->interruptedTurns().result().value().isEmpty());
    QVERIFY((*m_home)->appendJournal({}).result().has_value());
    QVERIFY((*m_home)->markSent(123456, {}).result().has_value());
    QVERIFY(!(*m_home)->health().writable);
}

void FullDiskTest::readingGoesOn()
{
    QVERIFY(m_home->open(300));
    const trace::TraceRecord trace = sampleTrace();
    QVERIFY((*m_home)->commitTurn(finishedTurn(), trace, draft()).result().has_value());
    QVERIFY(fill() >= 0);
    QCOMPARE(difference((*m_home)->trace(trace.info.id).result().value(), trace), QString());
    // A failed read of something that is not there says nothing about the disk.
    QVERIFY(!(*m_home)->trace(trace::TraceId::random()).result().has_value());
    QVERIFY(!(*m_home)->health().problem.isEmpty());
}

void FullDiskTest::streamUnderAFileSizeLimit()
{
    const auto child = startChild(u"limited"_s, m_home->folder());
    QCOMPARE(lineOf(*child), "journal storage"_ba);
    QCOMPARE(lineOf(*child), "commit storage"_ba);
    const QByteArray health = lineOf(*child);
    QVERIFY2(health.startsWith("unwritable: "), health.constData());
    QVERIFY(child->waitForFinished(60000));
    QCOMPARE(child->exitStatus(), QProcess::NormalExit);

    QVERIFY(m_home->open());
    QCOMPARE((*m_home)->traceCount().result().value(), 0);
    const auto interrupted = (*m_home)->interruptedTurns().result().value();
    QCOMPARE(interrupted.size(), 1);
    QCOMPARE(interrupted.first().journal, QList<QByteArray>({"before"}));
}

void FullDiskTest::startUnderAFileSizeLimit_data()
{
    QTest::addColumn<int>("bytes");
    for (const int bytes : {0, 1000, 4096, 8192, 40000, 100000})
        QTest::addRow("%d", bytes) << bytes;
}

/// From no room at all to room for half of an empty database.
void FullDiskTest::startUnderAFileSizeLimit()
{
    QFETCH(const int, bytes);
    for (int i = 0; i < 2; ++i) {
        const auto child = startChild(u"limited-start:%1"_s.arg(bytes), m_home->folder());
        const QByteArray health = lineOf(*child);
        QVERIFY2(health.startsWith("unwritable: Nothing is saved"), health.constData());
        QCOMPARE(lineOf(*child), "storage"_ba);
        QVERIFY(child->waitForFinished(60000));
        QCOMPARE(child->exitStatus(), QProcess::NormalExit);
    }
    QVERIFY(m_home->open());
    QVERIFY((*m_home)->health().writable);
    QVERIFY((*m_home)->commitTurn(finishedTurn(), sampleTrace(), draft()).result().has_value());
}

/// A file that an earlier start has begun and not finished, in a folder that cannot be written.
void FullDiskTest::beginningWithoutContentIsNoLoss()
{
    QVERIFY(QDir().mkpath(m_home->folder() + u"/spanway.lock"_s)); // a folder in its place refuses every user
    {
        store::Connection connection;
        QVERIFY(connection.open(m_home->folder() + u"/spanway.db"_s, store::Connection::Mode::ReadWrite));
        connection.execute("PRAGMA journal_mode = WAL");
        QVERIFY(connection.ok());
    }
    QVERIFY(QFileInfo(m_home->folder() + u"/spanway.db"_s).size() > 0);
    QVERIFY(m_home->open());
    QVERIFY(!(*m_home)->health().writable);
    QVERIFY((*m_home)->conversations().result().value().isEmpty());
}

QObject *makeFullDiskTest()
{
    return new FullDiskTest;
}

#include "tst_fulldisk.moc"
