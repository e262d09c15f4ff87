// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/ids.h"
#include "ui/shell/pagekind.h"

#include <QtCore/QUrl>

namespace ui {

/// How a page asks the window to go elsewhere. Implemented by the shell; outlives every page.
class Navigator
{
public:
    /// Where in the settings page a person should land.
    enum class SettingsPlace { Profiles, NewProfile, Gateway, Key, Models, Mlflow, Privacy };

    virtual ~Navigator() = default;

    virtual void showPage(PageKind kind) = 0;
    virtual void openTrace(const trace::TraceId &id) = 0; ///< on the traces page
    virtual void openConversation(const QString &id) = 0; ///< on the chat page
    /// `profileId` empty: the current one.
    virtual void openSettings(SettingsPlace place, const QString &profileId = {}) = 0;
    /// In the browser, never inside Spanway. The caller has asked if the address came from a model.
    virtual void openInBrowser(const QUrl &url) = 0;
    /// A line at the bottom of the window for some seconds: "Copied".
    virtual void note(const QString &text) = 0;
};

} // namespace ui
