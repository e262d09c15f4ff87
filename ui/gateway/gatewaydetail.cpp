// SPDX-License-Identifier: Apache-2.0
#include "ui/gateway/gatewaydetail.h"

#include "ui/trace/jsonview.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

enum Sheet { Nothing, Object, Plain };

} // namespace

GatewayDetail::GatewayDetail(const Toolkit &toolkit, QWidget *parent)
    : QWidget(parent)
    , m_toolkit(toolkit)
    , m_icon(new IconLabel(toolkit.theme, u"gateway"_s, Colour::TextSecondary))
    , m_name(new ElidedLabel(Qt::ElideMiddle))
    , m_detail(makeLabel({}, Theme::Type::Body, Tone::Secondary))
    , m_chat(new QPushButton(tr("Chat with this model")))
    , m_add(new QPushButton(tr("Add it to the profile")))
    , m_hint(makeLabel({}, Theme::Type::Small, Tone::Muted))
    , m_stack(new QStackedWidget)
    , m_json(new JsonView(toolkit.theme))
{
    setObjectName(u"gatewayDetail"_s);
    m_json->setObjectName(u"gatewayObject"_s);
    m_json->setAccessibleName(tr("Kong's own object"));
    m_json->setProperty("bare", true);
    QLabel *nothing = makeLabel(tr("Choose a line to see what Kong knows of it"), Theme::Type::Body, Tone::Muted);
    nothing->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(nothing);
    auto *object = new QWidget;
    auto *inside = new QVBoxLayout(object);
    inside->setContentsMargins(metrics::spaceL, metrics::spaceS, metrics::spaceS, metrics::spaceS);
    inside->addWidget(m_json);
    m_stack->addWidget(object);
    m_stack->addWidget(new QWidget);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_stack, 1);
    connect(m_chat, &QPushButton::clicked, this, [this] { Q_EMIT chatAsked(m_model); });
    connect(m_add, &QPushButton::clicked, this, &GatewayDetail::modelsAsked);
    setFocusProxy(m_json);
    clear();
}

QWidget *GatewayDetail::makeHead()
{
    auto *head = new QWidget;
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", u"bottom"_s);
    m_name->setObjectName(u"gatewayName"_s);
    m_name->setProperty("type", u"heading"_s);
    m_name->setProperty(dataProperty, true);
    m_detail->setObjectName(u"gatewayNote"_s);
    m_detail->setProperty(dataProperty, true);
    m_hint->setObjectName(u"gatewayHint"_s);
    for (QLabel *label : {m_detail, m_hint})
        label->setWordWrap(true);
    m_chat->setObjectName(u"chatHere"_s);
    m_chat->setProperty("kind", u"primary"_s);
    m_chat->setIcon(icons::icon(m_toolkit.theme, u"chat"_s, Colour::AccentOn));
    m_add->setObjectName(u"addModel"_s);
    m_add->setIcon(icons::icon(m_toolkit.theme, u"plus"_s));
    auto *title = new QHBoxLayout;
    title->setSpacing(metrics::spaceS);
    title->addWidget(m_icon);
    title->addWidget(m_name, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::spaceS);
    buttons->addWidget(m_chat);
    buttons->addWidget(m_add);
    buttons->addStretch();
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(metrics::spaceL, metrics::spaceM, metrics::spaceM, metrics::spaceM);
    column->setSpacing(metrics::spaceS - 2);
    column->addLayout(title);
    column->addWidget(m_detail);
    column->addWidget(m_hint);
    column->addLayout(buttons);
    return head;
}

void GatewayDetail::clear()
{
    m_icon->setIconName(u"gateway"_s, Colour::TextMuted);
    m_name->setFullText({});
    for (QWidget *part : {static_cast<QWidget *>(m_detail), static_cast<QWidget *>(m_hint), static_cast<QWidget *>(m_chat),
                          static_cast<QWidget *>(m_add)})
        part->hide();
    m_stack->setCurrentIndex(Nothing);
}

void GatewayDetail::showNode(const GatewayNode &node, const QString &icon, const QString &listed)
{
    clear();
    m_icon->setIconName(icon, Colour::TextSecondary);
    m_name->setFullText(node.name);
    m_detail->setText(node.detail);
    m_detail->setVisible(!node.detail.isEmpty());
    m_json->setValue(node.entity);
    m_stack->setCurrentIndex(node.entity.isNull() ? Plain : Object);
    if (node.kind == GatewayNode::Kind::Model)
        showModel(node.model, listed);
}

void GatewayDetail::showModel(const gateway::OfferedModel &model, const QString &listed)
{
    m_model = listed;
    m_chat->setVisible(!listed.isEmpty());
    m_add->setVisible(listed.isEmpty());
    QStringList words;
    if (!model.routeName.isEmpty())
        words.append(tr("Route %1").arg(model.routeName));
    if (!model.neededHeaders.isEmpty())
        words.append(tr("Kong picks it by %1").arg(model.neededHeaders.join(u", "_s)));
    words.append(listed.isEmpty() ? tr("The profile does not list it yet") : tr("In the profile as %1").arg(listed));
    m_hint->setText(words.join(u" · "_s));
    m_hint->setVisible(!words.isEmpty());
}

} // namespace ui
