// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/pagefactory.h"

#include "ui/settings/settingspage.h"
#include "ui/shell/firstrun/firstrunpage.h"
#include "ui/shell/keyspage.h"

// Pages of the other folders plug in here: include the header, say so in has(), build it in make().

namespace ui {

PageFactory::PageFactory(const WindowServices &services, const Toolkit &toolkit)
    : m_services(services)
    , m_toolkit(toolkit)
{
}

bool PageFactory::has(PageKind kind)
{
    switch (kind) {
    case PageKind::Settings:
    case PageKind::FirstRun:
    case PageKind::Keys:
        return true;
    case PageKind::Chat:
    case PageKind::Compare:
    case PageKind::Traces:
    case PageKind::Gateway:
    case PageKind::Outbox:
        break;
    }
    return false;
}

Page *PageFactory::make(PageKind kind) const
{
    switch (kind) {
    case PageKind::Settings:
        return new SettingsPage({m_services.settings, m_services.secrets, m_services.tester, m_services.localMlflow,
                                 m_services.startLocalMlflow, m_services.store},
                                m_toolkit);
    case PageKind::FirstRun:
        return new FirstRunPage(m_toolkit, m_services.startDemo);
    case PageKind::Keys:
        return new KeysPage(m_toolkit);
    case PageKind::Chat:
    case PageKind::Compare:
    case PageKind::Traces:
    case PageKind::Gateway:
    case PageKind::Outbox:
        break;
    }
    return nullptr;
}

} // namespace ui
