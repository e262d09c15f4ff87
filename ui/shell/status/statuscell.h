// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/colour.h"

#include <QtWidgets/QAbstractButton>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace ui {

class Gauge;
class IconLabel;
class Theme;

/// One cell of the status bar: an icon, a short text and more words for when there is room. Opens what it tells about.
class StatusCell : public QAbstractButton
{
    Q_OBJECT

public:
    struct Content
    {
        QString icon;
        Colour colour = Colour::StatusIdle;
        QString text; ///< shortest value; kept when narrow
        QString more; ///< left out when narrow
        QString hint; ///< tool tip: the whole story
        bool data = false; ///< `text` is a name of the person's own
        std::optional<double> share = {}; ///< 0 to 1: drawn as a gauge in `colour`, left out when narrow

        bool operator==(const Content &) const = default;
    };

    StatusCell(const Theme *theme, const QString &purpose, QWidget *parent = nullptr);

    /// A thin line that parts it from the next cell.
    void setLine(Qt::Edge edge);
    void setContent(const Content &content);
    const Content &content() const;
    void setNarrow(bool narrow);
    int widthAs(bool narrow) const; ///< what it needs, whatever it shows now
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showParts();

    const Theme *m_theme; ///< not owned
    QString m_purpose; ///< first word of the accessible name: "Gateway"
    Content m_content;
    IconLabel *m_icon;
    Gauge *m_gauge;
    QLabel *m_text;
    QLabel *m_more;
    Qt::Edge m_line = Qt::RightEdge;
    bool m_narrow = false;
};

} // namespace ui
