// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/widgets/focusring.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

class FocusRingTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void liesAroundWhatTheKeyboardReached();
    void notForThePointer();
};

void FocusRingTest::liesAroundWhatTheKeyboardReached()
{
    const ui::Theme theme;
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    auto *one = new QPushButton(u"one"_s);
    auto *two = new QPushButton(u"two"_s);
    row->addWidget(one);
    row->addWidget(two);
    const auto *ring = new ui::FocusRing(&theme, &window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    one->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(ring->isVisible());
    QTRY_COMPARE(ring->geometry(), one->geometry().adjusted(-3, -3, 3, 3));
    QTest::keyClick(one, Qt::Key_Tab);
    QTRY_COMPARE(ring->geometry(), two->geometry().adjusted(-3, -3, 3, 3));
    two->hide();
    QTRY_VERIFY(ring->geometry() != two->geometry().adjusted(-3, -3, 3, 3) || !ring->isVisible());
}

void FocusRingTest::notForThePointer()
{
    const ui::Theme theme;
    QWidget window;
    auto *button = new QPushButton(u"one"_s, &window);
    const auto *ring = new ui::FocusRing(&theme, &window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(button->hasFocus());
    QVERIFY(!ring->isVisible());
}

QObject *makeFocusRingTest()
{
    return new FocusRingTest;
}

#include "tst_focusring.moc"
