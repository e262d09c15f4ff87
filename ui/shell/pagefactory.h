// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/pagekind.h"
#include "ui/shell/toolkit.h"
#include "ui/shell/windowservices.h"

#include <QtCore/QCoreApplication>

namespace ui {

class Page;

/// The one place that builds pages, each from the services it needs.
class PageFactory
{
public:
    PageFactory(const WindowServices &services, const Toolkit &toolkit);

    /// Whether this build has the page; what it has not is absent from the rail.
    static bool has(PageKind kind);
    /// The new page inside its place: one that moves is styled twice. Null if this build has none of the kind.
    Page *make(PageKind kind, QWidget *parent) const;

private:
    WindowServices m_services;
    Toolkit m_toolkit;
};

} // namespace ui
