// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/trace/anatomybar.h"
#include "ui/trace/tracedocument.h"
#include "ui/trace/traces.h"
#include "ui/widgets/theme.h"

using namespace Qt::StringLiterals;

class AnatomyBarTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void hiddenWithoutPhases();
    void addsUpToTheFirstToken();
    void showsTheNumberOfTheReply();
    void namesWhatIsMissing();
};

namespace {

trace::Span phase(const QString &key, const trace::SpanId &parent, int fromMs, int toMs)
{
    trace::Span span = traces::span(key, u"TASK"_s, parent, fromMs, toMs);
    span.attributes.set(trace::keys::Phase.toString(), base::Json(key));
    return span;
}

trace::TraceRecord withPhases(int gapMs)
{
    trace::TraceRecord record = traces::agent();
    const trace::SpanId model = record.spans[1].id;
    record.spans.append(phase(u"connect"_s, model, 10, 30));
    trace::Span kong = phase(u"kong"_s, model, 30 + gapMs, 50 + gapMs);
    kong.attributes.set(u"spanway.source"_s, base::Json(u"X-Kong-Proxy-Latency"_s));
    record.spans.append(kong);
    record.spans.append(phase(u"firstToken"_s, model, 50 + gapMs, 110));
    record.spans.append(phase(u"generation"_s, model, 110, 300));
    return record;
}

} // namespace

void AnatomyBarTest::hiddenWithoutPhases()
{
    ui::Theme theme;
    ui::TraceDocument document;
    ui::AnatomyBar bar(&theme, &document);
    document.setRecord(std::make_shared<const trace::TraceRecord>(traces::agent()));
    QVERIFY(bar.isHidden());
    document.setRecord(std::make_shared<const trace::TraceRecord>(withPhases(0)));
    QVERIFY(!bar.isHidden());
}

void AnatomyBarTest::addsUpToTheFirstToken()
{
    ui::Theme theme;
    ui::TraceDocument document;
    ui::AnatomyBar bar(&theme, &document);
    document.setRecord(std::make_shared<const trace::TraceRecord>(withPhases(0)));
    QCOMPARE(bar.parts().size(), 3); // generation comes after the first token
    QCOMPARE(bar.parts()[1].source, u"X-Kong-Proxy-Latency"_s);
    QCOMPARE(bar.parts()[2].mark, u"first_token"_s);
    QCOMPARE(bar.total(), std::chrono::nanoseconds(std::chrono::milliseconds(100)));
    QVERIFY(bar.note().endsWith(u"all accounted for"_s));
    QVERIFY(bar.accessibleName().contains(bar.note()));
}

void AnatomyBarTest::showsTheNumberOfTheReply()
{
    ui::Theme theme;
    ui::TraceDocument document;
    ui::AnatomyBar bar(&theme, &document);
    trace::TraceRecord record = withPhases(0);
    record.spans[1].attributes.set(u"spanway.ttft_ms"_s, base::Json(96.5)); // the span began 3.5 ms before the call
    document.setRecord(std::make_shared<const trace::TraceRecord>(record));
    QCOMPARE(bar.total(), std::chrono::nanoseconds(std::chrono::microseconds(96500)));
    QVERIFY2(bar.note().startsWith(u"96.5"_s), qPrintable(bar.note()));
}

void AnatomyBarTest::namesWhatIsMissing()
{
    ui::Theme theme;
    ui::TraceDocument document;
    ui::AnatomyBar bar(&theme, &document);
    document.setRecord(std::make_shared<const trace::TraceRecord>(withPhases(7)));
    QVERIFY2(bar.note().contains(u"7.00"_s), qPrintable(bar.note()));
    bar.resize(400, 120);
    const QImage picture = bar.grab().toImage();
    bar.setCompact(true);
    QVERIFY(bar.grab().toImage() != picture);
}

QObject *makeAnatomyBarTest()
{
    return new AnatomyBarTest;
}

#include "tst_anatomybar.moc"
