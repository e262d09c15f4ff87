// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/section.h"

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace ui {

class Banner;
class Theme;

/// One connect test of a form: what it does, its button, and what it found as long as the form stays as it was tested.
class ConnectTest : public Section
{
    Q_OBJECT

public:
    /// The button gets `name`, the report `reportName`.
    ConnectTest(const Theme *theme, const QString &head, const QString &name, const QString &reportName);

    /// What pressing the button does, and why it can do nothing (empty: it can).
    void setWords(const QString &text, const QString &button, const QString &whyNot = {});
    void begin(int ticket, const QString &what); ///< a test runs: services::ConnectionTester::ticket()
    bool takeAnswer(int ticket); ///< true once after begin(): the answer is for this form as it is
    void clear(); ///< the form changed: what was found, or is still being found, says nothing about it
    Banner *report() const { return m_report; }

Q_SIGNALS:
    void asked();

private:
    QLabel *m_text;
    QPushButton *m_button;
    Banner *m_report;
    std::optional<int> m_ticket; ///< of the running test
};

} // namespace ui
