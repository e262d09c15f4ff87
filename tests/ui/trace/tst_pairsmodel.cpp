// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/trace/pairsmodel.h"
#include "ui/trace/traces.h"

#include <QtTest/QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using ui::PairsModel;

class PairsModelTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void attributes();
    void events();
    void toolTipsAreNoMarkup();
};

void PairsModelTest::attributes()
{
    PairsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    trace::Attributes attributes;
    attributes.set(u"b"_s, base::Json(u"text\nof two lines"_s));
    attributes.set(u"a"_s, base::Json::object({{u"x"_s, 1}}));
    model.showAttributes(attributes);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, PairsModel::Name).data().toString(), u"b"_s);
    QCOMPARE(model.index(0, PairsModel::Value).data().toString(), u"text of two lines"_s);
    QCOMPARE(model.fullText(0), u"text\nof two lines"_s);
    QCOMPARE(model.fullText(1), u"{\n  \"x\": 1\n}"_s);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void PairsModelTest::events()
{
    PairsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    trace::SpanEvent event;
    event.name = u"exception"_s;
    event.time = traces::start + std::chrono::milliseconds(250);
    event.attributes.set(u"exception.message"_s, base::Json(u"no"_s));
    model.showEvents({event}, traces::start);
    const QString name = model.index(0, PairsModel::Name).data().toString();
    QVERIFY(name.startsWith(u"+250"_s));
    QVERIFY(name.endsWith(u"exception"_s));
    QVERIFY(model.index(0, PairsModel::Value).data().toString().contains(u"exception.message"_s));
}

void PairsModelTest::toolTipsAreNoMarkup()
{
    PairsModel model;
    trace::Attributes attributes;
    attributes.set(u"<img src=x>"_s, base::Json(u"<b>bold</b>"_s));
    model.showAttributes(attributes);
    QVERIFY(!model.index(0, PairsModel::Value).data(Qt::ToolTipRole).toString().contains(u"<b>"_s));
    QVERIFY(!model.index(0, PairsModel::Name).data(Qt::ToolTipRole).toString().contains(u"<img"_s));
}

QObject *makePairsModelTest()
{
    return new PairsModelTest;
}

#include "tst_pairsmodel.moc"
