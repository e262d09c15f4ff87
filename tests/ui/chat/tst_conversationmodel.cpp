// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"
#include "support/testmain.h"
#include "ui/chat/conversationmodel.h"
#include "ui/support/testwindow.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using testsupport::TestWindow;
using ui::ConversationModel;

class ConversationModelTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void headsByDay();
    void headsCannotBeChosen();
    void filterKeepsOnlyTheFound();
    void aNewTitleResetsNothing();

private:
    static void add(const TestWindow &test, const QString &title, int daysAgo);
    static QStringList texts(const ConversationModel &model);
};

void ConversationModelTest::add(const TestWindow &test, const QString &title, int daysAgo)
{
    store::ConversationRecord record;
    record.id = title;
    record.title = title;
    record.updated = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now())
        - std::chrono::hours(24 * daysAgo);
    record.created = record.updated;
    record.options = chat::ConversationOptions().toJson();
    auto saved = test.context->store()->saveConversation(record);
    saved.waitForFinished();
}

QStringList ConversationModelTest::texts(const ConversationModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row).data(ConversationModel::IsHead).toBool()
                         ? u'*' + model.index(row).data().toString()
                         : model.index(row).data().toString());
    return texts;
}

void ConversationModelTest::headsByDay()
{
    TestWindow test;
    add(test, u"a"_s, 0);
    add(test, u"b"_s, 1);
    add(test, u"c"_s, 4);
    add(test, u"d"_s, 5);
    add(test, u"e"_s, 20);
    add(test, u"f"_s, 99);
    ConversationModel model(test.context->conversations());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    test.context->conversations()->load();
    QTRY_COMPARE(model.rowCount(), 11);
    QCOMPARE(texts(model).join(u' '), u"*Today a *Yesterday b *Last 7 days c d *Last 30 days e *Older f"_s);
    QCOMPARE(model.indexOf(u"d"_s).row(), 6);
    QVERIFY(!model.indexOf(u"x"_s).isValid());
}

void ConversationModelTest::headsCannotBeChosen()
{
    TestWindow test;
    add(test, u"a"_s, 0);
    ConversationModel model(test.context->conversations());
    test.context->conversations()->load();
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.flags(model.index(0)), Qt::ItemFlags(Qt::NoItemFlags));
    QVERIFY(model.flags(model.index(1)).testFlag(Qt::ItemIsSelectable));
}

void ConversationModelTest::filterKeepsOnlyTheFound()
{
    TestWindow test;
    add(test, u"a"_s, 0);
    add(test, u"b"_s, 1);
    ConversationModel model(test.context->conversations());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    test.context->conversations()->load();
    QTRY_COMPARE(model.rowCount(), 4);
    model.setFilter(QSet<QString>{u"b"_s});
    QCOMPARE(texts(model), (QStringList{u"*Yesterday"_s, u"b"_s}));
    model.setFilter(QSet<QString>{});
    QCOMPARE(model.rowCount(), 0);
    model.setFilter(std::nullopt);
    QCOMPARE(model.rowCount(), 4);
}

void ConversationModelTest::aNewTitleResetsNothing()
{
    TestWindow test;
    add(test, u"a"_s, 0);
    ConversationModel model(test.context->conversations());
    test.context->conversations()->load();
    QTRY_COMPARE(model.rowCount(), 2);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    test.context->conversations()->open(u"a"_s)->setTitle(u"renamed"_s);
    QTRY_COMPARE(model.index(1).data().toString(), u"renamed"_s);
    QCOMPARE(reset.size(), 0);
    chat::ChatSession *fresh = test.context->conversations()->create({});
    QTRY_VERIFY(model.indexOf(fresh->id()).isValid());
    QCOMPARE(model.indexOf(fresh->id()).data().toString(), u"New chat"_s);
}

QObject *makeConversationModelTest()
{
    return new ConversationModelTest;
}

#include "tst_conversationmodel.moc"
