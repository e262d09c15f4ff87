// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/trace/tracepanel.h"

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace ui {

class AnatomyBar;
class TraceDocument;

/// What is left of the inspector in a narrow window: anatomy, figures, and the way to the trace.
class TraceStrip : public QWidget
{
    Q_OBJECT

public:
    TraceStrip(const Theme *theme, TraceDocument *document, QWidget *parent = nullptr);

    void setFigures(const TracePanel::Figures &figures);

Q_SIGNALS:
    void openAsked();

private:
    QLabel *m_text;
};

} // namespace ui
