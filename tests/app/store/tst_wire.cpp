// SPDX-License-Identifier: Apache-2.0
#include "app/store/samples.h"
#include "base/random.h"
#include "store/wiretable.h"
#include "support/testmain.h"

#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;
using namespace storetest;
using http::WireEntry;

class WireTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyEntrySurvives();
    void savingAgainReplaces();
    void unknownTraceHasNone();
    void streamOfManyTokensFits();
    void whatDoesNotFitIsLeftOutFromTheEnd();

protected:
    void prepare() override
    {
        m_home = std::make_unique<Home>();
        QVERIFY(m_home->open());
    }

private:
    QList<WireEntry> roundTrip(const QList<WireEntry> &wire) const
    {
        const trace::TraceId id = trace::TraceId::random();
        (*m_home)->saveWire(id, wire).waitForFinished();
        return (*m_home)->wire(id).result().value();
    }
    static bool same(const QList<WireEntry> &a, const QList<WireEntry> &b)
    {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const WireEntry &x, const WireEntry &y) {
            return x.direction == y.direction && x.at == y.at && x.bytes == y.bytes;
        });
    }

    std::unique_ptr<Home> m_home;
};

void WireTest::everyEntrySurvives()
{
    const QList<WireEntry> wire{
        {WireEntry::Direction::Sent, std::chrono::nanoseconds(0), "POST / HTTP/1.1\r\n\r\n"},
        {WireEntry::Direction::Received, std::chrono::nanoseconds(1234567890123), QByteArray("\0\xff", 2)},
        {WireEntry::Direction::Received, std::chrono::nanoseconds(1234567890124), {}}};
    QVERIFY(same(roundTrip(wire), wire));
}

void WireTest::savingAgainReplaces()
{
    const trace::TraceId id = trace::TraceId::random();
    (*m_home)->saveWire(id, {{WireEntry::Direction::Sent, {}, "first"}}).waitForFinished();
    const QList<WireEntry> second{{WireEntry::Direction::Sent, {}, "second"}};
    QVERIFY((*m_home)->saveWire(id, second).result().has_value());
    QVERIFY(same((*m_home)->wire(id).result().value(), second));
}

void WireTest::unknownTraceHasNone()
{
    QVERIFY((*m_home)->wire(trace::TraceId::random()).result().value().isEmpty());
    QVERIFY(roundTrip({}).isEmpty());
}

void WireTest::streamOfManyTokensFits()
{
    QList<WireEntry> wire;
    for (int i = 0; i < 20000; ++i) {
        wire.append({WireEntry::Direction::Received, std::chrono::nanoseconds(i * 1000),
                     "data: "
                     "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{"
                     "\"content\":\""
                         + QByteArray::number(i) + "\"}}]}\n\n"});
    }
    QVERIFY(same(roundTrip(wire), wire));
}

void WireTest::whatDoesNotFitIsLeftOutFromTheEnd()
{
    // Repeated further apart than zlib can see, so it cannot be packed.
    const QByteArray noise = base::randomBytes(100000);
    QList<WireEntry> wire;
    for (int i = 0; i < 100; ++i)
        wire.append({WireEntry::Direction::Received, std::chrono::nanoseconds(i), noise});
    const QList<WireEntry> read = roundTrip(wire);
    QVERIFY(read.size() >= 38 && read.size() <= 41);
    QVERIFY(same(read, wire.first(read.size())));
}

QObject *makeWireTest()
{
    return new WireTest;
}

#include "tst_wire.moc"
