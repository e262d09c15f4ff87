// SPDX-License-Identifier: Apache-2.0
#include "ui/compare/letterbadge.h"

#include "ui/compare/resultsdelegate.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

namespace ui {

LetterBadge::LetterBadge(const Theme *theme, const QString &letter, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_letter(letter)
{
    const auto fit = [this] {
        const int side = m_theme->scaled(metrics::controlSmall);
        setFixedSize(side, side);
        update();
    };
    connect(theme, &Theme::changed, this, fit);
    fit();
}

void LetterBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    ResultsDelegate::paintLetter(&painter, rect(), *m_theme, m_letter);
}

} // namespace ui
