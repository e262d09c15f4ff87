// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/firstrun/firstrunpicture.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int markSize = 48;
constexpr int pictureHeight = 96;
constexpr int rowHeight = 16;
constexpr int barTall = 10;
constexpr int margin = 16;
constexpr int boxWidth = 62;
constexpr int boxHeight = 32;

} // namespace

FirstRunPicture::FirstRunPicture(const Theme *theme, Subject subject, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_subject(subject)
{
    if (subject == Subject::Mark)
        setFixedSize(markSize, markSize);
    else
        setFixedHeight(pictureHeight);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize FirstRunPicture::sizeHint() const
{
    return m_subject == Subject::Mark ? QSize(markSize, markSize) : QSize(260, pictureHeight);
}

void FirstRunPicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_subject == Subject::Mark) {
        QSvgRenderer(u":/spanway.svg"_s).render(&painter, rect());
        return;
    }
    painter.setPen(QPen(m_theme->colour(Colour::LineSubtle), 1));
    painter.setBrush(m_theme->colour(Colour::SurfaceSunken));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusControl,
                            metrics::radiusControl);
    static const QList<Bar> demo{{"CHAIN", 0, 1, 0},
                                 {"CHAT_MODEL", 0, 1, 1},
                                 {"kong", 0, 0.045, 2},
                                 {"upstream_wait", 0.05, 0.34, 2},
                                 {"first_token", 0.34, 0.375, 3},
                                 {"generation", 0.38, 1, 3}};
    static const QList<Bar> file{
        {"AGENT", 0, 1, 0},          {"RETRIEVER", 0.03, 0.25, 1},  {"CHAT_MODEL", 0.27, 0.67, 1},
        {"TOOL", 0.69, 0.86, 1},     {"EVALUATOR", 0.88, 1, 1},     {"EMBEDDING", 0.03, 0.11, 2},
        {"RERANKER", 0.12, 0.25, 2}, {"generation", 0.38, 0.67, 2}, {"MEMORY", 0.69, 0.74, 3}};
    if (m_subject == Subject::Kong) {
        paintChain(&painter);
        return;
    }
    paintBars(&painter, m_subject == Subject::Demo ? demo : file, barTall);
    if (m_subject == Subject::Demo) {
        painter.setPen(QPen(m_theme->colour(Colour::AccentBase), 2));
        painter.drawLine(QPointF(width() - margin + 1, margin - 6), QPointF(width() - margin + 1, height() - margin));
    }
}

void FirstRunPicture::paintBars(QPainter *painter, const QList<Bar> &bars, double height) const
{
    const double span = width() - 2 * margin;
    for (const Bar &bar : bars) {
        const QRectF box(margin + bar.left * span, margin + bar.row * rowHeight, (bar.right - bar.left) * span, height);
        chip::paintBar(painter, box, m_theme->span(QString::fromLatin1(bar.type)));
    }
}

void FirstRunPicture::paintChain(QPainter *painter) const
{
    const double middle = height() / 2.0;
    const double step = (width() - 2.0 * margin - boxWidth) / 2;
    painter->setPen(QPen(m_theme->colour(Colour::TextMuted), 1.5));
    painter->drawLine(QPointF(margin + boxWidth, middle), QPointF(width() - margin - boxWidth, middle));
    const auto box
        = [&](int place) { return QRectF(margin + place * step, middle - boxHeight / 2.0, boxWidth, boxHeight); };
    paintBox(painter, box(0), u"consumer"_s, tr("You"), false);
    paintBox(painter, box(1), u"gateway"_s, tr("Kong"), true);
    paintBox(painter, box(2), u"model"_s, tr("LLM"), false);
}

void FirstRunPicture::paintBox(QPainter *painter, const QRectF &box, const QString &icon, const QString &word,
                               bool marked) const
{
    painter->setPen(QPen(m_theme->colour(marked ? Colour::AccentBase : Colour::LineControl), 1));
    painter->setBrush(m_theme->colour(Colour::SurfaceBase));
    painter->drawRoundedRect(box, metrics::radiusControl, metrics::radiusControl);
    const QColor ink = m_theme->colour(marked ? Colour::AccentBase : Colour::TextSecondary);
    icons::paint(painter, QRectF(box.left() + 7, box.center().y() - 7, 14, 14), icon, ink);
    painter->setFont(m_theme->font(Theme::Type::Caption));
    painter->setPen(ink);
    painter->drawText(box.adjusted(24, 0, -2, 0), Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(word, Qt::ElideRight, static_cast<int>(box.width()) - 26));
}

} // namespace ui
