// SPDX-License-Identifier: Apache-2.0
#include "http/curlfailure.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using http::CurlFailure;
using Own = CurlFailure::Own;
using Stage = CurlFailure::Stage;

/// Failures that a loopback server cannot bring about reliably; the others are seen in tst_faults and tst_tls.
class CurlFailureTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void messages_data();
    void messages();
    void loginNeverShows();
    void everyCodeHasAMessage();
};

void CurlFailureTest::messages_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("own");
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("text");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, CURLcode code, Own own, Stage stage, const QString &text, ErrorKind kind,
                        const QString &words) {
        QTest::newRow(name) << int(code) << int(own) << int(stage) << text << kind << words;
    };
    row("client certificate, TLS 1.3, reading", CURLE_RECV_ERROR, Own::None, Stage::Sent,
        u"OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0"_s, ErrorKind::Tls,
        u"wants a client certificate"_s);
    row("client certificate, TLS 1.3, sending", CURLE_SEND_ERROR, Own::None, Stage::Sent,
        u"OpenSSL SSL_write: tlsv13 alert certificate required"_s, ErrorKind::Tls, u"wants a client certificate"_s);
    row("client certificate, TLS 1.2", CURLE_SSL_CONNECT_ERROR, Own::None, Stage::Tls,
        u"error:0A000412:SSL routines::sslv3 alert bad certificate"_s, ErrorKind::Tls, u"wants a client certificate"_s);
    row("handshake refused", CURLE_SSL_CONNECT_ERROR, Own::None, Stage::Tls, u"tlsv1 alert protocol version"_s,
        ErrorKind::Tls, u"No TLS connection to gw:8000: tlsv1 alert protocol version"_s);
    row("data cannot be rewound", CURLE_SEND_FAIL_REWIND, Own::None, Stage::Sent, QString(), ErrorKind::Incomplete,
        u"it was not repeated"_s);
    row("SOCKS proxy", CURLE_PROXY, Own::None, Stage::Connect, QString(), ErrorKind::Proxy,
        u"refused to connect to gw:8000"_s);
    row("proxy settings", CURLE_ABORTED_BY_CALLBACK, Own::ProxySettings, Stage::NameLookup, QString(), ErrorKind::Proxy,
        u"did not say which proxy leads to gw:8000"_s);
    row("abandoned", CURLE_ABORTED_BY_CALLBACK, Own::Abandoned, Stage::Sent, QString(), ErrorKind::Cancelled,
        QString());
    row("unreachable", CURLE_COULDNT_CONNECT, Own::None, Stage::Connect, u"Network is unreachable"_s,
        ErrorKind::Connect, u"gw:8000 cannot be reached: Network is unreachable"_s);
}

void CurlFailureTest::messages()
{
    QFETCH(const int, code);
    QFETCH(const int, own);
    QFETCH(const int, stage);
    CurlFailure failure;
    failure.code = CURLcode(code);
    failure.own = Own(own);
    failure.stage = Stage(stage);
    failure.peer = u"gw:8000"_s;
    QFETCH(const QString, text);
    failure.text = text;
    const base::Error error = toError(failure);
    QTEST(error.kind, "kind");
    QFETCH(const QString, words);
    QVERIFY2(error.message.contains(words), qPrintable(error.message));
}

void CurlFailureTest::loginNeverShows()
{
    CurlFailure failure;
    failure.code = CURLE_COULDNT_RESOLVE_PROXY;
    failure.proxy = u"proxy:3128"_s;
    failure.text = u"Unsupported proxy syntax in 'http://me:canary@proxy:port': Port number was not a decimal number"_s;
    const base::Error error = toError(failure);
    QVERIFY2(!error.message.contains(u"canary"_s), qPrintable(error.message));
    QVERIFY2(!error.detail.contains(u"canary"_s), qPrintable(error.detail));
    QVERIFY(error.detail.contains(u"proxy:port"_s));
}

void CurlFailureTest::everyCodeHasAMessage()
{
    for (int code = 1; code < CURL_LAST; ++code) {
        CurlFailure failure;
        failure.code = CURLcode(code);
        failure.peer = u"gw:8000"_s;
        failure.text = u"what libcurl said"_s;
        const base::Error error = toError(failure);
        QVERIFY(error.message.size() > 20);
        QVERIFY(error.detail.contains(QString::number(code)));
    }
}

QObject *makeCurlFailureTest()
{
    return new CurlFailureTest;
}

#include "tst_curlfailure.moc"
