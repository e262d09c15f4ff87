// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

namespace ui {

class Theme;

/// The letter of a column in its small frame.
class LetterBadge : public QWidget
{
    Q_OBJECT

public:
    LetterBadge(const Theme *theme, const QString &letter, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme; ///< not owned
    QString m_letter;
};

} // namespace ui
