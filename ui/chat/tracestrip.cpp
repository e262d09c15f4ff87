// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/tracestrip.h"

#include "ui/trace/anatomybar.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int stripHeight = 28;
constexpr int barWidth = 128;

} // namespace

TraceStrip::TraceStrip(const Theme *theme, TraceDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_text(makeLabel({}, Theme::Type::Small, Tone::Secondary))
{
    setObjectName(u"traceStrip"_s);
    setFixedHeight(stripHeight);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"window"_s);
    auto *bar = new AnatomyBar(theme, document);
    bar->setCompact(true);
    bar->setFixedWidth(barWidth);
    m_text->setProperty(dataProperty, true);
    m_text->setMinimumWidth(1);
    auto *open = new QPushButton(tr("Open trace"));
    open->setObjectName(u"openTrace"_s);
    open->setProperty("kind", u"link"_s);
    connect(open, &QPushButton::clicked, this, &TraceStrip::openAsked);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceXl, 0, metrics::spaceXl, 0);
    row->setSpacing(metrics::spaceM);
    row->addWidget(bar, 0, Qt::AlignVCenter);
    row->addWidget(m_text, 1);
    row->addWidget(open);
}

void TraceStrip::setFigures(const TracePanel::Figures &figures)
{
    QStringList parts;
    if (figures.firstToken != formats::missing)
        parts.append(tr("TTFT %1").arg(figures.firstToken));
    if (figures.speed != formats::missing)
        parts.append(figures.speed);
    if (figures.tokensOut != formats::missing)
        parts.append(tr("%1 out").arg(figures.tokensOut));
    parts.append(figures.elapsed);
    m_text->setText(parts.join(u"   "_s));
}

} // namespace ui
