// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "text/markdown.h"
#include "text/markdownstream.h"

using namespace Qt::StringLiterals;
using text::Block;
using text::MarkdownStream;

namespace {

const QString sample = uR"(# Deadlocks

Both transactions lock the same rows:

| Worker | First |
|---|---|
| a | `1` |
| b | `2` |

Take them in one order:
```sql
WITH todo AS (
  SELECT id

  FROM orders
)
```
Then:

1. first

   ```bash
   ls -l

   pwd
   ```

2. second
   - inner

> quoted
> more

- [x] done
- [ ] open

The *end*.)"_s;

QList<Block> streamed(const QString &text, qsizetype step)
{
    MarkdownStream stream;
    for (qsizetype size = step; size < text.size(); size += step)
        stream.setText(text.left(size));
    stream.setText(text);
    stream.finish();
    return stream.blocks();
}

} // namespace

/// A growing text gives the blocks of the whole text, and only its end is read again.
class MarkdownStreamTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sameBlocksAtEveryStep();
    void sameBlocksAtEverySplit();
    void frozenBlocksStay();
    void openCodeGrows();
    void closingFenceIsNeverCode();
    void codeWithoutEnd();
    void definitionsReachBack();
    void anotherTextStartsOver();
    void chunksAreBounded_data();
    void chunksAreBounded();
};

void MarkdownStreamTest::sameBlocksAtEveryStep()
{
    const auto whole = text::parseMarkdown(sample);
    QCOMPARE(whole.size(), 14);
    for (const qsizetype step : {1, 2, 3, 7, 64, 10000})
        QCOMPARE(streamed(sample, step), whole);
}

void MarkdownStreamTest::sameBlocksAtEverySplit()
{
    const auto whole = text::parseMarkdown(sample);
    for (qsizetype at = 0; at <= sample.size(); ++at) {
        MarkdownStream stream;
        stream.setText(sample.left(at));
        stream.setText(sample);
        stream.finish();
        QVERIFY2(stream.blocks() == whole, qPrintable(QString::number(at)));
    }
}

void MarkdownStreamTest::frozenBlocksStay()
{
    MarkdownStream stream;
    QList<Block> before;
    for (qsizetype size = 1; size <= sample.size(); ++size) {
        stream.setText(sample.left(size));
        const qsizetype same = stream.firstChanged();
        QVERIFY(same <= before.size());
        QCOMPARE(stream.blocks().first(same), before.first(same));
        before = stream.blocks();
        before.detach();
    }
    QVERIFY(stream.firstChanged() >= 11);
}

void MarkdownStreamTest::openCodeGrows()
{
    MarkdownStream stream;
    stream.setText(u"Text\n\n```cpp\nint a"_s);
    QCOMPARE(stream.blocks().size(), 2);
    QCOMPARE(stream.blocks()[1].language, u"cpp"_s);
    stream.setText(u"Text\n\n```cpp\nint a;\nint b"_s);
    QVERIFY(stream.onlyCodeGrew());
    QCOMPARE(stream.firstChanged(), 1);
    QCOMPARE(stream.blocks()[1].code, u"int a;\nint b"_s);
    stream.setText(u"Text\n\n```cpp\nint a;\nint b\n```\nEnd"_s);
    QVERIFY(!stream.onlyCodeGrew());
    stream.finish();
    QCOMPARE(stream.blocks().size(), 3);
    QCOMPARE(stream.blocks()[1].code, u"int a;\nint b\n"_s);
}

void MarkdownStreamTest::closingFenceIsNeverCode()
{
    const QString text = u"```\nx\n```\n"_s;
    MarkdownStream stream;
    for (qsizetype size = 5; size <= text.size(); ++size) {
        stream.setText(text.left(size));
        QVERIFY2(!stream.blocks()[0].code.contains(u'`'), qPrintable(text.left(size)));
    }
    QCOMPARE(stream.blocks().size(), 1);
}

void MarkdownStreamTest::codeWithoutEnd()
{
    MarkdownStream stream;
    stream.setText(u"~~~\nhalf"_s);
    stream.finish();
    QCOMPARE(stream.blocks().size(), 1);
    QCOMPARE(stream.blocks()[0].plainText(), u"half"_s);
}

void MarkdownStreamTest::definitionsReachBack()
{
    const QString text = u"See [the page][1].\n\nMore.\n\n[1]: https://example.org/x\n"_s;
    const auto blocks = streamed(text, 4);
    QCOMPARE(blocks.size(), 2);
    QCOMPARE(blocks[0].runs.value(1).link, u"https://example.org/x"_s);
}

void MarkdownStreamTest::anotherTextStartsOver()
{
    MarkdownStream stream;
    stream.setText(u"one\n\ntwo\n\nthree"_s);
    stream.setText(u"new"_s);
    stream.finish();
    QCOMPARE(stream.blocks().size(), 1);
    QCOMPARE(stream.blocks()[0].plainText(), u"new"_s);
}

void MarkdownStreamTest::chunksAreBounded_data()
{
    QTest::addColumn<QString>("unit");
    QTest::newRow("one word") << u"a"_s;
    QTest::newRow("one paragraph") << u"word "_s;
    QTest::newRow("lines") << u"a line of a paragraph\n"_s;
    QTest::newRow("bullets") << u"- an item\n"_s;
    QTest::newRow("loose numbers") << u"1. an item\n\n"_s;
    QTest::newRow("emoji") << u"😀"_s;
    QTest::newRow("rows") << u"| a | b |\n"_s;
}

void MarkdownStreamTest::chunksAreBounded()
{
    QFETCH(QString, unit);
    const QString text = unit.repeated(200000 / unit.size());
    text::MarkdownSplitter splitter;
    for (qsizetype size = 0; size < text.size(); size += 997)
        splitter.advance(text.left(size));
    splitter.advance(text);
    qsizetype before = 0;
    for (const qsizetype start : splitter.starts()) {
        QVERIFY(start - before <= 2 * text::MarkdownSplitter::longestChunk);
        QVERIFY(start == 0 || !text[start].isLowSurrogate());
        before = start;
    }
    QVERIFY(text.size() - before <= 2 * text::MarkdownSplitter::longestChunk);
}

QObject *makeMarkdownStreamTest()
{
    return new MarkdownStreamTest;
}

#include "tst_markdownstream.moc"
