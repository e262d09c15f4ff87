// SPDX-License-Identifier: Apache-2.0
#include "ui/support/person.h"

#include <QtCore/QPointer>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>

namespace testsupport {

Person::Person(QWidget *window)
    : m_window(window)
{ }

QWidget *Person::visible(const QString &name) const
{
    const auto all = m_window->findChildren<QWidget *>(name);
    for (QWidget *widget : all) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool Person::sees(const QString &name) const
{
    return visible(name);
}

void Person::missing(const QString &name) const
{
    QTest::qFail(qPrintable(QStringLiteral("nothing to be seen named %1").arg(name)), __FILE__, __LINE__);
}

void Person::click(const QString &name) const
{
    auto *button = find<QWidget>(name);
    if (!button)
        return;
    for (QWidget *at = button->parentWidget(); at; at = at->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(at))
            scroll->ensureWidgetVisible(button);
    }
    if (!button->isEnabled())
        QTest::qFail(qPrintable(QStringLiteral("%1 cannot be pressed").arg(name)), __FILE__, __LINE__);
    // A check box only hears clicks on its box and its words, which need not fill it.
    const QPoint box(button->height() / 2, button->height() / 2);
    QTest::mouseClick(button, Qt::LeftButton, {}, qobject_cast<QCheckBox *>(button) ? box : QPoint());
}

void Person::type(const QString &name, const QString &text) const
{
    auto *field = find<QWidget>(name);
    if (!field)
        return;
    field->setFocus(Qt::TabFocusReason);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    if (text.isEmpty())
        QTest::keyClick(field, Qt::Key_Delete);
    else
        QTest::keyClicks(field, text);
}

void Person::choose(const QString &name, int index) const
{
    auto *box = find<QComboBox>(name);
    if (!box)
        return;
    box->setFocus(Qt::TabFocusReason);
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < index; ++i)
        QTest::keyClick(box, Qt::Key_Down);
    if (box->currentIndex() != index)
        QTest::qFail(qPrintable(QStringLiteral("%1 has no choice %2").arg(name).arg(index)), __FILE__, __LINE__);
}

void Person::press(const QKeySequence &keys) const
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keySequence(focus ? focus : m_window, keys);
}

} // namespace testsupport
