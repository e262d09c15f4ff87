// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/connecttest.h"

#include "ui/settings/reports.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QtWidgets/QPushButton>

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

void ConnectTest::begin(int ticket, const QString &what)
{
    m_ticket = ticket;
    Reports::showRunning(m_report, what);
}

bool ConnectTest::takeAnswer(int ticket)
{
    const bool ours = m_ticket == ticket;
    if (ours)
        m_ticket.reset();
    return ours;
}

void ConnectTest::clear()
{
    m_ticket.reset();
    m_report->hide();
}

} // namespace ui
