// SPDX-License-Identifier: Apache-2.0
#include "app/demo/rawclient.h"

#include "app/demo/rawmessage.h"

#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

QByteArray rawExchange(quint16 port, const QByteArray &request, qsizetype atLeastBehind, bool *closed)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    QByteArray received;
    const qsizetype headEnd = request.indexOf("\r\n\r\n") + 4;
    if (request.contains("Expect: 100-continue")) {
        socket.write(request.first(headEnd));
        if (!QTest::qWaitFor([&socket] { return socket.bytesAvailable() > 0; }, 10000))
            QTest::qFail("no 100 Continue", __FILE__, __LINE__);
        socket.write(request.mid(headEnd));
    } else {
        socket.write(request);
    }
    const bool forHead = request.startsWith("HEAD ");
    const bool ended = QTest::qWaitFor(
        [&] {
            received += socket.readAll();
            const RawMessage message = RawMessage::parse(received, forHead);
            return (message.complete && message.behind.size() >= atLeastBehind)
                || socket.state() == QAbstractSocket::UnconnectedState;
        },
        10000);
    if (!ended)
        QTest::qFail("the gateway did not answer in time", __FILE__, __LINE__);
    received += socket.readAll();
    *closed = !RawMessage::parse(received, forHead).complete;
    return received;
}
