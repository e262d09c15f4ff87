// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace ui {

class Theme;

/// Paints a cell of the results: the letter before the target, an icon before how it ended, numbers at the right.
class ResultsDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ResultsDelegate(const Theme *theme, QObject *parent = nullptr);

    /// The letter of a column in its frame; gives the width that was used.
    static int paintLetter(QPainter *painter, const QRect &rect, const Theme &theme, const QString &letter);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme *m_theme; ///< not owned
};

} // namespace ui
