// SPDX-License-Identifier: Apache-2.0
#include "demo/demoprogram.h"

#include "demo/democonfiguration.h"
#include "demo/faults.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

#include <cstdio>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

int fail(int exitCode, const QString &message)
{
    std::fprintf(stderr, "spanway-demo-gateway: %s\n", qPrintable(message));
    return exitCode;
}

template <typename T> bool readNumber(const QString &text, T *value)
{
    bool isNumber = false;
    if constexpr (std::is_same_v<T, double>)
        *value = text.toDouble(&isNumber);
    else if constexpr (std::is_same_v<T, quint16>)
        *value = text.toUShort(&isNumber);
    else
        *value = text.toULongLong(&isNumber);
    return isNumber;
}

} // namespace

DemoProgram::DemoProgram() = default;

DemoProgram::~DemoProgram()
{
    if (m_signalSocket >= 0)
        ::close(m_signalSocket);
}

std::optional<int> DemoProgram::start(const QStringList &arguments)
{
    Settings settings;
    if (const auto exitCode = parse(arguments, &settings))
        return exitCode;
    return serve(settings);
}

std::optional<int> DemoProgram::parse(const QStringList &arguments, Settings *settings)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"A gateway that behaves like Kong 3.10 with ai-proxy in front of demo models."_s);
    parser.addOptions(
        {{u"port"_s, u"Port of the gateway on 127.0.0.1; 0 takes a free one (default)."_s, u"N"_s, u"0"_s},
         {u"admin-port"_s, u"Port of the Admin API; 0 takes a free one (default)."_s, u"N"_s, u"0"_s},
         {u"seed"_s, u"Decides what the models say (default 1)."_s, u"N"_s, u"1"_s},
         {u"speed"_s, u"Multiplies the models' pace (default 1)."_s, u"X"_s, u"1"_s},
         {u"exit-with-parent"_s, u"End when the process that started this one ends."_s},
         {u"list-faults"_s, u"Print the faults on demand and end."_s}});
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(arguments))
        return fail(2, parser.errorText());
    if (parser.isSet(help) || parser.isSet(version)) {
        const QString text = parser.isSet(help) ? parser.helpText() : u"spanway-demo-gateway " SPANWAY_VERSION u"\n"_s;
        std::fputs(qPrintable(text), stdout);
        return 0;
    }
    if (!parser.positionalArguments().isEmpty())
        return fail(2, u"unexpected argument %1"_s.arg(parser.positionalArguments().first()));
    if (!readNumber(parser.value(u"port"_s), &settings->port)
        || !readNumber(parser.value(u"admin-port"_s), &settings->adminPort)
        || !readNumber(parser.value(u"seed"_s), &settings->seed)
        || !readNumber(parser.value(u"speed"_s), &settings->speed) || settings->speed <= 0)
        return fail(2, u"--port and --admin-port take 0 to 65535, --seed a whole number, --speed a positive number"_s);
    settings->exitWithParent = parser.isSet(u"exit-with-parent"_s);
    if (parser.isSet(u"list-faults"_s)) {
        std::fputs(qPrintable(faultList()), stdout);
        return 0;
    }
    return std::nullopt;
}

std::optional<int> DemoProgram::serve(const Settings &settings)
{
    watchSignals(settings.exitWithParent);
    m_models = std::make_unique<ModelServer>(settings.seed, settings.speed);
    Gateway::Options options;
    options.routeByModel = true;
    auto gateway = Gateway::create(demoConfiguration(m_models->models().names()), m_models.get(), options);
    if (!gateway)
        return fail(1, gateway.error().message);
    m_gateway = std::move(*gateway);
    const auto port = m_gateway->listen(settings.port);
    if (!port)
        return fail(1, port.error().message);
    const auto adminPort = m_gateway->listenAdmin(settings.adminPort);
    if (!adminPort)
        return fail(1, adminPort.error().message);
    std::printf("{\"port\": %d, \"adminPort\": %d}\n", int(*port), int(*adminPort));
    std::fflush(stdout);
    return std::nullopt;
}

void DemoProgram::watchSignals(bool exitWithParent)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    m_signalSocket = ::signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    m_signals = std::make_unique<QSocketNotifier>(m_signalSocket, QSocketNotifier::Read);
    connect(m_signals.get(), &QSocketNotifier::activated, this, [] { QCoreApplication::quit(); });
    if (!exitWithParent)
        return;
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    // The parent may have died before the line above.
    if (::getppid() == 1)
        ::raise(SIGTERM);
}

} // namespace demo
