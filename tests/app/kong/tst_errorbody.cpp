// SPDX-License-Identifier: Apache-2.0
#include "kong/errorbody.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class ErrorBodyTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void formByAccept_data();
    void formByAccept();
    void bodies();
    void messageIsNotEscaped();
    void nginxFollowsTheRequest();
    void phrases();
};

void ErrorBodyTest::formByAccept_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<QByteArray>("type");
    const QByteArray json = "application/json; charset=utf-8"_ba;
    const QByteArray text = "text/plain; charset=utf-8"_ba;
    QTest::newRow("none") << ""_ba << json;
    QTest::newRow("any") << "*/*"_ba << json;
    QTest::newRow("json") << "application/json"_ba << json;
    QTest::newRow("application any") << "application/*"_ba << json;
    QTest::newRow("unknown") << "text/event-stream, application/json"_ba << json;
    QTest::newRow("html") << "text/html"_ba
                          << "text/html; charset=utf-8"_ba;
    QTest::newRow("plain") << "text/plain"_ba << text;
    QTest::newRow("text any") << "text/*"_ba << text;
    QTest::newRow("xml") << "application/xml"_ba
                         << "application/xml; charset=utf-8"_ba;
    // tests/data/kong 603.
    QTest::newRow("highest q") << "application/xml;q=0.9, text/plain;q=0.95, application/json;q=0.1"_ba << text;
    QTest::newRow("first on a tie") << "text/html, text/plain"_ba
                                    << "text/html; charset=utf-8"_ba;
}

void ErrorBodyTest::formByAccept()
{
    QFETCH(const QByteArray, accept);
    QTEST(kong::errorBody(accept, "m"_ba, "r"_ba).contentType, "type");
}

void ErrorBodyTest::bodies()
{
    // tests/data/kong 600, 601 and 603.
    const QByteArray id = "b029c33db0194b489132954022fc7816"_ba;
    const QByteArray message = "no Route matched with those values"_ba;
    QCOMPARE(kong::errorBody({}, message, id).body,
             "{\n  \"message\":\"no Route matched with those values\",\n  \"request_id\":\"" + id + "\"\n}");
    QCOMPARE(kong::errorBody("text/plain"_ba, message, id).body, message + "\nrequest_id: " + id + '\n');
    QVERIFY(kong::errorBody("text/html"_ba, message, id)
                .body.contains("<p>" + message + ".</p>\n    <p>request_id: " + id));
    QVERIFY(kong::errorBody("application/xml"_ba, message, id).body.contains("<requestid>" + id + "</requestid>"));
}

void ErrorBodyTest::messageIsNotEscaped()
{
    QVERIFY(kong::errorBody({}, "Slow \"down\""_ba, "1"_ba).body.contains("\"message\":\"Slow \"down\"\""));
}

void ErrorBodyTest::nginxFollowsTheRequest()
{
    QVERIFY(kong::nginxErrorBody({}, {}, "m"_ba, "1"_ba).contentType.startsWith("text/plain"));
    QVERIFY(kong::nginxErrorBody({}, "application/json"_ba, "m"_ba, "1"_ba).contentType.startsWith("application/json"));
    QVERIFY(kong::nginxErrorBody("text/html"_ba, "application/json"_ba, "m"_ba, "1"_ba)
                .contentType.startsWith("text/html"));
}

void ErrorBodyTest::phrases()
{
    QCOMPARE(kong::nginxReason(504), "Gateway Time-out"_ba);
    QCOMPARE(kong::nginxReason(413), "Request Entity Too Large"_ba);
    QVERIFY(kong::nginxReason(426).isEmpty());
    QVERIFY(kong::nginxReason(417).isEmpty());
    QCOMPARE(kong::nginxErrorMessage(504), "The upstream server is timing out"_ba);
    QCOMPARE(kong::nginxErrorMessage(500), "An unexpected error occurred"_ba);
    QVERIFY(kong::nginxPage(308).contains("<h1>308 Permanent Redirect</h1>"));
}

QObject *makeErrorBodyTest()
{
    return new ErrorBodyTest;
}

#include "tst_errorbody.moc"
