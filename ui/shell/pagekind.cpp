// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/pagekind.h"

#include <QtCore/QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Names
{
    QLatin1StringView name;
    QLatin1StringView icon;
    const char *title;
};

constexpr std::array<Names, 8> names{{{"chat"_L1, "chat"_L1, QT_TRANSLATE_NOOP("ui::PageKind", "Chat")},
                                      {"compare"_L1, "compare"_L1, QT_TRANSLATE_NOOP("ui::PageKind", "Compare")},
                                      {"traces"_L1, "traces"_L1, QT_TRANSLATE_NOOP("ui::PageKind", "Traces")},
                                      {"gateway"_L1, "gateway"_L1, QT_TRANSLATE_NOOP("ui::PageKind", "Gateway")},
                                      {"outbox"_L1, "outbox"_L1, QT_TRANSLATE_NOOP("ui::PageKind", "Outbox")},
                                      {"settings"_L1, "settings"_L1, QT_TRANSLATE_NOOP("ui::PageKind", "Settings")},
                                      {"firstRun"_L1, "bolt"_L1, QT_TRANSLATE_NOOP("ui::PageKind", "Start")},
                                      {"keys"_L1, "keyboard"_L1, QT_TRANSLATE_NOOP("ui::PageKind", "Keys")}}};

const Names &entry(PageKind kind)
{
    return names[static_cast<size_t>(kind)];
}

} // namespace

bool isAside(PageKind kind)
{
    return kind == PageKind::Keys || kind == PageKind::Settings || kind == PageKind::Outbox;
}

QString pageName(PageKind kind)
{
    return entry(kind).name;
}

QString pageIcon(PageKind kind)
{
    return entry(kind).icon;
}

QString pageTitle(PageKind kind)
{
    return QCoreApplication::translate("ui::PageKind", entry(kind).title);
}

} // namespace ui
