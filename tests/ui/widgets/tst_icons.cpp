// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QtCore/QDirIterator>

using namespace Qt::StringLiterals;

namespace {

/// Pixels of the picture that are not see-through, and whether all of them have the colour.
std::pair<int, bool> ink(const QImage &image, QRgb colour)
{
    int count = 0;
    bool same = true;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() < 250)
                continue;
            ++count;
            same = same && (pixel.rgb() & 0xFFFFFF) == (colour & 0xFFFFFF);
        }
    }
    return {count, same};
}

} // namespace

class IconsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyDrawingLeavesInk();
    void sizeFollowsTheDeviceRatio();
    void iconFollowsTheTheme();
};

void IconsTest::everyDrawingLeavesInk()
{
    QDirIterator drawings(u":/icons"_s);
    int seen = 0;
    while (drawings.hasNext()) {
        const QString name = QFileInfo(drawings.next()).completeBaseName();
        const auto [count, same] = ink(ui::icons::pixmap(name, 64, 1, Qt::red).toImage(), qRgb(255, 0, 0));
        QVERIFY2(count > 20 && same, qPrintable(name));
        ++seen;
    }
    QVERIFY(seen > 70);
}

void IconsTest::sizeFollowsTheDeviceRatio()
{
    const QPixmap picture = ui::icons::pixmap(u"chat"_s, 16, 2, Qt::black);
    QCOMPARE(picture.size(), QSize(32, 32));
    QCOMPARE(picture.devicePixelRatio(), 2.0);
}

void IconsTest::iconFollowsTheTheme()
{
    ui::Theme theme;
    theme.setMode(ui::Theme::Mode::Light);
    const QIcon icon = ui::icons::icon(&theme, u"stop"_s, ui::Colour::TextPrimary);
    const auto colour = [&] { return theme.colour(ui::Colour::TextPrimary).rgb(); };
    QVERIFY(ink(icon.pixmap(32, 32).toImage(), colour()).second);
    theme.setMode(ui::Theme::Mode::Dark);
    const auto [count, same] = ink(icon.pixmap(32, 32).toImage(), colour());
    QVERIFY(count > 0 && same);
}

QObject *makeIconsTest()
{
    return new IconsTest;
}

#include "tst_icons.moc"
