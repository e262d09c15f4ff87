// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QMap>
#include <QtCore/QString>

namespace ui {

/// Where the window stood and how its pages were divided; kept in Preferences::windowState.
struct WindowState
{
    QByteArray geometry; ///< QWidget::saveGeometry()
    QMap<QString, QByteArray> layouts; ///< Page::saveLayout() by pageName()

    QString toText() const; ///< base64
    /// Anything unreadable gives an empty state.
    static WindowState fromText(const QString &text);
};

} // namespace ui
