// SPDX-License-Identifier: Apache-2.0
#include "base/taskscope.h"

#include "support/testmain.h"

#include <QtCore/QTimer>

#include <coroutine>
#include <stdexcept>

using namespace Qt::StringLiterals;
using base::TaskScope;

namespace {

/// Lets coroutines wait until the test opens it.
class Gate
{
public:
    class Opening
    {
    public:
        explicit Opening(Gate *gate)
            : m_gate(gate)
        { }
        bool await_ready() const { return m_gate->m_open; }
        void await_suspend(std::coroutine_handle<> waiting) { m_gate->m_waiting.push_back(waiting); }
        void await_resume() const { }

    private:
        Gate *m_gate;
    };

    Opening opened() { return Opening(this); }

    void open()
    {
        m_open = true;
        for (const std::coroutine_handle<> waiting : std::exchange(m_waiting, {}))
            waiting.resume();
    }

private:
    bool m_open = false;
    std::vector<std::coroutine_handle<>> m_waiting;
};

/// What happened, kept outside of the owner.
struct Record
{
    int resumed = 0;
    int finished = 0;
};

/// An owner as every service is one: a scope as its member and coroutines that use `this` only if not stopped.
class Owner
{
public:
    Owner(Gate *gate, Record *record)
        : m_gate(gate)
        , m_record(record)
        , m_text(std::make_unique<QString>(u"alive"_s))
    { }

    void begin() { m_scope.start(work(m_scope.token())); }
    void beginChain() { m_scope.start(chain(m_scope.token())); }
    TaskScope &scope() { return m_scope; }

private:
    QCoro::Task<> work(std::stop_token stop)
    {
        Record *record = m_record;
        co_await m_gate->opened();
        ++record->resumed;
        if (stop.stop_requested())
            co_return;
        *m_text += u"!"_s;
        ++record->finished;
    }

    QCoro::Task<int> inner(std::stop_token stop)
    {
        co_await m_gate->opened();
        if (stop.stop_requested())
            co_return -1;
        *m_text += u"?"_s;
        co_return 7;
    }

    QCoro::Task<> chain(std::stop_token stop)
    {
        Record *record = m_record;
        const int value = co_await inner(stop);
        record->resumed += value;
        if (stop.stop_requested())
            co_return;
        *m_text += u"!"_s;
        ++record->finished;
    }

    Gate *m_gate;
    Record *m_record;
    std::unique_ptr<QString> m_text;
    TaskScope m_scope;
};

QCoro::Task<> throwing(Gate *gate)
{
    co_await gate->opened();
    throw std::runtime_error("planted");
}

QCoro::Task<> immediate(int *count)
{
    ++*count;
    co_return;
}

QCoro::Task<> deleting(Gate *gate, std::unique_ptr<Owner> *owner, std::stop_token stop)
{
    co_await gate->opened();
    if (stop.stop_requested())
        co_return;
    owner->reset();
}

} // namespace

class TaskScopeTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void countsRunning();
    void alreadyFinished();
    void ownerDeletedMidRun();
    void ownerDeletedMidChain();
    void ownerDeletedByItsOwnTask();
    void stopReachesAll();
    void startedAfterStop();
    void exceptionIsLogged();
    void throughTheEventLoop();
};

void TaskScopeTest::countsRunning()
{
    Gate gate;
    Record record;
    Owner owner(&gate, &record);
    QCOMPARE(owner.scope().running(), 0);
    owner.begin();
    owner.begin();
    QCOMPARE(owner.scope().running(), 2);
    gate.open();
    QCOMPARE(owner.scope().running(), 0);
    QCOMPARE(record.finished, 2);
}

void TaskScopeTest::alreadyFinished()
{
    TaskScope scope;
    int count = 0;
    scope.start(immediate(&count));
    QCOMPARE(count, 1);
    QCOMPARE(scope.running(), 0);
}

void TaskScopeTest::ownerDeletedMidRun()
{
    Gate gate;
    Record record;
    auto owner = std::make_unique<Owner>(&gate, &record);
    owner->begin();
    owner->begin();
    owner.reset();
    QCOMPARE(record.resumed, 0);
    gate.open();
    QCOMPARE(record.resumed, 2);
    QCOMPARE(record.finished, 0);
}

void TaskScopeTest::ownerDeletedMidChain()
{
    Gate gate;
    Record record;
    auto owner = std::make_unique<Owner>(&gate, &record);
    owner->beginChain();
    owner.reset();
    gate.open();
    QCOMPARE(record.resumed, -1);
    QCOMPARE(record.finished, 0);
}

void TaskScopeTest::ownerDeletedByItsOwnTask()
{
    Gate gate;
    Record record;
    auto owner = std::make_unique<Owner>(&gate, &record);
    owner->scope().start(deleting(&gate, &owner, owner->scope().token()));
    owner->begin();
    gate.open();
    QVERIFY(!owner);
    QCOMPARE(record.resumed, 1);
    QCOMPARE(record.finished, 0);
}

void TaskScopeTest::stopReachesAll()
{
    Gate gate;
    Record record;
    Owner owner(&gate, &record);
    owner.begin();
    owner.beginChain();
    owner.scope().requestStop();
    QVERIFY(owner.scope().token().stop_requested());
    QCOMPARE(owner.scope().running(), 2);
    gate.open();
    QCOMPARE(owner.scope().running(), 0);
    QCOMPARE(record.finished, 0);
}

void TaskScopeTest::startedAfterStop()
{
    Gate gate;
    Record record;
    Owner owner(&gate, &record);
    owner.scope().requestStop();
    gate.open();
    owner.begin();
    QCOMPARE(record.resumed, 1);
    QCOMPARE(record.finished, 0);
    QCOMPARE(owner.scope().running(), 0);
}

void TaskScopeTest::exceptionIsLogged()
{
    Gate gate;
    TaskScope scope;
    scope.start(throwing(&gate));
    QCOMPARE(scope.running(), 1);
    QTest::ignoreMessage(QtCriticalMsg, "An exception escaped a coroutine: planted");
    gate.open();
    QCOMPARE(scope.running(), 0);
}

void TaskScopeTest::throughTheEventLoop()
{
    Gate gate;
    Record record;
    Owner owner(&gate, &record);
    owner.beginChain();
    QTimer::singleShot(0, this, [&gate] { gate.open(); });
    QTRY_COMPARE(owner.scope().running(), 0);
    QCOMPARE(record.resumed, 7);
    QCOMPARE(record.finished, 1);
}

QObject *makeTaskScopeTest()
{
    return new TaskScopeTest;
}

#include "tst_taskscope.moc"
