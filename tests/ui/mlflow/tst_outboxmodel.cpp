// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/mlflow/outboxmodel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using ui::OutboxModel;

class OutboxModelTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatNeedsThePersonComesFirst();
    void aChangedRowStaysInPlace();
    void namesTheDestination();

private:
    static store::OutboxRow row(qint64 id, store::OutboxState state);
};

store::OutboxRow OutboxModelTest::row(qint64 id, store::OutboxState state)
{
    store::OutboxRow row;
    row.id = id;
    row.traceId = trace::TraceId::random();
    row.traceName = u"trace %1"_s.arg(id);
    row.destination.server = u"https://mlflow.test:5000/ml"_s;
    row.destination.experiment = u"lab"_s;
    row.state = state;
    return row;
}

void OutboxModelTest::whatNeedsThePersonComesFirst()
{
    using State = store::OutboxState;
    OutboxModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({row(1, State::Sent), row(2, State::Waiting), row(3, State::Failed), row(4, State::Sending), row(5, State::Sent)});
    QList<qint64> ids;
    for (int i = 0; i < model.rowCount(); ++i)
        ids.append(model.index(i).data(OutboxModel::RowId).toLongLong());
    QCOMPARE(ids, (QList<qint64>{3, 4, 2, 5, 1}));
    QCOMPARE(model.find(2), 2);
    QCOMPARE(model.find(9), -1);
}

void OutboxModelTest::aChangedRowStaysInPlace()
{
    OutboxModel model;
    QList<store::OutboxRow> rows{row(1, store::OutboxState::Waiting), row(2, store::OutboxState::Waiting)};
    model.setRows(rows);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setRows(rows);
    QCOMPARE(changes.size(), 0);
    rows[1].attempts = 3;
    rows[1].reason = u"MLflow answers 503"_s;
    model.setRows(rows);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(model.index(1).data(OutboxModel::Attempts).toInt(), 3);
    QCOMPARE(model.index(1).data(OutboxModel::Reason).toString(), u"MLflow answers 503"_s);
}

void OutboxModelTest::namesTheDestination()
{
    QCOMPARE(OutboxModel::destinationText(row(1, store::OutboxState::Sent).destination), u"mlflow.test:5000 · lab"_s);
    store::Destination local;
    local.server = settings::localMlflowUrl.toString();
    local.experiment = u"lab"_s;
    QCOMPARE(OutboxModel::destinationText(local), u"local MLflow · lab"_s);
}

QObject *makeOutboxModelTest()
{
    return new OutboxModelTest;
}

#include "tst_outboxmodel.moc"
