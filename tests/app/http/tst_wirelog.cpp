// SPDX-License-Identifier: Apache-2.0
#include "http/wirelog.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using http::WireEntry;
using http::WireLog;
using Direction = http::WireEntry::Direction;

namespace {

QByteArray joined(const QList<WireEntry> &entries)
{
    QByteArray bytes;
    for (const WireEntry &entry : entries)
        bytes += entry.bytes;
    return bytes;
}

} // namespace

class WireLogTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitIsMasked();
    void foldedSecretIsMasked();
    void bodiesAreKeptAsTheyAre();
    void timesAndDirections();
    void limit();
};

// A large header block leaves in several sends, cut anywhere.
void WireLogTest::everySplitIsMasked()
{
    const http::Headers sent = {{"X-Team"_ba, "canary-team"_ba, true}};
    const QByteArray block
        = "POST / HTTP/1.1\r\nx-team: canary-team\r\nAuthorization: Bearer canary\r\nX-A: b\r\n\r\n"_ba;
    const base::MonoTime start;
    QByteArray expected;
    for (qsizetype split = 0; split <= block.size(); ++split) {
        WireLog log(start, sent);
        log.addHead(Direction::Sent, block.left(split), start);
        log.addHead(Direction::Sent, block.mid(split), start);
        const QByteArray kept = joined(log.take());
        QVERIFY2(!kept.contains("canary"), kept.constData());
        QVERIFY(kept.startsWith("POST / HTTP/1.1\r\nx-team: "));
        QVERIFY(kept.endsWith("\r\nX-A: b\r\n\r\n"));
        if (expected.isEmpty())
            expected = kept;
        QCOMPARE(kept, expected);
    }
}

void WireLogTest::foldedSecretIsMasked()
{
    WireLog log(base::MonoTime(), {});
    log.addHead(Direction::Received, "Set-Cookie: canary-a;\r\n", base::MonoTime());
    log.addHead(Direction::Received, "\tcanary-b\r\n", base::MonoTime());
    log.addHead(Direction::Received, "X-A: b\r\n c\r\n\r\n", base::MonoTime());
    const QByteArray kept = joined(log.take());
    QVERIFY2(!kept.contains("canary"), kept.constData());
    QVERIFY(kept.endsWith("X-A: b\r\n c\r\n\r\n"));
}

void WireLogTest::bodiesAreKeptAsTheyAre()
{
    WireLog log(base::MonoTime(), {});
    const QByteArray body = "Authorization: in a body\r\n\0\xff"_ba;
    log.addBody(Direction::Received, body, base::MonoTime());
    QCOMPARE(joined(log.take()), body);
    QCOMPARE(log.take().size(), 0);
}

void WireLogTest::timesAndDirections()
{
    const base::MonoTime start(1000s);
    WireLog log(start, {});
    log.addHead(Direction::Sent, "GET / HTTP/1.1\r\n\r\n", start + 5ms);
    log.addBody(Direction::Received, "a", start + 9ms);
    const QList<WireEntry> entries = log.take();
    QCOMPARE(entries.size(), 2);
    QVERIFY(entries.at(0).direction == Direction::Sent);
    QVERIFY(entries.at(0).at == 5ms);
    QVERIFY(entries.at(1).direction == Direction::Received);
    QVERIFY(entries.at(1).at == 9ms);
}

void WireLogTest::limit()
{
    WireLog log(base::MonoTime(), {});
    const QByteArray piece(WireLog::byteLimit - 10, 'x');
    log.addBody(Direction::Received, piece, base::MonoTime());
    log.addBody(Direction::Received, QByteArray(25, 'y'), base::MonoTime());
    log.addBody(Direction::Received, "z", base::MonoTime());
    QCOMPARE(joined(log.take()), piece + QByteArray(10, 'y'));
    QCOMPARE(log.dropped(), 16);
}

QObject *makeWireLogTest()
{
    return new WireLogTest;
}

#include "tst_wirelog.moc"
