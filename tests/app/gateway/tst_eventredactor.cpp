// SPDX-License-Identifier: Apache-2.0
#include "base/redactor.h"
#include "gateway/eventredactor.h"
#include "llm/chatcodec.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using gateway::EventRedactor;

namespace {

QByteArray eventWith(const QByteArray &delta, int choice = 0)
{
    return R"({"choices":[{"index":)" + QByteArray::number(choice) + R"(,"delta":)" + delta + "}]}";
}

QByteArray content(const QByteArray &text)
{
    return eventWith(R"({"content":")" + text + "\"}");
}

/// What comes out for `events`, all in one list.
QList<EventRedactor::Timed> run(EventRedactor &redactor, const QList<QByteArray> &events)
{
    QList<EventRedactor::Timed> result;
    base::MonoTime at;
    for (const QByteArray &data : events)
        result += redactor.push(llm::decodeEvent(data), at += std::chrono::milliseconds(1));
    return result + redactor.finish();
}

QString textOf(const QList<EventRedactor::Timed> &events)
{
    QString text;
    for (const auto &timed : events)
        text += timed.event.deltas.first().text.value_or(QString());
    return text;
}

QByteArray bytesOf(const QList<EventRedactor::Timed> &events)
{
    QByteArray bytes;
    for (const auto &timed : events)
        bytes += timed.event.data + '\n' + timed.event.json.write() + '\n';
    return bytes;
}

} // namespace

class EventRedactorTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void withoutRedactorNothingWaits();
    void ordinaryTextPassesUnchanged();
    void secretOverEventsIsMasked_data();
    void secretOverEventsIsMasked();
    void falseAlarmComesOutAsItWas();
    void timesStay();
    void choicesAreApart();
    void otherFields_data();
    void otherFields();
    void openEndAtTheEnd();
    void silentTextHoldsNothingBack();
    void secretGoesOnAfterASilence_data();
    void secretGoesOnAfterASilence();

protected:
    void prepare() override
    {
        m_known = std::make_unique<base::Redactor>();
        m_known->addSecret(u"sk-secret-0123"_s);
    }

private:
    std::unique_ptr<base::Redactor> m_known;
};

void EventRedactorTest::withoutRedactorNothingWaits()
{
    EventRedactor none(nullptr);
    QCOMPARE(none.push(llm::decodeEvent(content("sk-sec")), {}).size(), 1);
    base::Redactor empty;
    EventRedactor idle(&empty);
    QCOMPARE(idle.push(llm::decodeEvent(content("sk-sec")), {}).size(), 1);
}

void EventRedactorTest::ordinaryTextPassesUnchanged()
{
    EventRedactor redactor(m_known.get());
    for (const QByteArray &text : {"Hello"_ba, " world"_ba, "!"_ba}) {
        const auto out = redactor.push(llm::decodeEvent(content(text)), {});
        QCOMPARE(out.size(), 1);
        QCOMPARE(out.first().event.data, content(text));
    }
    QVERIFY(redactor.finish().isEmpty());
    QVERIFY(!redactor.foundSplit());
}

void EventRedactorTest::secretOverEventsIsMasked_data()
{
    QTest::addColumn<QList<QByteArray>>("texts");
    QTest::addColumn<QString>("text");
    QTest::newRow("two") << QList<QByteArray>{"key: sk-secr", "et-0123 ok"} << u"key: [redacted] ok"_s;
    QTest::newRow("many") << QList<QByteArray>{"s", "k-", "secret", "-", "01", "2", "3"} << u"[redacted]"_s;
    QTest::newRow("twice") << QList<QByteArray>{"sk-secret-01", "23 sk-sec", "ret-0123"} << u"[redacted] [redacted]"_s;
    QTest::newRow("after a false start") << QList<QByteArray>{"sk-se", "sk-secret", "-0123"} << u"sk-se[redacted]"_s;
    QTest::newRow("escaped so that no byte pattern sees it")
        << QList<QByteArray>{R"(\u0073k-secret-0123)"} << u"[redacted]"_s;
    QTest::newRow("empty events between") << QList<QByteArray>{"sk-secret", "", "-0123"} << u"[redacted]"_s;
}

void EventRedactorTest::secretOverEventsIsMasked()
{
    QFETCH(QList<QByteArray>, texts);
    QFETCH(QString, text);
    EventRedactor redactor(m_known.get());
    QList<QByteArray> events;
    for (const QByteArray &one : texts)
        events.append(content(one));
    const auto out = run(redactor, events);
    QCOMPARE(out.size(), texts.size());
    QCOMPARE(textOf(out), text);
    QVERIFY(redactor.foundSplit());
    QString inJson;
    for (const auto &timed : out)
        inJson += llm::decodeEvent(timed.event.data).deltas.first().text.value_or(QString());
    QCOMPARE(inJson, text);
    QVERIFY(!bytesOf(out).contains("0123"));
}

void EventRedactorTest::falseAlarmComesOutAsItWas()
{
    EventRedactor redactor(m_known.get());
    QCOMPARE(redactor.push(llm::decodeEvent(content("sk-sec")), {}).size(), 0);
    QCOMPARE(redactor.push(llm::decodeEvent(content("ret")), {}).size(), 0);
    const auto out = redactor.push(llm::decodeEvent(content("ary")), {});
    QCOMPARE(out.size(), 3);
    QCOMPARE(out.at(0).event.data, content("sk-sec"));
    QCOMPARE(out.at(2).event.data, content("ary"));
    QVERIFY(!redactor.foundSplit());
}

void EventRedactorTest::timesStay()
{
    EventRedactor redactor(m_known.get());
    const auto out = run(redactor, {content("a"), content("sk-"), content("b"), content("c")});
    QCOMPARE(out.size(), 4);
    for (qsizetype i = 0; i < out.size(); ++i)
        QCOMPARE(out.at(i).at, base::MonoTime(std::chrono::milliseconds(i + 1)));
}

void EventRedactorTest::choicesAreApart()
{
    EventRedactor redactor(m_known.get());
    const auto out = run(redactor,
                         {eventWith(R"({"content":"sk-secret"})", 0), eventWith(R"({"content":"sk-secret"})", 1),
                          eventWith(R"({"content":"-0123"})", 1), eventWith(R"({"content":" no"})", 0)});
    QCOMPARE(out.at(0).event.deltas.first().text, std::optional(u"sk-secret"_s));
    QCOMPARE(out.at(1).event.deltas.first().text, std::optional(u"[redacted]"_s));
    QCOMPARE(out.at(2).event.deltas.first().text, std::optional(QString(u""_s)));
    QCOMPARE(out.at(3).event.deltas.first().text, std::optional(u" no"_s));
}

void EventRedactorTest::otherFields_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    const auto row = [](const char *name, const QByteArray &pattern) {
        QTest::newRow(name) << QByteArray(pattern).replace("@", "sk-secret")
                            << QByteArray(pattern).replace("@", "-0123");
    };
    row("reasoning_content", R"({"reasoning_content":"@"})");
    row("reasoning", R"({"reasoning":"@"})");
    row("refusal", R"({"refusal":"@"})");
    row("arguments", R"({"tool_calls":[{"index":0,"function":{"name":"f","arguments":"@"}}]})");
    row("second call", R"({"tool_calls":[{"index":0,"function":{}},{"index":1,"function":{"arguments":"@"}}]})");
    row("input", R"({"tool_calls":[{"index":0,"custom":{"input":"@"}}]})");
    row("parts", R"({"content":[{"type":"text","text":"@"}]})");
}

void EventRedactorTest::otherFields()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    EventRedactor redactor(m_known.get());
    const auto out = run(redactor, {eventWith(first), eventWith(second)});
    QCOMPARE(out.size(), 2);
    QVERIFY2(!bytesOf(out).contains("-0123"), bytesOf(out).constData());
    QVERIFY(bytesOf(out).contains("[redacted]"));
}

void EventRedactorTest::openEndAtTheEnd()
{
    EventRedactor redactor(m_known.get());
    const auto out = run(redactor, {content("so: sk-sec")});
    QCOMPARE(textOf(out), u"so: sk-sec"_s);
    QVERIFY(!redactor.foundSplit());
}

/// A text may end with the first letter of a secret, and only something else goes on.
void EventRedactorTest::silentTextHoldsNothingBack()
{
    EventRedactor redactor(m_known.get());
    qsizetype out = redactor.push(llm::decodeEvent(content("in Paris")), {}).size();
    QCOMPARE(out, 0);
    for (qsizetype sent = 1; sent <= 50; ++sent) {
        const QByteArray call = R"({"tool_calls":[{"index":0,"function":{"arguments":"x"}}]})";
        out += redactor.push(llm::decodeEvent(eventWith(call)), {}).size();
        QVERIFY2(sent < 10 || out == sent + 1, qPrintable(u"%1 of %2"_s.arg(out).arg(sent + 1)));
    }
    QVERIFY(!redactor.foundSplit());
}

void EventRedactorTest::secretGoesOnAfterASilence_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QString>("text");
    QTest::newRow("first letter") << "as"_ba << "k-secret-0123 ok"_ba << u"as[redacted] ok"_s;
    QTest::newRow("half") << "a sk-secret"_ba << "-0123 ok"_ba << u"a [redacted][redacted] ok"_s;
    QTest::newRow("half of none") << "a sk-secret"_ba << "ary ok"_ba << u"a [redacted]ary ok"_s;
}

void EventRedactorTest::secretGoesOnAfterASilence()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, second);
    QFETCH(const QString, text);
    EventRedactor redactor(m_known.get());
    QList<QByteArray> events{content(first)};
    for (int i = 0; i < 12; ++i)
        events.append(eventWith(R"({"reasoning":"hm. "})"));
    events.append(content(second));
    const auto out = run(redactor, events);
    QCOMPARE(out.size(), events.size());
    QCOMPARE(textOf(out), text);
    QVERIFY(!bytesOf(out).contains("sk-secret"));
    QVERIFY(!bytesOf(out).contains("0123"));
}

QObject *makeEventRedactorTest()
{
    return new EventRedactorTest;
}

#include "tst_eventredactor.moc"
