// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/contentmodebutton.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using settings::ContentMode;

QString shortText(ContentMode mode)
{
    switch (mode) {
    case ContentMode::Everything:
        return ContentModeButton::tr("All to MLflow");
    case ContentMode::NumbersOnly:
        return ContentModeButton::tr("Numbers only");
    case ContentMode::Nothing:
        return ContentModeButton::tr("Stays here");
    }
    return {};
}

QString longText(ContentMode mode)
{
    switch (mode) {
    case ContentMode::Everything:
        return ContentModeButton::tr("Everything leaves for MLflow");
    case ContentMode::NumbersOnly:
        return ContentModeButton::tr("Only names, times, tokens and status leave");
    case ContentMode::Nothing:
        return ContentModeButton::tr("Nothing leaves, the trace stays on this computer");
    }
    return {};
}

} // namespace

ContentModeButton::ContentModeButton(const Theme *theme, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setProperty("kind", u"quiet"_s);
    setProperty("small", true);
    connect(this, &QPushButton::clicked, this, &ContentModeButton::openMenu);
}

void ContentModeButton::showChoice(std::optional<ContentMode> own, ContentMode profile, bool isSetUp)
{
    m_own = own;
    m_profile = profile;
    const ContentMode mode = own.value_or(profile);
    setIcon(icons::icon(m_theme, mode == ContentMode::Nothing || !isSetUp ? u"lock"_s : u"outbox"_s));
    setText(isSetUp ? shortText(mode) : tr("No MLflow"));
    setToolTip(isSetUp ? longText(mode) : tr("The profile names no MLflow: traces stay on this computer"));
    setAccessibleName(tr("What leaves for MLflow: %1").arg(toolTip()));
}

void ContentModeButton::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"contentModeMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &text, std::optional<ContentMode> mode) {
        QAction *action = menu->addAction(text, this, [this, mode] { Q_EMIT chosen(mode); });
        action->setCheckable(true);
        action->setChecked(mode == m_own);
    };
    add(tr("As the profile says: %1").arg(longText(m_profile)), std::nullopt);
    menu->addSeparator();
    for (const ContentMode mode : {ContentMode::Everything, ContentMode::NumbersOnly, ContentMode::Nothing})
        add(longText(mode), mode);
    // Towards the middle of the window: above from a composer, below from a page's head.
    const bool low = mapTo(window(), rect().center()).y() > window()->height() / 2;
    menu->popup(mapToGlobal(QPoint(0, low ? -menu->sizeHint().height() - metrics::spaceXs : height() + metrics::spaceXs)));
}

} // namespace ui
