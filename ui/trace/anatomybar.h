// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QList>
#include <QtWidgets/QWidget>

#include <chrono>
#include <optional>

namespace ui {

class Theme;
class TraceDocument;

/// Where the time to the first token went: the measured phases of the model's call as one bar with a legend, in numbers too. Hidden while there are
/// none.
class AnatomyBar : public QWidget
{
    Q_OBJECT

public:
    AnatomyBar(const Theme *theme, TraceDocument *document, QWidget *parent = nullptr);

    struct Part
    {
        QString mark; ///< for the theme
        QString name;
        std::chrono::nanoseconds time{0};
        QString source; ///< header the number comes from, empty: measured
    };
    const QList<Part> &parts() const { return m_parts; }
    std::chrono::nanoseconds total() const { return m_total; } ///< to the first token
    QString note() const; ///< "523 ms, all accounted for"
    void setCompact(bool compact); ///< only the bar

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void read();
    void paintBar(QPainter *painter, const QRectF &bar) const;
    void paintLegend(QPainter *painter, int top) const;
    int columns() const; ///< of the legend
    static QString heading();
    int headRow() const;
    int headHeight() const; ///< two lines where heading and note have no room beside each other
    int legendRow() const;
    int legendRows() const;
    QRect legendCell(qsizetype index, int top) const;

    const Theme *m_theme; ///< not owned
    TraceDocument *m_document; ///< not owned
    QList<Part> m_parts;
    std::chrono::nanoseconds m_total{0};
    bool m_compact = false;
};

} // namespace ui
