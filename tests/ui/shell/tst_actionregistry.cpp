// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/shell/actionregistry.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;
using Spec = ui::ActionRegistry::Spec;

class ActionRegistryTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void keysCanBeChangedAndForgotten();
    void keysSurviveAsText();
    void keysOfActionsThatComeLaterApply();
    void takenKeysNameTheirHolder();
    void actsOnlyWhereItBelongs();
};

void ActionRegistryTest::keysCanBeChangedAndForgotten()
{
    const ui::Theme theme;
    ui::ActionRegistry registry(&theme);
    QWidget window;
    const QAction *action = registry.add(
        {u"a.b"_s, u"Do it"_s, {}, {QKeySequence(u"Ctrl+K"_s), QKeySequence(u"F1"_s)}, u"Everywhere"_s}, &window);
    QCOMPARE(action->shortcuts().size(), 2);
    registry.setKey(u"a.b"_s, QKeySequence(u"Ctrl+L"_s));
    QCOMPARE(action->shortcuts(), QList<QKeySequence>{QKeySequence(u"Ctrl+L"_s)});
    QCOMPARE(registry.key(u"a.b"_s), QKeySequence(u"Ctrl+L"_s));
    registry.setKey(u"a.b"_s, {});
    QVERIFY(action->shortcuts().isEmpty());
    registry.resetKey(u"a.b"_s);
    QCOMPARE(action->shortcuts().size(), 2);
    QCOMPARE(registry.overrides().size(), 0);
}

void ActionRegistryTest::keysSurviveAsText()
{
    const ui::Theme theme;
    QWidget window;
    base::Json kept;
    {
        ui::ActionRegistry registry(&theme);
        registry.add({u"a.b"_s, u"Do it"_s, {}, {QKeySequence(u"Ctrl+K"_s)}, {}}, &window);
        registry.setKey(u"a.b"_s, QKeySequence(u"Ctrl+Shift+L"_s));
        kept = registry.overrides();
    }
    QCOMPARE(kept.write(), "{\"a.b\":\"Ctrl+Shift+L\"}"_ba);
    ui::ActionRegistry registry(&theme);
    QSignalSpy changed(&registry, &ui::ActionRegistry::keysChanged);
    registry.setOverrides(kept);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(registry.key(u"a.b"_s), QKeySequence(u"Ctrl+Shift+L"_s));
}

void ActionRegistryTest::keysOfActionsThatComeLaterApply()
{
    const ui::Theme theme;
    ui::ActionRegistry registry(&theme);
    base::Json kept = base::Json::object();
    kept.insert(u"a.b"_s, base::Json(u"Ctrl+L"_s));
    registry.setOverrides(kept);
    QWidget window;
    const QAction *action = registry.add({u"a.b"_s, u"Do it"_s, {}, {QKeySequence(u"Ctrl+K"_s)}, {}}, &window);
    QCOMPARE(action->shortcut(), QKeySequence(u"Ctrl+L"_s));
}

void ActionRegistryTest::takenKeysNameTheirHolder()
{
    const ui::Theme theme;
    ui::ActionRegistry registry(&theme);
    QWidget window;
    registry.add({u"a.one"_s, u"One"_s, {}, {QKeySequence(u"Ctrl+1"_s)}, u"Everywhere"_s}, &window);
    registry.add({u"a.two"_s, u"Two"_s, {}, {QKeySequence(u"Ctrl+2"_s)}, u"Everywhere"_s}, &window);
    registry.add({u"b.one"_s, u"Other"_s, {}, {QKeySequence(u"Ctrl+3"_s)}, u"Chat"_s}, &window);
    QCOMPARE(registry.holder(QKeySequence(u"Ctrl+1"_s), u"a.two"_s), u"a.one"_s);
    QCOMPARE(registry.holder(QKeySequence(u"Ctrl+1"_s), u"a.one"_s), QString());
    QCOMPARE(registry.holder(QKeySequence(u"Ctrl+3"_s), u"a.one"_s), QString());
    QCOMPARE(registry.holder({}, u"a.one"_s), QString());
}

void ActionRegistryTest::actsOnlyWhereItBelongs()
{
    const ui::Theme theme;
    ui::ActionRegistry registry(&theme);
    QWidget window;
    auto *left = new QLineEdit(&window);
    auto *pane = new QWidget(&window);
    auto *right = new QLineEdit(pane);
    QAction *action = registry.add({u"a.b"_s, u"Do it"_s, {}, {QKeySequence(u"Ctrl+L"_s)}, {}}, pane);
    QSignalSpy triggered(action, &QAction::triggered);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    left->setFocus();
    QTest::keySequence(left, QKeySequence(u"Ctrl+L"_s));
    QCOMPARE(triggered.size(), 0);
    right->setFocus();
    QTest::keySequence(right, QKeySequence(u"Ctrl+L"_s));
    QCOMPARE(triggered.size(), 1);
}

QObject *makeActionRegistryTest()
{
    return new ActionRegistryTest;
}

#include "tst_actionregistry.moc"
