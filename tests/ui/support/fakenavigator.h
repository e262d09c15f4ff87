// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/navigator.h"

#include <QtCore/QStringList>

namespace testsupport {

/// Remembers where a page wanted to go.
class FakeNavigator : public ui::Navigator
{
public:
    QList<ui::PageKind> pages;
    QList<trace::TraceId> traces;
    QStringList conversations;
    QList<SettingsPlace> settings;
    QList<QUrl> urls;
    QStringList notes;

    void showPage(ui::PageKind kind) override;
    void openTrace(const trace::TraceId &id) override;
    void openConversation(const QString &id) override;
    void openSettings(SettingsPlace place, const QString &profileId) override;
    void openInBrowser(const QUrl &url) override;
    void note(const QString &text) override;
};

} // namespace testsupport
