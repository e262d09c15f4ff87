// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"
#include "support/testmain.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

using namespace Qt::StringLiterals;

class RandomTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void bytes();
    void neverAllZero();
    void uuid();
};

void RandomTest::bytes()
{
    QCOMPARE(base::randomBytes(0).size(), 0);
    QCOMPARE(base::randomBytes(-1).size(), 0);
    QCOMPARE(base::randomBytes(16).size(), 16);
    QCOMPARE(base::randomBytes(7).size(), 7);
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(base::randomBytes(16));
    QCOMPARE(seen.size(), 1000);
}

void RandomTest::neverAllZero()
{
    // One byte is zero in one of 256 draws, so this would fail at once.
    for (int i = 0; i < 20'000; ++i)
        QVERIFY(base::randomBytes(1) != QByteArray(1, '\0'));
}

void RandomTest::uuid()
{
    const QRegularExpression form(u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    const QString first = base::randomUuid();
    QVERIFY2(form.match(first).hasMatch(), qPrintable(first));
    QVERIFY(first != base::randomUuid());
}

QObject *makeRandomTest()
{
    return new RandomTest;
}

#include "tst_random.moc"
