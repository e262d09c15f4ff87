// SPDX-License-Identifier: Apache-2.0
#include "base/streamredactor.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Redactor;
using base::StreamRedactor;

class StreamRedactorTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitPoint_data();
    void everySplitPoint();
    void ordinaryTextIsNotHeld();
    void beginningOfASecretIsHeld();
    void withoutRedactorNothingIsHeld();
    void finishEmptiesIt();
};

void StreamRedactorTest::everySplitPoint_data()
{
    QTest::addColumn<QStringList>("secrets");
    QTest::addColumn<QString>("text");
    QTest::newRow("one") << QStringList{u"sk-12345"_s} << u"before sk-12345 after sk-12 end sk-1234"_s;
    QTest::newRow("umlaut") << QStringList{u"p\u00e4ssw\u00f6rt"_s} << u"x p\u00e4ssw\u00f6rt p\u00e4ss \\u00e4 y"_s;
    QTest::newRow("escaped") << QStringList{u"a\"b\\c"_s} << u"{\"k\":\"a\\\"b\\\\c\",\"l\":\"a\\\"b\\\\\"}"_s;
    QTest::newRow("one begins another") << QStringList{u"abcd"_s, u"abcdefgh"_s} << u"abcdefg abcdefgh abcd abcabcd"_s;
    QTest::newRow("overlapping") << QStringList{u"abcd"_s, u"cdefgh"_s} << u"abcdefgh abcdefg xcdefgh abcd"_s;
    QTest::newRow("repeating itself") << QStringList{u"aaaa"_s} << u"aaa aaaa aaaaaaa aaaaaaaaa b aaa"_s;
    QTest::newRow("restart inside") << QStringList{u"ababac"_s} << u"abababac ababab ababac"_s;
}

void StreamRedactorTest::everySplitPoint()
{
    QFETCH(QStringList, secrets);
    QFETCH(QString, text);
    Redactor redactor;
    for (const QString &secret : secrets)
        redactor.addSecret(secret);
    const QByteArray whole = text.toUtf8();
    const QByteArray expected = redactor.redact(whole);
    QVERIFY(expected != whole);

    for (qsizetype first = 0; first <= whole.size(); ++first) {
        for (qsizetype second = first; second <= whole.size(); ++second) {
            StreamRedactor stream(&redactor);
            QByteArray out = stream.feed(whole.first(first));
            out += stream.feed(whole.sliced(first, second - first));
            out += stream.feed(whole.sliced(second));
            out += stream.finish();
            QCOMPARE(out, expected);
        }
    }
    StreamRedactor stream(&redactor);
    QByteArray out;
    for (const char byte : whole)
        out += stream.feed(QByteArrayView(&byte, 1));
    QCOMPARE(out + stream.finish(), expected);
}

void StreamRedactorTest::ordinaryTextIsNotHeld()
{
    Redactor redactor;
    redactor.addSecret(u"sk-12345"_s);
    StreamRedactor stream(&redactor);
    QCOMPARE(stream.feed("hello "), QByteArray("hello "));
    QCOMPARE(stream.feed("world"), QByteArray("world"));
    QCOMPARE(stream.finish(), QByteArray());
}

void StreamRedactorTest::beginningOfASecretIsHeld()
{
    Redactor redactor;
    redactor.addSecret(u"sk-12345"_s);
    StreamRedactor stream(&redactor);
    QCOMPARE(stream.feed("x sk-12"), QByteArray("x "));
    QCOMPARE(stream.feed("3"), QByteArray());
    QCOMPARE(stream.feed("x"), QByteArray("sk-123x"));
    QCOMPARE(stream.feed("sk-12345"), QByteArray("[redacted]"));
}

void StreamRedactorTest::withoutRedactorNothingIsHeld()
{
    StreamRedactor stream(nullptr);
    QCOMPARE(stream.feed("sk-12"), QByteArray("sk-12"));
    QCOMPARE(stream.finish(), QByteArray());
    const Redactor empty;
    StreamRedactor unused(&empty);
    QCOMPARE(unused.feed("sk-12"), QByteArray("sk-12"));
}

void StreamRedactorTest::finishEmptiesIt()
{
    Redactor redactor;
    redactor.addSecret(u"sk-12345"_s);
    StreamRedactor stream(&redactor);
    QCOMPARE(stream.feed("sk-1"), QByteArray());
    QCOMPARE(stream.finish(), QByteArray("sk-1"));
    QCOMPARE(stream.finish(), QByteArray());
}

QObject *makeStreamRedactorTest()
{
    return new StreamRedactorTest;
}

#include "tst_streamredactor.moc"
