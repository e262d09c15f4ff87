// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QTableView>

namespace ui {

class ResultsModel;
class Theme;

/// The table of numbers under the columns; as high as its rows.
class ResultsTable : public QTableView
{
    Q_OBJECT

public:
    ResultsTable(const Theme *theme, ResultsModel *model, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setHeaders();
    void fitHeight();

    const Theme *m_theme; ///< not owned
};

} // namespace ui
