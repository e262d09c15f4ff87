// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/connecttest.h"

#include "ui/settings/reports.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QtWidgets/QPushButton>

#include <utility>

namespace ui {

ConnectTest::ConnectTest(const Theme *theme, const QString &head, const QString &name, const QString &reportName)
    : Section(head)
    , m_text(makeLabel({}, Theme::Type::Body, Tone::Secondary))
    , m_button(new QPushButton)
    , m_report(new Banner(theme))
{
    m_text->setWordWrap(true);
    m_text->setObjectName(name + QStringLiteral("Text"));
    m_button->setObjectName(name);
    m_report->setObjectName(reportName);
    m_report->hide();
    addRow(m_text);
    addButtons({m_button});
    addRow(m_report);
    connect(m_button, &QPushButton::clicked, this, &ConnectTest::asked);
}

void ConnectTest::setWords(const QString &text, const QString &button, const QString &whyNot)
{
    m_text->setText(whyNot.isEmpty() ? text : text + u' ' + whyNot);
    m_button->setText(button);
    m_button->setEnabled(whyNot.isEmpty());
    m_button->setToolTip(whyNot);
    m_button->setAccessibleDescription(whyNot);
}

void ConnectTest::begin(const QString &what)
{
    m_running = true;
    Reports::showRunning(m_report, what);
}

bool ConnectTest::takeAnswer()
{
    return std::exchange(m_running, false);
}

void ConnectTest::clear()
{
    m_running = false;
    m_report->hide();
}

} // namespace ui
