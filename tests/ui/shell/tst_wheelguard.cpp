// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/shell/wheelguard.h"

#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>

class WheelGuardTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void isNotTakenWithoutFocus();
    void isTakenWithFocus();

protected:
    void prepare() override;

private:
    /// Whether the field took the turn for itself; if not, Qt hands it to what scrolls.
    static bool turn(QWidget *field);

    std::unique_ptr<ui::WheelGuard> m_guard;
    std::unique_ptr<QScrollArea> m_area;
    QSpinBox *m_number = nullptr;
    QComboBox *m_choice = nullptr;
};

void WheelGuardTest::prepare()
{
    m_guard = std::make_unique<ui::WheelGuard>();
    qApp->installEventFilter(m_guard.get());
    m_area = std::make_unique<QScrollArea>();
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    m_number = new QSpinBox;
    m_number->setRange(0, 600);
    m_number->setValue(300);
    m_choice = new QComboBox;
    m_choice->addItems({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    m_choice->setCurrentIndex(1);
    column->addWidget(m_number);
    column->addWidget(m_choice);
    column->addSpacing(2000);
    m_area->setWidget(page);
    m_area->resize(300, 200);
    m_area->show();
    m_area->setFocus();
    QVERIFY(QTest::qWaitForWindowExposed(m_area.get()));
}

bool WheelGuardTest::turn(QWidget *field)
{
    const QPointF at = QRectF(field->rect()).center();
    QWheelEvent event(at, field->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(field, &event);
    return event.isAccepted();
}

void WheelGuardTest::isNotTakenWithoutFocus()
{
    QVERIFY(!turn(m_number));
    QVERIFY(!turn(m_choice));
    QCOMPARE(m_number->value(), 300);
    QCOMPARE(m_choice->currentIndex(), 1);
    for (const QWidget *field : std::initializer_list<QWidget *>{m_number, m_choice})
        QCOMPARE(field->focusPolicy(), Qt::StrongFocus); // not by the wheel
}

void WheelGuardTest::isTakenWithFocus()
{
    m_area->activateWindow();
    m_number->setFocus();
    QTRY_VERIFY(m_number->hasFocus());
    QVERIFY(turn(m_number));
    QCOMPARE(m_number->value(), 299);
}

QObject *makeWheelGuardTest()
{
    return new WheelGuardTest;
}

#include "tst_wheelguard.moc"
