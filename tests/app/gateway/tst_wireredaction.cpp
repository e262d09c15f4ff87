// SPDX-License-Identifier: Apache-2.0
#include "base/redactor.h"
#include "gateway/wireredaction.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using http::WireEntry;
using Direction = http::WireEntry::Direction;

namespace {

WireEntry entry(Direction direction, const QByteArray &bytes)
{
    WireEntry result;
    result.direction = direction;
    result.bytes = bytes;
    return result;
}

QByteArray joined(const QList<WireEntry> &wire)
{
    QByteArray bytes;
    for (const WireEntry &one : wire)
        bytes += one.bytes;
    return bytes;
}

} // namespace

class WireRedactionTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void withoutSecretNothingChanges();
    void secretIsMasked_data();
    void secretIsMasked();
    void endThatOnlyLooksLikeASecretStays_data();
    void endThatOnlyLooksLikeASecretStays();
    void splitInsideLeavesOnlyTheHead();

protected:
    void prepare() override
    {
        m_redactor = std::make_unique<base::Redactor>();
        m_redactor->addSecret(u"sk-secret-0123"_s);
    }

private:
    std::unique_ptr<base::Redactor> m_redactor;
};

void WireRedactionTest::withoutSecretNothingChanges()
{
    const QList<WireEntry> wire{entry(Direction::Sent, "POST / HTTP/1.1\r\n\r\nhi"),
                                entry(Direction::Received, "HTTP/1.1 200 OK\r\n\r\n5\r\nhello\r\n0"),
                                entry(Direction::Received, "\r\n\r\n")};
    for (const base::Redactor *redactor :
         {static_cast<const base::Redactor *>(nullptr), static_cast<const base::Redactor *>(m_redactor.get())}) {
        const QList<WireEntry> same = gateway::redactedWire(wire, redactor, false);
        QCOMPARE(same.size(), 3);
        for (qsizetype i = 0; i < 3; ++i)
            QCOMPARE(same.at(i).bytes, wire.at(i).bytes);
    }
}

void WireRedactionTest::secretIsMasked_data()
{
    QTest::addColumn<QList<QByteArray>>("received");
    QTest::newRow("whole") << QList<QByteArray>{"H\r\n\r\nyour key sk-secret-0123 is"};
    QTest::newRow("over reads") << QList<QByteArray>{"H\r\n\r\nyour key sk-sec", "ret-0123 is"};
    QTest::newRow("over chunks") << QList<QByteArray>{"H\r\n\r\n8\r\nsk-secre\r\n6\r\nt-0123\r\n0\r\n\r\n"};
    QTest::newRow("over chunks beside a whole one")
        << QList<QByteArray>{"H\r\n\r\n8\r\nsk-secre\r\n6\r\nt-0123\r\ne\r\nsk-secret-0123\r\n0\r\n\r\n"};
    QTest::newRow("cut") << QList<QByteArray>{"H\r\n\r\nyour key sk-s"};
    QTest::newRow("cut over reads") << QList<QByteArray>{"H\r\n\r\nyour key sk-", "secret-012"};
    QTest::newRow("cut over chunks") << QList<QByteArray>{"H\r\n\r\n3\r\nsk-\r\n6\r\nsecr"};
    QTest::newRow("cut over chunks, in a border") << QList<QByteArray>{"H\r\n\r\n3\r\nsk-\r\n4\r\nsecr\r\n"};
    for (const QByteArray border : {"\r", "\r\n", "\r\n6", "\r\n6\r", "\r\n6\r\n"})
        QTest::addRow("cut in a border, %d", int(border.size())) << QList<QByteArray>{"H\r\n\r\n4\r\nsk-s" + border};
    QTest::newRow("cut in base64") << QList<QByteArray>{"H\r\n\r\n" + QByteArray("sk-secret-0123").toBase64().chopped(3)};
    QTest::newRow("in the head") << QList<QByteArray>{"H\r\nx-echo: sk-secret-0123\r\n\r\n"};
}

void WireRedactionTest::secretIsMasked()
{
    QFETCH(QList<QByteArray>, received);
    QList<WireEntry> wire{entry(Direction::Sent, "POST sk-secret-0123")};
    for (const QByteArray &bytes : received)
        wire.append(entry(Direction::Received, bytes));
    const QByteArray out = joined(gateway::redactedWire(wire, m_redactor.get(), false));
    QVERIFY2(!out.contains("0123"), out.constData());
    QVERIFY2(!out.contains("sk-s"), out.constData());
    QVERIFY2(!out.contains(QByteArray("sk-secret-0123").toBase64().first(4)), out.constData());
    QVERIFY(out.startsWith("POST [redacted]H\r\n"));
}

void WireRedactionTest::endThatOnlyLooksLikeASecretStays_data()
{
    QTest::addColumn<QByteArray>("received");
    QTest::newRow("three characters") << "H\r\n\r\nyour key sk-"_ba;
    QTest::newRow("not the end") << "H\r\n\r\nsk-s and more"_ba;
    QTest::newRow("whole message") << "H\r\n\r\n4\r\nsk-s\r\n0\r\n\r\n"_ba;
}

void WireRedactionTest::endThatOnlyLooksLikeASecretStays()
{
    QFETCH(const QByteArray, received);
    QCOMPARE(joined(gateway::redactedWire({entry(Direction::Received, received)}, m_redactor.get(), false)), received);
}

void WireRedactionTest::splitInsideLeavesOnlyTheHead()
{
    const QList<WireEntry> wire{entry(Direction::Sent, "POST"),
                                entry(Direction::Received, "HTTP/1.1 200 OK\r\nA: b\r\n\r\ndata: sk-"),
                                entry(Direction::Received, "data: secret-0123")};
    const QList<WireEntry> out = gateway::redactedWire(wire, m_redactor.get(), true);
    QCOMPARE(out.size(), 2);
    QCOMPARE(out.first().bytes, "POST");
    QVERIFY(out.last().bytes.startsWith("HTTP/1.1 200 OK\r\nA: b\r\n\r\n[left out"));
    QVERIFY(!out.last().bytes.contains("data:"));
}

QObject *makeWireRedactionTest()
{
    return new WireRedactionTest;
}

#include "tst_wireredaction.moc"
