// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/noteline.h"

#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr std::chrono::milliseconds stay{4000};

} // namespace

NoteLine::NoteLine(const Theme *theme, QWidget *window)
    : Card(theme, window)
    , m_label(makeLabel({}, Theme::Type::Body, Tone::Primary, this))
{
    setObjectName(u"noteLine"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_label->setObjectName(u"noteText"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceM, metrics::spaceS, metrics::spaceM, metrics::spaceS);
    row->addWidget(m_label);
    m_timer.setSingleShot(true);
    m_timer.setInterval(stay);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    window->installEventFilter(this);
    hide();
}

void NoteLine::tell(const QString &text)
{
    m_label->setText(text);
    setAccessibleName(text);
    place();
    show();
    raise();
    m_timer.start();
}

bool NoteLine::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return Card::eventFilter(watched, event);
}

void NoteLine::place()
{
    const QWidget *window = parentWidget();
    const QSize wanted = sizeHint().boundedTo({window->width() - metrics::spaceXxl, window->height()});
    resize(wanted);
    move((window->width() - wanted.width()) / 2,
         window->height() - metrics::statusBar - metrics::spaceL - wanted.height());
}

} // namespace ui
