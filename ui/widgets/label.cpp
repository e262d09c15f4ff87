// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/label.h"

#include <QtGui/QTextDocument>
#include <QtWidgets/QStyle>

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString typeName(Theme::Type type)
{
    static constexpr std::array<QLatin1StringView, 9> names{"display"_L1, "title"_L1,   "heading"_L1,
                                                            "body"_L1,    "reading"_L1, "small"_L1,
                                                            "caption"_L1, "figure"_L1,  "code"_L1};
    return names[static_cast<size_t>(type)];
}

QString toneName(Tone tone)
{
    static constexpr std::array<QLatin1StringView, 7> names{"primary"_L1, "secondary"_L1, "muted"_L1,  "ok"_L1,
                                                            "warn"_L1,    "error"_L1,     "running"_L1};
    return names[static_cast<size_t>(tone)];
}

} // namespace

QLabel *makeLabel(const QString &text, Theme::Type type, Tone tone, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("type", typeName(type));
    label->setProperty("tone", toneName(tone));
    return label;
}

void setTone(QLabel *label, Tone tone)
{
    restyle(label, "tone", toneName(tone));
}

QLabel *makeKeycap(const QString &key, QWidget *parent)
{
    auto *label = new QLabel(key, parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("keycap", true);
    label->setProperty(dataProperty, true);
    return label;
}

void restyle(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? u"<span>%1</span>"_s.arg(text.toHtmlEscaped()) : text;
}

void setEdge(QWidget *pane, Qt::Edge edge, bool shown)
{
    const bool left = edge == Qt::LeftEdge;
    restyle(pane, "line", !shown ? QString() : left ? u"left"_s : u"right"_s);
    pane->setContentsMargins(shown && left ? 1 : 0, 0, shown && !left ? 1 : 0, 0);
}

} // namespace ui
