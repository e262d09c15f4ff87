// SPDX-License-Identifier: Apache-2.0
#include "app/http/exchange.h"
#include "app/http/scriptserver.h"
#include "support/testmain.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QThreadPool>
#include <QtNetwork/QSslSocket>

using namespace Qt::StringLiterals;
using namespace httptest;
using base::ErrorKind;

/// TLS: what is known about a session, and every way in which it fails.
class TlsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void factsAndTimes();
    void factsOnReusedConnection();
    void untrusted_data();
    void untrusted();
    void selfSignedAsOwnCa();
    void badCaFile_data();
    void badCaFile();
    void ownCaFileIsReadAgain();
    void plainServer();
    void clientCertificateWanted();
    void cut_data();
    void cut();
    void secondConnectionIsCheap();
    void firstConnectionAfterWarmUpIsCheap();
    void warmUpLeavesNothing();
};

namespace {

http::Request trusting(const QString &url)
{
    http::Request request = get(url);
    request.caFile = dataFile(u"ca.pem"_s);
    return request;
}

} // namespace

void TlsTest::initTestCase()
{
    QVERIFY(QSslSocket::supportsSsl());
}

void TlsTest::factsAndTimes()
{
    ScriptServer server("server", [](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    Exchange exchange(client, trusting(server.url()));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QVERIFY(exchange.outcome.tls.has_value());
    const http::TlsFacts facts = *exchange.outcome.tls;
    QCOMPARE(facts.version, u"TLSv1.3"_s);
    QVERIFY2(facts.cipher.startsWith(u"TLS_"_s), qPrintable(facts.cipher));
    QVERIFY2(facts.subject.contains(u"Spanway Test Server"_s), qPrintable(facts.subject));
    QVERIFY2(facts.issuer.contains(u"Spanway Test CA"_s), qPrintable(facts.issuer));
    QVERIFY2(facts.expires.contains(u"2120"_s), qPrintable(facts.expires));
    const http::Timings &times = exchange.outcome.timings;
    QVERIFY(times.connect && times.tls && times.ready);
    QVERIFY(*times.connect <= *times.tls);
    QVERIFY(*times.tls <= *times.ready);
}

void TlsTest::factsOnReusedConnection()
{
    ScriptServer server("server", [](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    Exchange first(client, trusting(server.url()));
    QVERIFY(first.wait());
    // The session tickets of TLS 1.3 arrive on their own; libcurl has to read them before the connection counts as
    // idle.
    Exchange second(client, trusting(server.url()));
    QVERIFY(second.wait());
    QCOMPARE(second.message(), QString());
    QVERIFY(second.outcome.tls.has_value());
    QCOMPARE(second.outcome.tls->subject, first.outcome.tls->subject);
    QCOMPARE(second.outcome.tls->version, first.outcome.tls->version);
    if (second.outcome.reusedConnection)
        QVERIFY(!second.outcome.timings.tls);
}

void TlsTest::untrusted_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<bool>("ownCa");
    QTest::addColumn<QString>("words");
    QTest::newRow("self-signed") << "selfsigned"_ba << false << u"not signed by an authority known here"_s;
    QTest::newRow("unknown CA") << "unknownca"_ba << true << u"not signed by an authority known here"_s;
    QTest::newRow("own CA not given") << "server"_ba << false << u"not signed by an authority known here"_s;
    QTest::newRow("expired") << "expired"_ba << true << u"has expired"_s;
    QTest::newRow("wrong host") << "otherhost"_ba << true << u"host name"_s;
}

void TlsTest::untrusted()
{
    QFETCH(const QByteArray, certificate);
    QFETCH(const bool, ownCa);
    QFETCH(const QString, words);
    ScriptServer server(certificate.constData(), [](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    Exchange exchange(client, ownCa ? trusting(server.url()) : get(server.url()));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Tls);
    QVERIFY2(exchange.message().contains(words), qPrintable(exchange.message()));
    QVERIFY2(exchange.message().contains(server.peerName()), qPrintable(exchange.message()));
    QVERIFY(!exchange.outcome.error->retryable);
    QVERIFY(!exchange.outcome.possiblyProcessed);
    QCOMPARE(server.requests.size(), 0);
}

void TlsTest::selfSignedAsOwnCa()
{
    ScriptServer server("selfsigned", [](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    http::Request request = get(server.url());
    request.caFile = dataFile(u"selfsigned.pem"_s);
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
}

void TlsTest::badCaFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("missing") << u"missing.pem"_s;
    QTest::newRow("garbage") << u"garbage.pem"_s;
}

void TlsTest::badCaFile()
{
    QFETCH(const QString, file);
    ScriptServer server("server", [](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    http::Request request = get(server.url());
    request.caFile = dataFile(file);
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Tls);
    QVERIFY2(exchange.message().contains(request.caFile), qPrintable(exchange.message()));
}

// libcurl's cache of the store lives for a day and knows a file by its name only.
void TlsTest::ownCaFileIsReadAgain()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"own.pem"_s);
    QVERIFY(QFile::copy(dataFile(u"selfsigned.pem"_s), file));
    ScriptServer server("server", [](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    http::Request request = get(server.url());
    request.caFile = file;
    Exchange before(client, request);
    QVERIFY(before.wait());
    QCOMPARE(before.kind(), ErrorKind::Tls);
    QVERIFY(QFile::remove(file));
    QVERIFY(QFile::copy(dataFile(u"ca.pem"_s), file));
    Exchange after(client, request);
    QVERIFY(after.wait());
    QCOMPARE(after.message(), QString());
}

void TlsTest::plainServer()
{
    ScriptServer server([](Peer &, const QByteArray &) {});
    server.onBytes = [](Peer &peer) { peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"); };
    http::Client client;
    Exchange exchange(client, get(u"https://%1/"_s.arg(server.peerName())));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Tls);
    QVERIFY2(exchange.message().contains(u"does not speak TLS"_s), qPrintable(exchange.message()));
}

// In TLS 1.3 the refusal arrives after our side is done: as an alert, or as a bare reset when our request races it.
void TlsTest::clientCertificateWanted()
{
    ScriptServer server("server", [](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    server.wantClientCertificate = true;
    http::Client client;
    Exchange exchange(client, trusting(server.url()));
    QVERIFY(exchange.wait());
    QVERIFY(exchange.kind() == ErrorKind::Tls || exchange.kind() == ErrorKind::Incomplete);
    if (exchange.kind() == ErrorKind::Tls)
        QVERIFY2(exchange.message().contains(u"client certificate"_s), qPrintable(exchange.message()));
    QCOMPARE(server.requests.size(), 0);
}

void TlsTest::cut_data()
{
    QTest::addColumn<bool>("notify");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("detectable");
    for (const bool notify : {true, false}) {
        const char *how = notify ? "with close_notify" : "without close_notify";
        QTest::addRow("chunked, %s", how) << notify << chunkedHead() + chunk("12345") << true;
        QTest::addRow("short length, %s", how)
            << notify << "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"_ba << true;
        QTest::addRow("close-delimited, %s", how) << notify << "HTTP/1.1 200 OK\r\n\r\n12345"_ba << false;
    }
}

void TlsTest::cut()
{
    QFETCH(const bool, notify);
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, detectable);
    ScriptServer server("server", [bytes, notify](Peer &peer, const QByteArray &) {
        peer.send(bytes);
        if (notify)
            peer.fin();
        else
            peer.bareFin();
    });
    http::Client client;
    Exchange exchange(client, trusting(server.url()));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.body, "12345");
    if (!detectable) {
        QCOMPARE(exchange.message(), QString());
        return;
    }
    QCOMPARE(exchange.kind(), ErrorKind::Incomplete);
    QVERIFY2(exchange.message().contains(u"stopped early (5 byte(s) kept)"_s), qPrintable(exchange.message()));
}

// Trap 3: with a CA folder libcurl reads all certificates of the system again for each connection, 40 ms of CPU.
void TlsTest::secondConnectionIsCheap()
{
    ScriptServer server("selfsigned", [](Peer &, const QByteArray &) {});
    http::Client client;
    Exchange first(client, get(server.url()));
    QVERIFY(first.wait());
    auto best = std::chrono::nanoseconds::max();
    for (int i = 0; i < 5; ++i) {
        const auto before = threadCpu();
        Exchange next(client, get(server.url()));
        QVERIFY(next.wait());
        QCOMPARE(next.kind(), ErrorKind::Tls);
        best = std::min(best, threadCpu() - before);
    }
    QCOMPARE(server.connections, 6);
    // The server's half of the handshakes runs on this thread too.
    QVERIFY2(best < std::chrono::milliseconds(20), qPrintable(QString::number(best.count())));
}

void TlsTest::firstConnectionAfterWarmUpIsCheap()
{
    ScriptServer server("selfsigned", [](Peer &, const QByteArray &) {});
    const auto firstCost = [&server](bool warm) {
        auto best = std::chrono::nanoseconds::max();
        for (int i = 0; i < 3; ++i) {
            http::Client client;
            if (warm) {
                client.warmUp();
                QThreadPool::globalInstance()->waitForDone();
                QCoreApplication::sendPostedEvents();
            }
            const auto before = threadCpu();
            Exchange exchange(client, get(server.url()));
            if (!exchange.wait() || exchange.kind() != ErrorKind::Tls)
                return std::chrono::nanoseconds::max();
            best = std::min(best, threadCpu() - before);
        }
        return best;
    };
    const auto cold = firstCost(false);
    const auto warm = firstCost(true);
    QCOMPARE(server.connections, 6); // warming up has made none
    QVERIFY2(warm < cold / 2, qPrintable(u"%1 ns, %2 ns when warm"_s.arg(cold.count()).arg(warm.count())));
}

void TlsTest::warmUpLeavesNothing()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    {
        // Gone before it is warm, and used before it is warm.
        http::Client gone;
        gone.warmUp();
    }
    http::Client client;
    client.warmUp();
    Exchange early(client, get(server.url()));
    QVERIFY(early.wait());
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::sendPostedEvents();
    Exchange late(client, get(server.url()));
    QVERIFY(late.wait());
    QCOMPARE(late.body, "ok");
    QVERIFY2(late.outcome.reusedConnection, "a client in use keeps its connections");
    QCOMPARE(server.connections, 1);
}

QObject *makeTlsTest()
{
    return new TlsTest;
}

#include "tst_tls.moc"
