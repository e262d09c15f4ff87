// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "text/markdownstream.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>

using namespace Qt::StringLiterals;

/// Texts made to hang or crash a reader: each must end, bounded in depth, with every step cheap.
class HostileMarkdownTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void endsInTime_data();
    void endsInTime();
    void noise();
};

void HostileMarkdownTest::endsInTime_data()
{
    QTest::addColumn<QString>("text");
    const auto times = [](const char16_t *unit, int count) { return QString::fromUtf16(unit).repeated(count); };
    QTest::newRow("quotes") << times(u">", 100000);
    QTest::newRow("nested quotes") << times(u"> ", 50000) + u"x"_s;
    QTest::newRow("brackets") << times(u"[", 100000);
    QTest::newRow("pictures") << times(u"![", 50000);
    QTest::newRow("links") << times(u"[a](", 40000);
    QTest::newRow("stars") << times(u"*a ", 40000);
    QTest::newRow("deep stars") << times(u"*", 100000) + u"a"_s + times(u"*", 100000);
    QTest::newRow("underscores") << times(u"_a__b", 30000);
    QTest::newRow("backticks") << times(u"`a``b```", 20000);
    QTest::newRow("tildes") << times(u"~~a ", 40000);
    QTest::newRow("entities") << times(u"&amp;&#1;&x;", 20000);
    QTest::newRow("tables") << times(u"|", 50000) + u"\n"_s + times(u"|-", 25000) + u"\n"_s + times(u"|x", 25000);
    QTest::newRow("many columns") << times(u"a|", 5000) + u"\n"_s + times(u"-|", 5000) + u"\n"_s + times(u"x\n", 5000);
    QTest::newRow("fences") << times(u"```\n", 50000);
    QTest::newRow("half fences") << times(u"``` a\n~~~ b\n", 20000);
    QTest::newRow("definitions") << times(u"[a]: /b\n\n", 20000) + times(u"[a] ", 20000);
    QTest::newRow("list depth") << [] {
        QString text;
        for (int depth = 0; depth < 300; ++depth)
            text += QString(2 * depth, u' ') + u"- x\n"_s;
        return text;
    }();
    QTest::newRow("tags") << times(u"<a href='", 30000);
    QTest::newRow("addresses") << times(u"http://a.b/", 20000);
    QTest::newRow("nul") << QString(100000, QChar(0));
    QTest::newRow("lone surrogates") << QString(100000, QChar(0xD83D));
    QTest::newRow("blank") << times(u"\n \t\n", 60000);
    QTest::newRow("returns") << times(u"a\r\n\r\n", 40000);
}

void HostileMarkdownTest::endsInTime()
{
    QFETCH(QString, text);
    QElapsedTimer timer;
    timer.start();
    text::MarkdownStream stream;
    for (qsizetype size = 0; size < text.size(); size += 10007)
        stream.setText(text.left(size));
    stream.setText(text);
    stream.finish();
    // A hang is minutes; sanitizers and a busy machine are seconds.
    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
    for (const text::Block &block : stream.blocks())
        QVERIFY(block.around.size() <= text::Block::deepest);
}

void HostileMarkdownTest::noise()
{
    QRandomGenerator random(7);
    const QString alphabet = u"`~*_[]()!|>#-+1.\n\n \t\\&;:/<a😀"_s;
    for (int round = 0; round < 300; ++round) {
        QString text;
        for (int i = 0; i < 400; ++i)
            text += alphabet[random.bounded(int(alphabet.size()))];
        text::MarkdownStream stream;
        for (qsizetype size = 0; size < text.size(); size += 13)
            stream.setText(text.left(size));
        stream.setText(text);
        stream.finish();
        QVERIFY(text.trimmed().isEmpty() || stream.firstChanged() <= stream.blocks().size());
    }
}

QObject *makeHostileMarkdownTest()
{
    return new HostileMarkdownTest;
}

#include "tst_hostilemarkdown.moc"
