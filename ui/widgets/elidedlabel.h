// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QLabel>

namespace ui {

/// One line that is cut to its width: names at the end, ids and models in the middle. The whole text is the tool tip
/// when cut.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(Qt::TextElideMode mode = Qt::ElideRight, QWidget *parent = nullptr);

    void setFullText(const QString &text);
    QString fullText() const;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void cut();

    Qt::TextElideMode m_mode;
    QString m_text;
};

} // namespace ui
