// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/theme.h"

#include "settings/designtokens.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/stylesheet.h"

#include <QtCore/QEvent>
#include <QtCore/QFile>
#include <QtCore/QLoggingCategory>
#include <QtGui/QFontDatabase>
#include <QtGui/QFontMetrics>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyleFactory>

#include <algorithm>
#include <cmath>

Q_LOGGING_CATEGORY(lcTheme, "spanway.theme")

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double defaultPoints = 10;
constexpr double smallestPoints = 8;
constexpr int rowPadding = 8;
const QString unknownSpan = u"UNKNOWN"_s;

constexpr double highContrast = 20; ///< only black and white (or nearly) reach it; ordinary themes stay below 19

/// WCAG 2's relative luminance.
double luminance(const QColor &colour)
{
    const auto linear = [](float c) { return c <= 0.04045F ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

QColor mixed(const QColor &a, const QColor &b, float share)
{
    const auto mix = [share](float x, float y) { return x + (y - x) * share; };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

constexpr std::array<QLatin1StringView, 9> roleNames{"display"_L1, "title"_L1,   "heading"_L1, "body"_L1, "reading"_L1,
                                                     "small"_L1,   "caption"_L1, "figure"_L1,  "code"_L1};
constexpr std::array<QLatin1StringView, 3> motionNames{"fast"_L1, "normal"_L1, "slow"_L1};

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
    QFile file(u":/theme/tokens.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        qCCritical(lcTheme) << "this program was built without its design tokens";
        return;
    }
    const auto tokens = settings::DesignTokens::parse(file.readAll());
    if (!tokens) {
        qCCritical(lcTheme) << "design tokens:" << tokens.error().message;
        return;
    }
    fill(*tokens, Mode::Light);
    fill(*tokens, Mode::Dark);
    for (size_t i = 0; i < roleNames.size(); ++i) {
        const auto role = tokens->type.value(roleNames[i]);
        m_roles[i] = {role.size, role.weight, role.line};
    }
    for (size_t i = 0; i < motionNames.size(); ++i)
        m_motion[i] = tokens->motion.value(motionNames[i]);
    readMode();
}

Theme::~Theme() = default;

void Theme::fill(const settings::DesignTokens &tokens, Mode mode)
{
    const bool dark = mode == Mode::Dark;
    Look &look = m_looks[static_cast<size_t>(mode)];
    const QHash<QString, QString> &colours = dark ? tokens.dark : tokens.light;
    for (int i = 0; i < colourCount; ++i)
        look.colours[static_cast<size_t>(i)] = QColor(colours.value(colourName(static_cast<Colour>(i))));
    for (const auto &mark : tokens.spans) {
        const auto &paint = dark ? mark.dark : mark.light;
        look.spans.insert(mark.type,
                          {mark.code, QColor(paint.fill), QColor(paint.on), mark.round, mark.texture == "hatch45"_L1,
                           mark.texture == "dashedOutline"_L1});
    }
}

void Theme::apply(QApplication *application)
{
    m_application = application;
    m_base = application->font();
    if (m_base.pointSizeF() <= 0)
        m_base.setPointSizeF(defaultPoints);
    application->setStyle(QStyleFactory::create(u"Fusion"_s));
    readMode();
    install();
    application->installEventFilter(this);
}

void Theme::install()
{
    if (!m_application)
        return;
    m_application->setFont(font(Type::Body));
    // For widgets only: QGuiApplication::palette() must go on telling what the system wants.
    QApplication::setPalette(themePalette(*this), "QWidget");
    m_application->setStyleSheet(styleSheet(*this));
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && watched == m_application) {
        const auto before = m_colours;
        readMode();
        if (before != m_colours)
            refresh();
    }
    return QObject::eventFilter(watched, event);
}

Theme::Mode Theme::wantedMode() const
{
    const QString word = qEnvironmentVariable("SPANWAY_THEME");
    if (word == "dark"_L1)
        return Mode::Dark;
    if (word == "light"_L1)
        return Mode::Light;
    const QPalette system = QGuiApplication::palette();
    const int window = system.color(QPalette::Window).lightness();
    return window < system.color(QPalette::WindowText).lightness() ? Mode::Dark : Mode::Light;
}

void Theme::readMode()
{
    m_mode = m_forced ? *m_forced : wantedMode();
    m_colours = m_looks[static_cast<size_t>(m_mode)].colours;
    const QPalette system = QGuiApplication::palette();
    const bool free = !m_forced && !qEnvironmentVariableIsSet("SPANWAY_THEME");
    if (free && contrast(system.color(QPalette::Window), system.color(QPalette::WindowText)) >= highContrast)
        takeHighContrast(system);
}

void Theme::takeHighContrast(const QPalette &system)
{
    const auto set = [this](std::initializer_list<Colour> roles, const QColor &colour) {
        for (const Colour role : roles)
            m_colours[static_cast<size_t>(role)] = colour;
    };
    const QColor ground = system.color(QPalette::Window);
    const QColor ink = system.color(QPalette::WindowText);
    set({Colour::SurfaceWindow, Colour::SurfaceBase, Colour::SurfaceSunken, Colour::SurfaceRaised, Colour::SurfaceUser,
         Colour::TintOk, Colour::TintWarn, Colour::TintError, Colour::TintInfo},
        ground);
    set({Colour::SurfaceHover, Colour::SurfaceSelected, Colour::SurfaceSelectedIdle, Colour::SurfaceRange},
        mixed(ground, ink, 0.2F));
    set({Colour::TextPrimary, Colour::TextSecondary, Colour::TextMuted, Colour::LineSubtle, Colour::LineStrong,
         Colour::LineControl, Colour::StatusIdle},
        ink);
    set({Colour::TextLink}, system.color(QPalette::Link));
    set({Colour::AccentBase, Colour::AccentHover, Colour::AccentPressed}, system.color(QPalette::Highlight));
    set({Colour::AccentOn}, system.color(QPalette::HighlightedText));
}

void Theme::refresh()
{
    install();
    Q_EMIT changed();
}

Theme::Mode Theme::mode() const
{
    return m_mode;
}

bool Theme::isDark() const
{
    return m_mode == Mode::Dark;
}

void Theme::setMode(std::optional<Mode> mode)
{
    m_forced = mode;
    const Mode before = m_mode;
    readMode();
    if (before != m_mode)
        refresh();
}

QColor Theme::colour(Colour colour) const
{
    return m_colours[static_cast<size_t>(colour)];
}

const SpanStyle &Theme::span(const QString &typeOrPhase) const
{
    const auto &spans = m_looks[static_cast<size_t>(m_mode)].spans;
    auto found = spans.constFind(typeOrPhase);
    if (found == spans.cend())
        found = spans.constFind(unknownSpan);
    static const SpanStyle none;
    return found == spans.cend() ? none : *found;
}

QFont Theme::font(Type type) const
{
    const Role &role = m_roles[static_cast<size_t>(type)];
    QFont font = type == Type::Code ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : m_base;
    const double base = m_base.pointSizeF() > 0 ? m_base.pointSizeF() : defaultPoints;
    font.setPointSizeF(std::max(smallestPoints, base * m_textPercent / 100 * role.size));
    font.setWeight(static_cast<QFont::Weight>(role.weight));
    return font;
}

void Theme::loadFonts() const
{
    for (const Type role : {Type::Display, Type::Title, Type::Body, Type::Reading, Type::Small, Type::Caption})
        QFontMetrics(font(role)).horizontalAdvance(u"Spanway"_s);
}

double Theme::lineHeight(Type role) const
{
    return m_roles[static_cast<size_t>(role)].line;
}

int Theme::scaled(int pixels) const
{
    return std::max(pixels, pixels * m_textPercent / 100);
}

int Theme::rowHeight(int token) const
{
    return std::max(token, QFontMetrics(font(Type::Body)).height() + rowPadding);
}

int Theme::milliseconds(Motion motion) const
{
    return m_reduceMotion ? 0 : m_motion[static_cast<size_t>(motion)];
}

bool Theme::reduceMotion() const
{
    return m_reduceMotion;
}

void Theme::setTextPercent(int percent)
{
    const int bounded = std::clamp(percent, 80, 200);
    if (std::exchange(m_textPercent, bounded) != bounded)
        refresh();
}

void Theme::setReduceMotion(bool reduce)
{
    if (std::exchange(m_reduceMotion, reduce) != reduce)
        Q_EMIT changed();
}

} // namespace ui
