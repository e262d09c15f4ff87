// SPDX-License-Identifier: Apache-2.0
#include "ui/support/fakenavigator.h"

namespace testsupport {

void FakeNavigator::showPage(ui::PageKind kind)
{
    pages.append(kind);
}

void FakeNavigator::openTrace(const trace::TraceId &id)
{
    traces.append(id);
}

void FakeNavigator::openConversation(const QString &id)
{
    conversations.append(id);
}

void FakeNavigator::openSettings(SettingsPlace place, const QString &)
{
    settings.append(place);
}

void FakeNavigator::openInBrowser(const QUrl &url)
{
    urls.append(url);
}

void FakeNavigator::note(const QString &text)
{
    notes.append(text);
}

} // namespace testsupport
