// SPDX-License-Identifier: Apache-2.0
#include "store/tracewords.h"

#include "app/store/samples.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Json;
using store::TraceWords;

class TraceWordsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreThereOnce();
    void errorsAreThere();
    void encodedFilesAreNot();
    void lengthIsBounded();
};

void TraceWordsTest::textsAreThereOnce()
{
    const QString words = TraceWords::of(storetest::sampleTrace(u"A question"_s, u"An answer"_s));
    QCOMPARE(words.count(u"A question"_s), 1);
    QCOMPARE(words.count(u"An answer"_s), 1);
    QVERIFY(words.contains(u"Completions"_s));
    QVERIFY2(!words.contains(u"fragment"_s), "pieces of the stream are not searched");
}

void TraceWordsTest::errorsAreThere()
{
    trace::TraceRecord trace;
    trace.spans.emplaceBack().statusMessage = u"Kong refused"_s;
    trace::SpanEvent event{u"exception"_s, {}, {}};
    event.attributes.set(u"exception.message"_s, Json(u"No credentials found"_s));
    trace.spans[0].events = {event};
    const QString words = TraceWords::of(trace);
    QVERIFY(words.contains(u"Kong refused"_s));
    QVERIFY(words.contains(u"No credentials found"_s));
}

void TraceWordsTest::encodedFilesAreNot()
{
    trace::TraceRecord trace;
    trace.spans.emplaceBack();
    trace.spans[0].attributes.set(u"image"_s, Json(u"data:image/png;base64,AAAA"_s));
    trace.spans[0].attributes.set(u"audio"_s, Json(u"QUJD"_s.repeated(500)));
    trace.spans[0].attributes.set(u"chinese"_s, Json(u"天"_s.repeated(1500)));
    const QString words = TraceWords::of(trace);
    QVERIFY(!words.contains(u"AAAA"_s));
    QVERIFY(!words.contains(u"QUJD"_s));
    QVERIFY2(words.contains(u"天"_s), "writing without blanks is text");
}

void TraceWordsTest::lengthIsBounded()
{
    trace::TraceRecord trace;
    trace.spans.emplaceBack();
    for (int i = 0; i < 5; ++i)
        trace.spans[0].attributes.set(QString::number(i), Json(u"word%1 "_s.arg(i).repeated(50000)));
    QVERIFY(TraceWords::of(trace).size() <= 1000001);
    QVERIFY(TraceWords::of(trace).size() > 900000);
}

QObject *makeTraceWordsTest()
{
    return new TraceWordsTest;
}

#include "tst_tracewords.moc"
