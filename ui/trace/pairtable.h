// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QTableView>

namespace ui {

class PairsModel;
class Theme;

/// A table of names and values; Ctrl+C copies the value of the row.
class PairTable : public QTableView
{
    Q_OBJECT

public:
    PairTable(const Theme *theme, PairsModel *model, QWidget *parent = nullptr);

    QString currentText() const; ///< value of the current row, all values if there is none

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    PairsModel *m_model; ///< not owned
};

} // namespace ui
