// SPDX-License-Identifier: Apache-2.0
#include "demo/models/imagefacts.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class ImageFactsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void cutFilesAreHarmless();
};

void ImageFactsTest::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("facts"); // empty: none
    const QByteArray png = QByteArray::fromHex("89504e470d0a1a0a0000000d4948445200000280000001e0");
    QTest::newRow("PNG") << png << u"PNG 640x480"_s;
    QTest::newRow("GIF") << QByteArray("GIF89a") + QByteArray::fromHex("0a000500") << u"GIF 10x5"_s;
    QTest::newRow("JPEG") << QByteArray::fromHex("ffd8ffe000044a46ffc0000b0801020304010111") << u"JPEG 772x258"_s;
    QTest::newRow("JPEG with a Huffman table first")
        << QByteArray::fromHex("ffd8ffc4000400ffffc2000b0800100020010111") << u"JPEG 32x16"_s;
    QTest::newRow("WebP extended") << QByteArray("RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0", 24)
            + QByteArray::fromHex("0f0000070000")
                                   << u"WebP 16x8"_s;
    QTest::newRow("WebP lossy") << QByteArray("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\0\0\0", 26)
            + QByteArray::fromHex("40003000")
                                << u"WebP 64x48"_s;
    QTest::newRow("WebP lossless") << QByteArray("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f", 21)
            + QByteArray::fromHex("0fc00100")
            + QByteArray(8, '\0') << u"WebP 16x8"_s;
    QTest::newRow("text") << "hello"_ba << QString();
    QTest::newRow("nothing") << ""_ba << QString();
    QTest::newRow("JPEG without a frame") << QByteArray::fromHex("ffd8ffe00004") << QString();
}

void ImageFactsTest::reads()
{
    QFETCH(const QByteArray, bytes);
    const auto facts = demo::imageFacts(bytes);
    QTEST(facts ? u"%1 %2x%3"_s.arg(facts->type).arg(facts->width).arg(facts->height) : QString(), "facts");
}

void ImageFactsTest::cutFilesAreHarmless()
{
    const QByteArray jpeg = QByteArray::fromHex("ffd8ffe000044a46ffc0000b0801020304010111");
    for (qsizetype size = 0; size < jpeg.size(); ++size) {
        const auto facts = demo::imageFacts(jpeg.first(size));
        QVERIFY(!facts || facts->width == 772);
    }
}

QObject *makeImageFactsTest()
{
    return new ImageFactsTest;
}

#include "tst_imagefacts.moc"
