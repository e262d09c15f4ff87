// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/focusring.h"

#include "ui/widgets/metrics.h"

#include <QtGui/QFocusEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QKeySequenceEdit>
#include <QtWidgets/QLineEdit>

namespace ui {

namespace {

constexpr int distance = 1;

bool hasRing(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget)
        || (qobject_cast<const QLineEdit *>(widget) && !widget->property("bare").toBool())
        || qobject_cast<const QKeySequenceEdit *>(widget);
}

} // namespace

FocusRing::FocusRing(const Theme *theme, QWidget *window)
    : QWidget(window)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("focusRing"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::FocusIn: {
        auto *widget = qobject_cast<QWidget *>(watched);
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        // When a window or a popup gives the focus back, what counts is how it got there before.
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            m_byPointer = reason == Qt::MouseFocusReason;
        if (widget && widget->window() == window())
            follow(hasRing(widget) && !m_byPointer ? widget : nullptr);
        break;
    }
    case QEvent::MouseButtonPress:
        m_byPointer = true;
        if (m_target)
            follow(nullptr);
        break;
    case QEvent::FocusOut:
        if (watched == m_target)
            follow(nullptr);
        break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        if (m_target && m_watched.contains(qobject_cast<QWidget *>(watched)))
            QMetaObject::invokeMethod(this, &FocusRing::place, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::follow(QWidget *widget)
{
    m_target = widget;
    m_watched.clear();
    for (QWidget *at = widget; at && at != window(); at = at->parentWidget())
        m_watched.append(at);
    place();
}

void FocusRing::place()
{
    if (!m_target || !m_target->isVisible() || m_target->visibleRegion().isEmpty()) {
        hide();
        return;
    }
    const int reach = distance + metrics::focusRing;
    const QRect box(m_target->mapTo(window(), QPoint(0, 0)), m_target->size());
    setGeometry(box.adjusted(-reach, -reach, reach, reach));
    show();
    raise();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double half = metrics::focusRing / 2.0;
    painter.setPen(QPen(m_theme->colour(Colour::AccentBase), metrics::focusRing));
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), metrics::radiusControl + distance,
                            metrics::radiusControl + distance);
}

} // namespace ui
