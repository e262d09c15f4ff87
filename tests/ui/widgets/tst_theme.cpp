// SPDX-License-Identifier: Apache-2.0
#include "settings/designtokens.h"
#include "support/testmain.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/stylesheet.h"
#include "ui/widgets/theme.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;
using Mode = ui::Theme::Mode;

class ThemeTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyColourIsNamed();
    void lightAndDarkDiffer();
    void environmentDecides_data();
    void environmentDecides();
    void systemPaletteDecides();
    void highContrastPaletteIsTaken();
    void unknownSpanTypesAreUnknown();
    void textScales();
    void reducedMotionStandsStill();
    void styleSheetHasNoHoles();
    void picturesOfTheStyleSheetExist_data();
    void picturesOfTheStyleSheetExist();
    void metricsAreThoseOfTheTokens();
    void brokenTokensAreRefused();
};

void ThemeTest::everyColourIsNamed()
{
    ui::Theme theme;
    for (const Mode mode : {Mode::Light, Mode::Dark}) {
        theme.setMode(mode);
        for (int i = 0; i < ui::colourCount; ++i) {
            const auto colour = static_cast<ui::Colour>(i);
            QVERIFY2(theme.colour(colour).isValid(), qPrintable(QString(ui::colourName(colour))));
        }
    }
}

void ThemeTest::lightAndDarkDiffer()
{
    ui::Theme theme;
    theme.setMode(Mode::Light);
    QSignalSpy changed(&theme, &ui::Theme::changed);
    QCOMPARE(theme.colour(ui::Colour::SurfaceBase), QColor(u"#FFFFFF"_s));
    QCOMPARE(theme.span(u"TOOL"_s).fill, QColor(u"#D67400"_s));
    theme.setMode(Mode::Dark);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(theme.colour(ui::Colour::SurfaceBase), QColor(u"#1A1C20"_s));
    QCOMPARE(theme.span(u"TOOL"_s).fill, QColor(u"#FF9C25"_s));
    QVERIFY(theme.isDark());
}

void ThemeTest::environmentDecides_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<Mode>("mode");
    QTest::newRow("dark") << QByteArray("dark") << Mode::Dark;
    QTest::newRow("light") << QByteArray("light") << Mode::Light;
}

void ThemeTest::environmentDecides()
{
    QFETCH(QByteArray, word);
    QFETCH(Mode, mode);
    qputenv("SPANWAY_THEME", word);
    const ui::Theme theme;
    qunsetenv("SPANWAY_THEME");
    QCOMPARE(theme.mode(), mode);
}

void ThemeTest::systemPaletteDecides()
{
    ui::Theme theme;
    theme.apply(qApp);
    const QPalette before = QGuiApplication::palette();
    QPalette dark = before;
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    QApplication::setPalette(dark);
    QTRY_COMPARE(theme.mode(), Mode::Dark);
    QApplication::setPalette(before);
    QTRY_COMPARE(theme.mode(), Mode::Light);
}

void ThemeTest::highContrastPaletteIsTaken()
{
    ui::Theme theme;
    theme.apply(qApp);
    QSignalSpy changed(&theme, &ui::Theme::changed);
    const QPalette before = QGuiApplication::palette();
    QPalette contrast = before;
    contrast.setColor(QPalette::Window, Qt::white);
    contrast.setColor(QPalette::WindowText, Qt::black);
    contrast.setColor(QPalette::Highlight, Qt::darkBlue);
    QApplication::setPalette(contrast);
    QTRY_COMPARE(theme.colour(ui::Colour::TextMuted), QColor(Qt::black));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(theme.colour(ui::Colour::LineSubtle), QColor(Qt::black));
    QCOMPARE(theme.colour(ui::Colour::SurfaceWindow), QColor(Qt::white));
    QCOMPARE(theme.colour(ui::Colour::AccentBase), QColor(Qt::darkBlue));
    QCOMPARE(theme.span(u"TOOL"_s).fill, QColor(u"#D67400"_s));
    QApplication::setPalette(before);
    QTRY_VERIFY(theme.colour(ui::Colour::TextMuted) != QColor(Qt::black));
}

void ThemeTest::unknownSpanTypesAreUnknown()
{
    ui::Theme theme;
    QCOMPARE(theme.span(u"SOMETHING_NEW"_s).code, u"?"_s);
    QVERIFY(theme.span(u"SOMETHING_NEW"_s).dashed);
    QVERIFY(theme.span(u"upstream_wait"_s).hatched);
    QVERIFY(theme.span(u"kong"_s).round);
    QVERIFY(!theme.span(u"CHAIN"_s).round);
}

void ThemeTest::textScales()
{
    ui::Theme theme;
    const double body = theme.font(ui::Theme::Type::Body).pointSizeF();
    const int row = theme.rowHeight(ui::metrics::rowTree);
    theme.setTextPercent(200);
    QCOMPARE(theme.font(ui::Theme::Type::Body).pointSizeF(), body * 2);
    QVERIFY(theme.rowHeight(ui::metrics::rowTree) > row);
    theme.setTextPercent(10);
    QVERIFY2(theme.font(ui::Theme::Type::Caption).pointSizeF() >= 8, "text never gets smaller than 8 pt");
    QCOMPARE(theme.font(ui::Theme::Type::Display).weight(), QFont::DemiBold);
}

void ThemeTest::reducedMotionStandsStill()
{
    ui::Theme theme;
    QVERIFY(theme.milliseconds(ui::Theme::Motion::Normal) > 0);
    theme.setReduceMotion(true);
    QCOMPARE(theme.milliseconds(ui::Theme::Motion::Normal), 0);
}

void ThemeTest::styleSheetHasNoHoles()
{
    const ui::Theme theme;
    const QString sheet = ui::styleSheet(theme);
    const QRegularExpression hole(u"[@$][a-z]+"_s);
    QVERIFY2(!hole.match(sheet).hasMatch(), qPrintable(hole.match(sheet).captured()));
}

void ThemeTest::picturesOfTheStyleSheetExist_data()
{
    QTest::addColumn<Mode>("mode");
    QTest::newRow("light") << Mode::Light;
    QTest::newRow("dark") << Mode::Dark;
}

void ThemeTest::picturesOfTheStyleSheetExist()
{
    QFETCH(Mode, mode);
    ui::Theme theme;
    theme.setMode(mode);
    const QString sheet = ui::styleSheet(theme);
    const QRegularExpression picture(u"url\\((:[^)]+)\\)"_s);
    int count = 0;
    for (auto found = picture.globalMatch(sheet); found.hasNext(); ++count) {
        const QString path = found.next().captured(1);
        QVERIFY2(path.contains(mode == Mode::Dark ? "dark"_L1 : "light"_L1) && QFile::exists(path), qPrintable(path));
    }
    QVERIFY(count > 0);
}

void ThemeTest::metricsAreThoseOfTheTokens()
{
    QFile file(u":/theme/tokens.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto tokens = settings::DesignTokens::parse(file.readAll());
    QVERIFY(tokens);
    const QHash<QString, int> sizes{{u"rail"_s, ui::metrics::rail},
                                    {u"railNarrow"_s, ui::metrics::railNarrow},
                                    {u"sideList"_s, ui::metrics::sideList},
                                    {u"traceList"_s, ui::metrics::traceList},
                                    {u"inspector"_s, ui::metrics::inspector},
                                    {u"detail"_s, ui::metrics::detail},
                                    {u"gatewayDetail"_s, ui::metrics::gatewayDetail},
                                    {u"inspectorMin"_s, ui::metrics::inspectorMin},
                                    {u"inspectorMax"_s, ui::metrics::inspectorMax},
                                    {u"pageHeader"_s, ui::metrics::pageHeader},
                                    {u"paneHeader"_s, ui::metrics::paneHeader},
                                    {u"statusBar"_s, ui::metrics::statusBar},
                                    {u"rowTree"_s, ui::metrics::rowTree},
                                    {u"rowList"_s, ui::metrics::rowList},
                                    {u"rowTraceList"_s, ui::metrics::rowTraceList},
                                    {u"rowTable"_s, ui::metrics::rowTable},
                                    {u"rowResult"_s, ui::metrics::rowResult},
                                    {u"indent"_s, ui::metrics::indent},
                                    {u"control"_s, ui::metrics::control},
                                    {u"controlSmall"_s, ui::metrics::controlSmall},
                                    {u"controlLarge"_s, ui::metrics::controlLarge},
                                    {u"composerMin"_s, ui::metrics::composerMin},
                                    {u"readingMeasure"_s, ui::metrics::readingMeasure},
                                    {u"radiusControl"_s, ui::metrics::radiusControl},
                                    {u"radiusCard"_s, ui::metrics::radiusCard},
                                    {u"radiusChip"_s, ui::metrics::radiusChip},
                                    {u"focusRing"_s, ui::metrics::focusRing},
                                    {u"phaseChip"_s, ui::metrics::phaseChip},
                                    {u"gaugeW"_s, ui::metrics::gaugeWidth},
                                    {u"gaugeH"_s, ui::metrics::gaugeHeight},
                                    {u"icon"_s, ui::metrics::icon},
                                    {u"iconRail"_s, ui::metrics::iconRail},
                                    {u"breakNarrow"_s, ui::metrics::breakNarrow},
                                    {u"breakInspectorOverlay"_s, ui::metrics::breakInspectorOverlay},
                                    {u"breakWide"_s, ui::metrics::breakWide}};
    for (auto it = sizes.cbegin(); it != sizes.cend(); ++it)
        QVERIFY2(tokens->sizes.value(it.key(), -1) == it.value(), qPrintable(it.key()));
}

void ThemeTest::brokenTokensAreRefused()
{
    QVERIFY(!settings::DesignTokens::parse("{"));
    QVERIFY(!settings::DesignTokens::parse("{}"));
}

QObject *makeThemeTest()
{
    return new ThemeTest;
}

#include "tst_theme.moc"
