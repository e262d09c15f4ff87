// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace ui {

/// The pages of the window, in the order of the rail; a kind that is not built is simply absent.
enum class PageKind { Chat, Compare, Traces, Gateway, Outbox, Settings, FirstRun, Keys };

/// Whether one looks something up or sets something there and goes back by Esc: keys, settings, outbox.
bool isAside(PageKind kind);
/// For object names and the saved window state: "chat".
QString pageName(PageKind kind);
/// The drawing in the rail.
QString pageIcon(PageKind kind);
/// For people: "Chat".
QString pageTitle(PageKind kind);

} // namespace ui
