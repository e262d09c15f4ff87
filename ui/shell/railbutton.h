// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QtWidgets/QAbstractButton>

namespace ui {

/// One place in the rail: icon over caption, a bar at the left if it is the current page, a dot for news.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(const Theme *theme, const QString &icon, const QString &text, QWidget *parent = nullptr);

    void setNarrow(bool narrow); ///< without caption
    void setNews(bool news);
    bool hasNews() const;
    void setCaption(const QString &caption);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void updateName();

    const Theme *m_theme; ///< not owned
    QString m_icon;
    bool m_narrow = false;
    bool m_news = false;
};

} // namespace ui
