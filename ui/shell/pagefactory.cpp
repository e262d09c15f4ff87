// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/pagefactory.h"

#include "ui/chat/chatpage.h"
#include "ui/compare/comparepage.h"
#include "ui/gateway/gatewaypage.h"
#include "ui/mlflow/outboxpage.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/firstrun/firstrunpage.h"
#include "ui/shell/keyspage.h"
#include "ui/trace/tracespage.h"

// Pages of the other folders plug in here: include the header, say so in has(), build it in make().

namespace ui {

PageFactory::PageFactory(const WindowServices &services, const Toolkit &toolkit)
    : m_services(services)
    , m_toolkit(toolkit)
{ }

bool PageFactory::has(PageKind kind)
{
    switch (kind) {
    case PageKind::Chat:
    case PageKind::Traces:
    case PageKind::Settings:
    case PageKind::FirstRun:
    case PageKind::Keys:
    case PageKind::Compare:
    case PageKind::Gateway:
    case PageKind::Outbox:
        return true;
    }
    return false;
}

Page *PageFactory::make(PageKind kind, QWidget *parent) const
{
    switch (kind) {
    case PageKind::Settings:
        return new SettingsPage({m_services.settings, m_services.secrets, m_services.tester, m_services.localMlflow,
                                 m_services.store, m_services.startLocalMlflow, m_services.useOwnKong,
                                 m_services.demoMode},
                                m_toolkit, parent);
    case PageKind::FirstRun:
        return new FirstRunPage(m_toolkit, m_services.startDemo, parent);
    case PageKind::Keys:
        return new KeysPage(m_toolkit, parent);
    case PageKind::Chat:
        return new ChatPage({m_services.settings, m_services.store, m_services.conversations, m_services.exporter},
                            m_toolkit, parent);
    case PageKind::Traces:
        return new TracesPage({m_services.store, m_services.exporter, m_services.traceFiles}, m_toolkit, parent);
    case PageKind::Compare:
        return new ComparePage({m_services.compare, m_services.settings, m_services.store, m_services.exporter},
                               m_toolkit, parent);
    case PageKind::Gateway:
        return new GatewayPage({m_services.explorer, m_services.settings, m_services.conversations}, m_toolkit, parent);
    case PageKind::Outbox:
        return new OutboxPage(
            {m_services.store, m_services.exporter, m_services.localMlflow, m_services.settings,
             m_services.startLocalMlflow}, m_toolkit, parent);
    }
    return nullptr;
}

} // namespace ui
