// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/pagekind.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <functional>

namespace ui {

class MainWindow;

/// Adds the actions that work everywhere in the window to its registry.
class WindowActions
{
    Q_DECLARE_TR_FUNCTIONS(ui::WindowActions)

public:
    explicit WindowActions(MainWindow *window);

    void addAll() const;

private:
    struct Entry
    {
        QString id;
        QString text;
        QString icon;
        QStringList keys;
        std::function<void()> run;
    };

    void add(const Entry &entry) const;
    void addPage(PageKind kind, const QString &text, const QStringList &keys) const;
    void addForPages() const; ///< what the page in front does in its own way

    MainWindow *m_window; ///< not owned
};

} // namespace ui
