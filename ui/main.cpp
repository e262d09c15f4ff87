// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "chat/turnservices.h"
#include "mlflow/localserver.h"
#include "services/appcontext.h"
#include "services/gatewayexplorer.h"
#include "services/signalwatcher.h"
#include "services/singleinstance.h"
#include "settings/settings.h"
#include "ui/shell/dialogprompts.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTimer>
#include <QtCore/QTranslator>
#include <QtGui/QIcon>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMessageBox>

#include <algorithm>
#include <array>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

/// How the person started the program.
struct Wish
{
    bool demo = false;
    QString dataFolder;
    QString file;
};

/// One window on one data folder at a time; between the demo and the person's own folder it is exchanged as a whole.
/// GUI thread.
class Program : public QObject
{
public:
    explicit Program(const Wish &wish)
        : m_wish(wish)
    {
        m_theme.apply(qApp);
        connect(&m_signals, &services::SignalWatcher::received, this, &Program::quit);
    }

    ~Program() override
    {
        m_window.reset();
        base::installRedactingLog(nullptr);
    }

    /// False: another window took over, or an error box tells why there is none.
    bool begin() { return open(m_wish.demo, m_wish.dataFolder); }

private:
    bool open(bool demo, const QString &folder)
    {
        auto context = std::make_unique<services::AppContext>(services::AppOptions{folder, demo, true, [this] { m_theme.loadFonts(); }});
        auto instance = std::make_unique<services::SingleInstance>(context->dataFolder());
        base::installRedactingLog(context->redactor());
        if (const auto opened = context->open(); !opened) {
            base::installRedactingLog(nullptr);
            tellWhyNot(opened.error());
            return false;
        }
        if (!instance->claim(m_wish.file)) {
            base::installRedactingLog(nullptr);
            QTimer::singleShot(0, qApp, [] { QApplication::exit(0); });
            return false;
        }
        // The old window goes only now: there is one to see at any time.
        m_window.reset();
        m_context = std::move(context);
        m_instance = std::move(instance);
        m_stopping = false;
        showWindow();
        return true;
    }

    void showWindow()
    {
        m_window = std::make_unique<ui::MainWindow>(parts(), &m_theme, &m_prompts);
        ui::MainWindow *window = m_window.get();
        connect(window, &ui::MainWindow::firstPainted, this, &Program::start);
        connect(window, &ui::MainWindow::quitAsked, this, &Program::quit);
        connect(m_instance.get(), &services::SingleInstance::asked, window, [window](const QString &file) {
            window->bringToFront();
            if (!file.isEmpty())
                window->openTraceFile(file);
        });
        window->showStart();
        window->show();
    }

    ui::WindowServices parts()
    {
        ui::WindowServices parts;
        parts.settings = m_context->settings();
        parts.secrets = m_context->secrets();
        parts.store = m_context->store();
        parts.conversations = m_context->conversations();
        parts.rates = m_context->turnServices().rates;
        parts.compare = m_context->compare();
        parts.exporter = m_context->exporter();
        parts.localMlflow = m_context->localMlflow();
        parts.demo = m_context->demo();
        parts.explorer = m_context->explorer();
        parts.tester = m_context->tester();
        parts.traceFiles = m_context->traceFiles();
        parts.startDemo = [this] { change(true); };
        parts.useOwnKong = [this] { change(false); };
        parts.startLocalMlflow = [this] { m_context->startLocalMlflow(); };
        parts.dataFolder = m_context->dataFolder();
        parts.startNote = m_context->startNote();
        parts.demoMode = m_context->isDemo();
        return parts;
    }

    void start()
    {
        QApplication::setWindowIcon(QIcon(u":/spanway.svg"_s));
        m_context->start();
        connect(m_context->settings(), &settings::Settings::profilesChanged, this, &Program::followProfile);
        connect(m_context->settings(), &settings::Settings::preferencesChanged, this, &Program::followProfile);
        followProfile();
        if (!m_wish.file.isEmpty())
            m_window->openTraceFile(std::exchange(m_wish.file, QString()));
    }

    /// What the current profile needs running or read, again whenever that changes.
    void followProfile()
    {
        const settings::Profile *profile = m_context->settings()->currentProfile();
        const QString admin = profile ? profile->adminUrl : QString();
        if (std::exchange(m_adminUrl, admin) != admin)
            m_context->explorer()->refresh();
        // Someone who chose the local MLflow wants it running each time; the demo starts its own.
        const bool local = profile && !profile->demo && profile->mlflow.url == settings::localMlflowUrl;
        if (!std::exchange(m_localMlflow, local) && local)
            m_context->startLocalMlflow();
    }

    void quit()
    {
        m_quitAsked = true;
        if (!m_window)
            QApplication::exit(1);
        if (!m_window || std::exchange(m_stopping, true))
            return;
        m_window->saveState();
        m_window->hide();
        connect(m_context.get(), &services::AppContext::stopped, qApp, [] { QApplication::exit(0); });
        m_context->stop();
    }

    /// Leaves this data folder for the demo's or for the person's own.
    void change(bool demo)
    {
        if (std::exchange(m_stopping, true))
            return;
        m_window->saveState();
        m_window->setEnabled(false);
        connect(m_context.get(), &services::AppContext::stopped, this, [this, demo] {
            // Later: the sender of this signal is about to go.
            QTimer::singleShot(0, this, [this, demo] { changeNow(demo); });
        });
        m_context->stop();
    }

    void changeNow(bool demo)
    {
        if (m_quitAsked)
            return QApplication::exit(0);
        m_adminUrl.clear();
        m_localMlflow = false;
        const QString given = m_wish.dataFolder;
        const QString folder
            = given.isEmpty() || demo == m_wish.demo ? given : QDir(given).filePath(demo ? u"demo"_s : u"own"_s);
        if (open(demo, folder) && !demo && !m_context->settings()->currentProfile())
            m_window->openSettings(ui::Navigator::SettingsPlace::NewProfile, {});
    }

    void tellWhyNot(const base::Error &error)
    {
        auto *box = new QMessageBox;
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setObjectName(u"startProblem"_s);
        box->setTextFormat(Qt::PlainText);
        box->setText(QCoreApplication::translate("Program", "Spanway cannot use its data folder"));
        box->setInformativeText(error.message);
        box->addButton(QCoreApplication::translate("Program", "Quit"), QMessageBox::AcceptRole);
        connect(box, &QMessageBox::finished, qApp, [] { QApplication::exit(1); });
        box->open();
    }

    Wish m_wish;
    ui::Theme m_theme;
    ui::DialogPrompts m_prompts;
    services::SignalWatcher m_signals;
    std::unique_ptr<services::AppContext> m_context;
    std::unique_ptr<services::SingleInstance> m_instance;
    std::unique_ptr<ui::MainWindow> m_window;
    QString m_adminUrl;
    bool m_localMlflow = false;
    bool m_quitAsked = false;
    bool m_stopping = false;
};

Wish readArguments(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("Program", "Chat through Kong AI Gateway with live traces in MLflow"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo(
        u"demo"_s, QCoreApplication::translate("Program", "Start with the demo gateway and its own data"));
    const QCommandLineOption folder(
        u"data-dir"_s, QCoreApplication::translate("Program", "Keep everything in this folder"), u"folder"_s);
    const QCommandLineOption open(u"open"_s, QCoreApplication::translate("Program", "Open a trace file"), u"file"_s);
    parser.addOptions({demo, folder, open});
    parser.addPositionalArgument(u"file"_s, QCoreApplication::translate("Program", "A trace file to open"),
                                 u"[file]"_s);
    parser.process(application);
    const QString file = parser.isSet(open) ? parser.value(open) : parser.positionalArguments().value(0);
    return {parser.isSet(demo), parser.value(folder), file.isEmpty() ? file : QFileInfo(file).absoluteFilePath()};
}

/// Help and version are text: they need no display.
bool asksForText(int argc, char **argv)
{
    constexpr std::array words{"-h"_L1, "--help"_L1, "--help-all"_L1, "-v"_L1, "--version"_L1};
    return std::any_of(argv + 1, argv + argc, [&words](const char *argument) {
        return std::find(words.cbegin(), words.cend(), QLatin1StringView(argument)) != words.cend();
    });
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && asksForText(argc, argv)) {
        QCoreApplication application(argc, argv);
        QCoreApplication::setApplicationName(u"Spanway"_s);
        QCoreApplication::setApplicationVersion(QStringLiteral(SPANWAY_VERSION));
        readArguments(application);
        return 0;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"Spanway"_s);
    QApplication::setApplicationVersion(QStringLiteral(SPANWAY_VERSION));
    QGuiApplication::setDesktopFileName(u"org.spanway.Spanway"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    QTranslator plurals;
    if (plurals.load(u":/i18n/spanway_en.qm"_s))
        QCoreApplication::installTranslator(&plurals);
    Program program(readArguments(application));
    program.begin();
    return application.exec();
}
