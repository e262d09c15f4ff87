// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "support/testmain.h"

#include <QtCore/QSet>

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;

class ErrorTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void statusDecidesKind_data();
    void statusDecidesKind();
    void kindDecidesRetry();
    void cancelledIsNotRetried();
    void everyKindHasItsOwnName();
};

void ErrorTest::statusDecidesKind_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("retryable");
    const auto row = [](int status, ErrorKind kind, bool retryable) {
        QTest::addRow("%d", status) << status << int(kind) << retryable;
    };
    row(400, ErrorKind::Rejected, false);
    row(401, ErrorKind::Unauthorized, false);
    row(403, ErrorKind::Forbidden, false);
    row(404, ErrorKind::NotFound, false);
    row(407, ErrorKind::Proxy, false);
    row(408, ErrorKind::Timeout, true);
    row(413, ErrorKind::Rejected, false);
    row(425, ErrorKind::Rejected, true);
    row(429, ErrorKind::RateLimited, true);
    row(499, ErrorKind::Rejected, false);
    row(500, ErrorKind::Upstream, true);
    row(501, ErrorKind::Upstream, false);
    row(502, ErrorKind::Upstream, true);
    row(503, ErrorKind::Upstream, true);
    row(504, ErrorKind::Upstream, true);
    row(505, ErrorKind::Upstream, false);
    row(599, ErrorKind::Upstream, true);
}

void ErrorTest::statusDecidesKind()
{
    QFETCH(int, status);
    QFETCH(int, kind);
    QFETCH(bool, retryable);
    const Error error = Error::fromStatus(status, u"what happened"_s, u"raw"_s);
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.retryable, retryable);
    QCOMPARE(error.message, u"what happened"_s);
    QCOMPARE(error.detail, u"raw"_s);
    QVERIFY(!error.retryAfter);
}

void ErrorTest::kindDecidesRetry()
{
    QVERIFY(Error(ErrorKind::Connect).retryable);
    QVERIFY(Error(ErrorKind::NameLookup).retryable);
    QVERIFY(Error(ErrorKind::Timeout).retryable);
    QVERIFY(Error(ErrorKind::Incomplete).retryable);
    QVERIFY(!Error(ErrorKind::Tls).retryable);
    QVERIFY(!Error(ErrorKind::InvalidInput).retryable);
    QVERIFY(!Error(ErrorKind::Protocol).retryable);
    QVERIFY(!Error(ErrorKind::Storage).retryable);
    QCOMPARE(Error(ErrorKind::Connect).httpStatus, 0);
}

void ErrorTest::cancelledIsNotRetried()
{
    const Error error = Error::cancelled();
    QCOMPARE(int(error.kind), int(ErrorKind::Cancelled));
    QVERIFY(!error.retryable);
    QVERIFY(!error.message.isEmpty());
}

void ErrorTest::everyKindHasItsOwnName()
{
    QSet<QString> names;
    for (int kind = int(ErrorKind::Internal); kind <= int(ErrorKind::Storage); ++kind)
        names.insert(base::errorKindName(ErrorKind(kind)));
    QCOMPARE(names.size(), int(ErrorKind::Storage) + 1);
    QCOMPARE(base::errorKindName(ErrorKind::RateLimited), u"rateLimited"_s);
    QVERIFY(!names.contains(QString()));
}

QObject *makeErrorTest()
{
    return new ErrorTest;
}

#include "tst_error.moc"
