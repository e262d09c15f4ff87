// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/widgets/chip.h"

#include <QtGui/QImage>
#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

class ChipTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void typesAreSquareAndPhasesRound();
    void chipIsFilled();
    void narrowBarsCanStillBeSeen();
    void hatchedBarsAreNotPlain();
};

namespace {

QImage painted(const std::function<void(QPainter *)> &paint)
{
    QImage image(60, 24, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint(&painter);
    return image;
}

} // namespace

void ChipTest::typesAreSquareAndPhasesRound()
{
    const ui::Theme theme;
    QCOMPARE(ui::chip::size(theme, theme.span(u"TOOL"_s)), QSize(20, 14));
    QCOMPARE(ui::chip::size(theme, theme.span(u"kong"_s)), QSize(14, 14));
}

void ChipTest::chipIsFilled()
{
    ui::Theme theme;
    theme.setMode(ui::Theme::Mode::Light);
    const ui::SpanStyle &style = theme.span(u"AGENT"_s);
    const QImage image = painted([&](QPainter *p) { ui::chip::paint(p, QRectF(0, 0, 60, 24), theme, style); });
    QCOMPARE(image.pixelColor(22, 12).rgb(), style.fill.rgb());
    QCOMPARE(image.pixelColor(2, 12).alpha(), 0);
}

void ChipTest::narrowBarsCanStillBeSeen()
{
    const ui::Theme theme;
    const ui::SpanStyle &style = theme.span(u"TOOL"_s);
    const QImage image = painted([&](QPainter *p) { ui::chip::paintBar(p, QRectF(10, 6, 0.01, 12), style); });
    QCOMPARE(image.pixelColor(10, 12).rgb(), style.fill.rgb());
    QCOMPARE(image.pixelColor(11, 12).rgb(), style.fill.rgb());
    QCOMPARE(image.pixelColor(13, 12).alpha(), 0);
}

void ChipTest::hatchedBarsAreNotPlain()
{
    const ui::Theme theme;
    const ui::SpanStyle &style = theme.span(u"upstream_wait"_s);
    const QImage image = painted([&](QPainter *p) { ui::chip::paintBar(p, QRectF(4, 4, 50, 16), style); });
    QSet<QRgb> colours;
    for (int x = 10; x < 48; ++x)
        colours.insert(image.pixelColor(x, 12).rgb());
    QVERIFY(colours.size() >= 2);
}

QObject *makeChipTest()
{
    return new ChipTest;
}

#include "tst_chip.moc"
