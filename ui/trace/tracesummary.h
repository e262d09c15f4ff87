// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace ui {

class ExportBadge;
class Pill;
class Theme;
class TraceDocument;

/// A trace in numbers, in one line: total, tokens, spans, failed ones, what is wrong in its data.
class TraceSummary : public QWidget
{
    Q_OBJECT

public:
    TraceSummary(const Theme *theme, TraceDocument *document, QWidget *parent = nullptr);

    void setEnd(ExportBadge *badge); ///< at its right end; shortened where the line has no room for all of it

Q_SIGNALS:
    void errorsAsked();

protected:
    bool event(QEvent *event) override;

private:
    void refresh();

    TraceDocument *m_document; ///< not owned
    QLabel *m_total;
    QLabel *m_tokens;
    QLabel *m_spans;
    Pill *m_errors;
    Pill *m_issues;
    Pill *m_loading;
    ExportBadge *m_end = nullptr;
};

} // namespace ui
