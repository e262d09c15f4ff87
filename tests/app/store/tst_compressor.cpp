// SPDX-License-Identifier: Apache-2.0
#include "store/compressor.h"

#include "base/random.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class CompressorTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasPackedComesBack_data();
    void whatWasPackedComesBack();
    void damageIsSeen();
};

void CompressorTest::whatWasPackedComesBack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("smaller");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("short") << "{\"a\":1}"_ba << false;
    QTest::newRow("long") << QByteArray("{\"role\":\"user\"},").repeated(500) << true;
    QTest::newRow("with zeros") << QByteArray(5000, '\0') << true;
    QTest::newRow("cannot be packed") << base::randomBytes(5000) << false;
}

void CompressorTest::whatWasPackedComesBack()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, smaller);
    store::Compressor compressor;
    // Twice: the state of the first run must not reach the second.
    for (int run = 0; run < 2; ++run) {
        const QByteArray packed = compressor.pack(bytes);
        QCOMPARE(packed.size() < bytes.size(), smaller);
        QVERIFY(packed.size() <= bytes.size() + 1);
        const auto unpacked = compressor.unpack(packed);
        QVERIFY(unpacked.has_value());
        QCOMPARE(*unpacked, bytes);
    }
}

void CompressorTest::damageIsSeen()
{
    store::Compressor compressor;
    const QByteArray packed = compressor.pack(QByteArray(5000, 'x'));
    QVERIFY(!compressor.unpack({}));
    QVERIFY(!compressor.unpack("?unknown"));
    QVERIFY(!compressor.unpack("z"));
    QVERIFY(!compressor.unpack(packed.chopped(3)));
    QByteArray wrongLength = packed;
    wrongLength[1] = char(wrongLength[1] + 1);
    QVERIFY(!compressor.unpack(wrongLength));
    QCOMPARE(compressor.unpack(packed).value(), QByteArray(5000, 'x'));
}

QObject *makeCompressorTest()
{
    return new CompressorTest;
}

#include "tst_compressor.moc"
