// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/colour.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtGui/QColor>
#include <QtGui/QFont>

#include <array>

QT_BEGIN_NAMESPACE
class QApplication;
class QPalette;
QT_END_NAMESPACE

namespace settings {
struct DesignTokens;
}

namespace ui {

/// How a span type or a gateway phase is marked now.
struct SpanStyle
{
    QString code; ///< "Cm", "k"
    QColor fill;
    QColor on; ///< text on the fill
    bool round = false; ///< gateway phases
    bool hatched = false; ///< upstream wait
    bool dashed = false; ///< unknown types: outline only
};

/// Colours, fonts and motion of the window; a high-contrast palette of the system replaces surfaces, text and lines.
/// Light or dark as the system's palette is, or as SPANWAY_THEME=light|dark says. One per program, made by main() and
/// given to whoever paints. GUI thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Light, Dark };
    enum class Type { Display, Title, Heading, Body, Reading, Small, Caption, Figure, Code };
    enum class Motion { Fast, Normal, Slow };

    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    /// Fusion, palette, font and style sheet; from then on follows the system's palette.
    void apply(QApplication *application);

    Mode mode() const;
    bool isDark() const;
    /// For tests and for a choice of the person; empty: follow SPANWAY_THEME, then the system.
    void setMode(std::optional<Mode> mode);

    QColor colour(Colour colour) const;
    /// By MLflow's span type or by phase (`spanway.phase`); anything unknown gives UNKNOWN's.
    const SpanStyle &span(const QString &typeOrPhase) const;

    QFont font(Type role) const;
    /// Has the fonts of a first page ready: reading them takes time that a start has to spare while it waits for the disk.
    void loadFonts() const;
    double lineHeight(Type role) const; ///< line height over font size
    /// A size of the tokens, grown with the person's text.
    int scaled(int pixels) const;
    /// A row of the given token height, or more if the person's text needs it.
    int rowHeight(int token) const;
    int milliseconds(Motion motion) const; ///< 0 with reduced motion
    bool reduceMotion() const;

    void setTextPercent(int percent); ///< 80 to 200
    void setReduceMotion(bool reduce);

Q_SIGNALS:
    void changed(); ///< mode, text size or motion: read everything again

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void readMode();
    void fill(const settings::DesignTokens &tokens, Mode mode);
    Mode wantedMode() const;
    void takeHighContrast(const QPalette &system);
    void install();

    struct Look
    {
        std::array<QColor, colourCount> colours;
        QHash<QString, SpanStyle> spans;
    };
    struct Role
    {
        double size = 1;
        int weight = 400;
        double line = 1.5;
    };

    QApplication *m_application = nullptr; ///< not owned
    std::optional<Mode> m_forced;
    Mode m_mode = Mode::Light;
    std::array<Look, 2> m_looks;
    std::array<QColor, colourCount> m_colours; ///< as they are now
    std::array<Role, 9> m_roles;
    std::array<int, 3> m_motion{};
    QFont m_base; ///< the system's, before the person's text size
    int m_textPercent = 100;
    bool m_reduceMotion = false;
};

} // namespace ui
