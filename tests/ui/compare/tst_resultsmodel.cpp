// SPDX-License-Identifier: Apache-2.0
#include "chat/comparesession.h"
#include "support/testmain.h"
#include "ui/compare/resultsmodel.h"
#include "ui/support/testwindow.h"
#include "ui/widgets/formats.h"

#include <QtTest/QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using testsupport::TestWindow;
using ui::ResultsModel;

class ResultsModelTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void oneRowATarget();
};

void ResultsModelTest::oneRowATarget()
{
    TestWindow test;
    chat::CompareSession *session = test.context->compare();
    session->setTargets({});
    ResultsModel model(&test.theme, session);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    session->setTargets({{u"p"_s, u"gpt-4o"_s}, {u"p"_s, QString()}, {u"p"_s, u"llama"_s}});
    model.reset();
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(2, ResultsModel::Target).data().toString(), u"llama"_s);
    QCOMPARE(model.index(2, ResultsModel::Target).data(ResultsModel::Letter).toString(), u"C"_s);
    QCOMPARE(model.index(0, ResultsModel::FirstToken).data().toString(), ui::formats::missing);
    QCOMPARE(model.index(1, ResultsModel::Finish).data().toString(), ui::formats::missing);
}

QObject *makeResultsModelTest()
{
    return new ResultsModelTest;
}

#include "tst_resultsmodel.moc"
