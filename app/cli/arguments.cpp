// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

using base::Error;
using base::ErrorKind;
using base::Json;
using namespace Qt::StringLiterals;

namespace cli {

namespace {

using Parsed = base::Result<std::variant<Arguments, HelpText>>;

Error usage(const QString &message)
{
    return Error(ErrorKind::InvalidInput, message);
}

QString tr(const char *source)
{
    return QCoreApplication::translate("cli", source);
}

QString overview()
{
    return tr("Usage: spanway-cli COMMAND [OPTIONS]\n\n"
              "  send [PROMPT or -]   one prompt through the gateway; its trace goes to MLflow\n"
              "  traces               the stored traces, newest first\n"
              "  trace show ID        one trace\n"
              "  outbox               what waits for MLflow\n"
              "  outbox retry         send everything that waits or failed now\n\n"
              "spanway-cli COMMAND --help shows the options of a command.\n");
}

void addCommon(QCommandLineParser &parser)
{
    parser.addOptions({{u"data-dir"_s, tr("Folder of database and settings."), u"D"_s},
                       {u"json"_s, tr("One JSON object or list instead of text.")},
                       {{u"h"_s, u"help"_s}, tr("Shows this help.")}});
}

void addConnection(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"profile"_s, tr("A saved profile by name."), u"NAME"_s},
        {u"gateway"_s, tr("Base URL as an OpenAI SDK takes it."), u"URL"_s},
        {u"key-env"_s, tr("Environment variable that holds the gateway key."), u"NAME"_s},
        {u"key-header"_s, tr("Header for the key, default 'Authorization: Bearer {key}'."), u"HEADER"_s},
        {u"header"_s, tr("Extra header 'Name: value'; may be repeated."), u"HEADER"_s},
        {u"header-env"_s, tr("Extra header with its value from the environment, Name=VARIABLE."), u"HEADER"_s},
        {u"ca"_s, tr("PEM file of certificate authorities."), u"FILE"_s},
        {u"timeout"_s, tr("Longest silence in seconds, default 300."), u"S"_s, u"300"_s},
        {u"mlflow"_s, tr("MLflow's URL; login from MLFLOW_TRACKING_USERNAME, _PASSWORD or _TOKEN."), u"URL"_s},
        {u"experiment"_s, tr("MLflow's experiment."), u"NAME"_s},
    });
}

void addSend(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"model"_s, tr("Model asked for."), u"M"_s},
        {u"system"_s, tr("System prompt."), u"S"_s},
        {u"param"_s, tr("Request parameter k=json; may be repeated."), u"K=JSON"_s},
        {u"body"_s, tr("A whole OpenAI chat request as JSON, sent as it is."), u"FILE"_s},
        {u"message-file"_s, tr("The prompt from a file."), u"F"_s},
        {u"no-stream"_s, tr("Ask for the reply in one piece.")},
        {u"session"_s, tr("Session that the trace belongs to."), u"ID"_s},
        {u"wait-export"_s, tr("Seconds to wait for MLflow, default 30; 0 leaves the trace queued."), u"S"_s, u"30"_s},
    });
}

base::Result<std::chrono::milliseconds> seconds(const QCommandLineParser &parser, const QString &option)
{
    bool ok = false;
    const double value = parser.value(option).toDouble(&ok);
    if (!ok || value < 0 || value > 86400)
        return tl::unexpected(usage(tr("--%1 takes a number of seconds, not '%2'").arg(option, parser.value(option))));
    return std::chrono::milliseconds(static_cast<qint64>(value * 1000));
}

base::Result<Json::Member> parameter(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    const QString key = text.left(equals);
    if (equals <= 0)
        return tl::unexpected(usage(tr("--param takes k=json, not '%1'").arg(text)));
    if (key == "model"_L1 || key == "messages"_L1 || key == "stream"_L1)
        return tl::unexpected(usage(tr("--param cannot set '%1'; there is an option of its own").arg(key)));
    const auto value = Json::parse(text.mid(equals + 1).toUtf8());
    if (!value)
        return tl::unexpected(usage(tr("The value of --param %1 is not JSON: %2").arg(key, value.error().message)));
    return Json::Member(key, *value);
}

base::Result<void> readSend(const QCommandLineParser &parser, SendArguments *send)
{
    send->profile = parser.value(u"profile"_s);
    send->gateway = parser.value(u"gateway"_s);
    send->keyVariable = parser.value(u"key-env"_s);
    send->keyHeader = parser.value(u"key-header"_s);
    send->headers = parser.values(u"header"_s);
    send->headerVariables = parser.values(u"header-env"_s);
    send->caFile = parser.value(u"ca"_s);
    send->model = parser.value(u"model"_s);
    send->system = parser.value(u"system"_s);
    send->bodyFile = parser.value(u"body"_s);
    send->messageFile = parser.value(u"message-file"_s);
    send->stream = !parser.isSet(u"no-stream"_s);
    send->session = parser.value(u"session"_s);
    send->mlflow = parser.value(u"mlflow"_s);
    send->experiment = parser.value(u"experiment"_s);
    send->json = parser.isSet(u"json"_s);
    send->prompt = parser.positionalArguments().value(0);
    for (const QString &text : parser.values(u"param"_s)) {
        const auto member = parameter(text);
        if (!member)
            return tl::unexpected(member.error());
        send->parameters.append(*member);
    }
    const auto timeout = seconds(parser, u"timeout"_s);
    const auto wait = seconds(parser, u"wait-export"_s);
    if (!timeout || !wait)
        return tl::unexpected(timeout ? wait.error() : timeout.error());
    send->timeout = *timeout;
    send->waitExport = *wait;
    return {};
}

/// Exactly one of prompt, --message-file and --body says what is sent.
base::Result<void> checkSend(const QCommandLineParser &parser, const SendArguments &send)
{
    if (parser.positionalArguments().size() > 1)
        return tl::unexpected(usage(tr("One prompt at a time; put it in quotes")));
    const int sources = (send.prompt.isEmpty() ? 0 : 1) + (send.messageFile.isEmpty() ? 0 : 1) + (send.bodyFile.isEmpty() ? 0 : 1);
    if (sources == 0)
        return tl::unexpected(usage(tr("Nothing to send: give a prompt, - for standard input, --message-file or --body")));
    if (sources > 1)
        return tl::unexpected(usage(tr("Give only one of a prompt, --message-file and --body")));
    const bool ownBody = !send.system.isEmpty() || !send.parameters.isEmpty() || !send.stream || !send.model.isEmpty();
    if (!send.bodyFile.isEmpty() && ownBody)
        return tl::unexpected(usage(tr("--body is sent as it is: --model, --system, --param and --no-stream cannot change it")));
    return {};
}

Parsed parseSend(QCommandLineParser &parser, const QStringList &rest, Arguments arguments)
{
    addConnection(parser);
    addSend(parser);
    parser.addPositionalArgument(u"PROMPT"_s, tr("The prompt, or - for standard input."));
    if (!parser.parse(rest))
        return tl::unexpected(usage(parser.errorText()));
    if (parser.isSet(u"help"_s))
        return HelpText{parser.helpText()};
    SendArguments send;
    const auto read = readSend(parser, &send);
    if (!read)
        return tl::unexpected(read.error());
    const auto checked = checkSend(parser, send);
    if (!checked)
        return tl::unexpected(checked.error());
    arguments.dataFolder = parser.value(u"data-dir"_s);
    arguments.command = send;
    return arguments;
}

Parsed parseTraces(QCommandLineParser &parser, const QStringList &rest, Arguments arguments)
{
    parser.addPositionalArgument(u"WORDS"_s, tr("Only traces with these words."));
    if (!parser.parse(rest))
        return tl::unexpected(usage(parser.errorText()));
    if (parser.isSet(u"help"_s))
        return HelpText{parser.helpText()};
    arguments.dataFolder = parser.value(u"data-dir"_s);
    arguments.command = TracesArguments{parser.isSet(u"json"_s), parser.positionalArguments().join(u' ')};
    return arguments;
}

Parsed parseTrace(QCommandLineParser &parser, const QStringList &rest, Arguments arguments)
{
    parser.addPositionalArgument(u"show"_s, tr("Shows the trace."));
    parser.addPositionalArgument(u"ID"_s, tr("tr-<32 hex digits>, or the digits alone."));
    if (!parser.parse(rest))
        return tl::unexpected(usage(parser.errorText()));
    if (parser.isSet(u"help"_s))
        return HelpText{parser.helpText()};
    const QStringList words = parser.positionalArguments();
    if (words.size() != 2 || words.first() != "show"_L1)
        return tl::unexpected(usage(tr("Usage: spanway-cli trace show ID")));
    arguments.dataFolder = parser.value(u"data-dir"_s);
    arguments.command = TraceArguments{words.at(1), parser.isSet(u"json"_s)};
    return arguments;
}

Parsed parseOutbox(QCommandLineParser &parser, const QStringList &rest, Arguments arguments)
{
    parser.addOption({u"wait-export"_s, tr("With retry: seconds to wait for MLflow, default 30."), u"S"_s, u"30"_s});
    parser.addPositionalArgument(u"retry"_s, tr("Send everything that waits or failed now."), u"[retry]"_s);
    if (!parser.parse(rest))
        return tl::unexpected(usage(parser.errorText()));
    if (parser.isSet(u"help"_s))
        return HelpText{parser.helpText()};
    const QStringList words = parser.positionalArguments();
    if (words.size() > 1 || (words.size() == 1 && words.first() != "retry"_L1))
        return tl::unexpected(usage(tr("Usage: spanway-cli outbox [retry]")));
    const auto wait = seconds(parser, u"wait-export"_s);
    if (!wait)
        return tl::unexpected(wait.error());
    arguments.dataFolder = parser.value(u"data-dir"_s);
    arguments.command = OutboxArguments{words.size() == 1, parser.isSet(u"json"_s), *wait};
    return arguments;
}

} // namespace

Parsed parseArguments(const QStringList &arguments)
{
    const QString command = arguments.value(1);
    QStringList rest = arguments.mid(1);
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    addCommon(parser);
    if (command == "send"_L1)
        return parseSend(parser, rest, {});
    if (command == "traces"_L1)
        return parseTraces(parser, rest, {});
    if (command == "trace"_L1)
        return parseTrace(parser, rest, {});
    if (command == "outbox"_L1)
        return parseOutbox(parser, rest, {});
    if (command == "--help"_L1 || command == "-h"_L1 || command == "help"_L1)
        return HelpText{overview()};
    if (command == "--version"_L1)
        return HelpText{u"spanway-cli %1\n"_s.arg(QCoreApplication::applicationVersion())};
    if (command.isEmpty())
        return tl::unexpected(usage(overview()));
    return tl::unexpected(usage(tr("Unknown command '%1'. spanway-cli --help lists them.").arg(command)));
}

bool asksForJson(const QStringList &arguments)
{
    // What follows -- is a prompt.
    const qsizetype end = arguments.indexOf(u"--"_s);
    return arguments.first(end < 0 ? arguments.size() : end).contains(u"--json"_s);
}

} // namespace cli
