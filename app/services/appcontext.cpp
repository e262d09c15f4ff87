// SPDX-License-Identifier: Apache-2.0
#include "services/appcontext.h"

#include "base/whendone.h"
#include "chat/comparesession.h"
#include "chat/conversationbook.h"
#include "chat/journalwriter.h"
#include "chat/recovery.h"
#include "gateway/gatewayclient.h"
#include "gateway/ratewatch.h"
#include "http/client.h"
#include "mlflow/exporter.h"
#include "mlflow/localserver.h"
#include "services/connectiontester.h"
#include "services/democontent.h"
#include "services/demoenvironment.h"
#include "services/destinationresolver.h"
#include "services/gatewayexplorer.h"
#include "services/tracefiles.h"
#include "settings/secretstore.h"
#include "settings/settings.h"
#include "store/store.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDir>
#include <QtCore/QStandardPaths>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

using namespace Qt::StringLiterals;

namespace services {

namespace {

constexpr std::chrono::milliseconds stopPatience{2000};
constexpr std::chrono::milliseconds stopPoll{10};

QString defaultFolder(bool demo)
{
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/spanway"_s;
    return demo ? base + u"/demo"_s : base;
}

} // namespace

/// In the order of creation; members are destroyed from the last to the first.
class AppContext::Private
{
public:
    explicit Private(const AppOptions &options)
        : options(options)
    {
    }

    AppOptions options;
    QString folder;
    QString note;
    base::Clock clock;
    base::Redactor redactor;
    std::unique_ptr<settings::Settings> settings;
    std::unique_ptr<settings::SecretStore> secrets;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<http::Client> http;
    std::unique_ptr<http::Client> exportHttp; ///< of its own: an export never waits behind a chat, nor a chat behind an export
    std::unique_ptr<gateway::GatewayClient> gateway;
    std::unique_ptr<chat::JournalWriter> journal;
    gateway::RateWatch rates;
    chat::TurnServices turnServices;
    std::unique_ptr<mlflow::LocalServer> localServer;
    std::unique_ptr<DestinationResolver> resolver;
    std::unique_ptr<mlflow::Exporter> exporter;
    std::unique_ptr<chat::ConversationBook> conversations;
    std::unique_ptr<chat::CompareSession> compare;
    std::unique_ptr<chat::Recovery> recovery;
    std::unique_ptr<DemoEnvironment> demo;
    std::unique_ptr<GatewayExplorer> explorer;
    std::unique_ptr<ConnectionTester> tester;
    std::unique_ptr<TraceFiles> files;
    std::chrono::steady_clock::time_point stopAsked;

    int running() const
    {
        return conversations->runningCount() + (compare->isRunning() ? 1 : 0) + recovery->running() + exporter->running()
            + resolver->running() + explorer->running() + tester->running();
    }
};

AppContext::AppContext(const AppOptions &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options))
{
    d->folder = options.dataFolder.isEmpty() ? defaultFolder(options.demo) : options.dataFolder;
}

AppContext::~AppContext() = default;

base::Result<void> AppContext::open()
{
    auto store = store::Store::open({d->folder, 0, d->options.meanwhile});
    if (!store)
        return tl::unexpected(store.error());
    d->store = std::move(*store);
    d->settings = std::make_unique<settings::Settings>(QDir(d->folder).filePath(u"settings.json"_s));
    const auto loaded = d->settings->load();
    d->note = d->store->openNote();
    if (!loaded)
        d->note += (d->note.isEmpty() ? u""_s : u"\n"_s) + loaded.error().message;
    d->secrets = std::make_unique<settings::SecretStore>(&d->redactor);
    d->http = std::make_unique<http::Client>();
    d->exportHttp = std::make_unique<http::Client>();
    d->gateway = std::make_unique<gateway::GatewayClient>(d->http.get(), &d->redactor);
    createParts();
    return {};
}

void AppContext::createParts()
{
    d->journal = std::make_unique<chat::JournalWriter>(d->store.get());
    d->turnServices = {d->gateway.get(), d->store.get(), d->settings.get(),
                       d->secrets.get(), d->journal.get(), &d->clock, &d->rates};
    const mlflow::LocalServer::Options local{{}, QDir(d->folder).filePath(u"mlflow"_s)};
    d->localServer = std::make_unique<mlflow::LocalServer>(d->exportHttp.get(), local);
    d->resolver = std::make_unique<DestinationResolver>(d->settings.get(), d->secrets.get(), d->localServer.get());
    d->exporter = std::make_unique<mlflow::Exporter>(
        d->store.get(), d->exportHttp.get(),
        [resolver = d->resolver.get()](const store::Destination &destination) { return resolver->resolve(destination); });
    d->conversations = std::make_unique<chat::ConversationBook>(d->turnServices);
    d->compare = std::make_unique<chat::CompareSession>(d->turnServices);
    d->recovery = std::make_unique<chat::Recovery>(d->turnServices);
    d->demo = std::make_unique<DemoEnvironment>();
    d->explorer = std::make_unique<GatewayExplorer>(d->http.get(), d->settings.get());
    d->tester = std::make_unique<ConnectionTester>(d->http.get(), d->gateway.get(), d->secrets.get());
    d->files = std::make_unique<TraceFiles>(d->store.get());

    const auto identify = [this] {
        const settings::Preferences &preferences = d->settings->preferences();
        d->exporter->setIdentity({preferences.userName, preferences.sourceName});
    };
    connect(d->settings.get(), &settings::Settings::preferencesChanged, this, identify);
    identify();
    connect(d->recovery.get(), &chat::Recovery::finished, d->conversations.get(), &chat::ConversationBook::readRecovered);
    connect(d->recovery.get(), &chat::Recovery::finished, this, &AppContext::recovered);
    connect(d->demo.get(), &DemoEnvironment::stateChanged, this, &AppContext::onDemoState);
    // What waits for the local server goes as soon as it is there.
    connect(d->localServer.get(), &mlflow::LocalServer::stateChanged, this, [this] {
        if (d->localServer->state() == mlflow::LocalServer::State::Ready)
            d->exporter->serverReady(settings::localMlflowUrl.toString());
    });
    // A corrected login, key or address is tried at once.
    connect(d->settings.get(), &settings::Settings::profilesChanged, this, [this] {
        for (const settings::Profile &profile : d->settings->profiles()) {
            if (!profile.mlflow.url.isEmpty())
                d->exporter->serverReady(profile.mlflow.url);
        }
    });
}

/// What takes long once, before somebody waits for it: only where a connection will be a secure one.
void AppContext::warmUp()
{
    if (!d->settings->profiles().isEmpty() || d->options.demo)
        QThreadPool::globalInstance()->start([] { http::Client::openLibrary(); });
    const auto isSecure = [](const QString &url) { return url.startsWith("https:"_L1, Qt::CaseInsensitive); };
    for (const settings::Profile &profile : d->settings->profiles()) {
        if (isSecure(profile.baseUrl))
            d->http->warmUp();
        if (isSecure(profile.mlflow.url))
            d->exportHttp->warmUp();
    }
}

void AppContext::start()
{
    warmUp();
    d->conversations->load();
    d->recovery->start();
    if (d->options.exporter)
        d->exporter->start();
    if (d->options.demo)
        startDemo();
}

void AppContext::startDemo()
{
    d->demo->start();
    startLocalMlflow();
}

void AppContext::startLocalMlflow()
{
    if (const auto program = mlflow::LocalServer::findProgram())
        d->localServer->setProgram(*program);
    d->localServer->start();
}

void AppContext::onDemoState()
{
    if (d->demo->state() != DemoEnvironment::State::Ready)
        return;
    settings::Profile profile = d->demo->profile();
    d->secrets->write(profile.key, u"demo-key"_s);
    profile.mlflow.url = settings::localMlflowUrl.toString();
    d->settings->setTemporaryProfile(profile);
    settings::Preferences preferences = d->settings->preferences();
    if (!d->settings->currentProfile()) {
        preferences.currentProfile = profile.id;
        d->settings->setPreferences(preferences);
    }
    base::whenDone(d->store->traceCount(), this, [this](const base::Result<qint64> &count) {
        if (count && *count == 0)
            addDemoContent();
    });
}

void AppContext::addDemoContent()
{
    const base::Timestamp now = d->clock.now();
    const trace::TraceRecord agent = democontent::agentTrace(now);
    const store::ConversationRecord conversation = democontent::conversation(now);
    d->store->saveConversation(conversation);
    for (const store::TurnRecord &turn : democontent::turns(conversation, agent))
        d->store->beginTurn(turn);
    d->store->importTrace(agent, u"demo"_s);
    d->store->importTrace(democontent::retrievalTrace(now), u"demo"_s);
    base::whenDone(QtConcurrent::run(democontent::largeTrace, now), this, [this](const trace::TraceRecord &large) {
        d->store->importTrace(large, u"demo"_s);
    });
    d->conversations->load();
}

void AppContext::stop()
{
    d->stopAsked = std::chrono::steady_clock::now();
    d->tester->cancel();
    d->explorer->stop();
    d->compare->stopAll();
    d->conversations->stopAll();
    d->exporter->stop();
    d->resolver->stop();
    d->demo->stop();
    d->localServer->stop();
    d->journal->flush();
    waitForEnd();
}

void AppContext::waitForEnd()
{
    const bool late = std::chrono::steady_clock::now() - d->stopAsked > stopPatience;
    const bool serverEnded = d->localServer->state() != mlflow::LocalServer::State::Stopping;
    if (late || (d->running() == 0 && serverEnded)) {
        base::whenDone(d->store->flush(), this, [this](const base::Result<void> &) { Q_EMIT stopped(); });
        return;
    }
    QTimer::singleShot(stopPoll, this, &AppContext::waitForEnd);
}

bool AppContext::isDemo() const
{
    return d->options.demo;
}

QString AppContext::dataFolder() const
{
    return d->folder;
}

QString AppContext::startNote() const
{
    return d->note;
}

base::Redactor *AppContext::redactor()
{
    return &d->redactor;
}

settings::Settings *AppContext::settings()
{
    return d->settings.get();
}

settings::SecretStore *AppContext::secrets()
{
    return d->secrets.get();
}

store::Store *AppContext::store()
{
    return d->store.get();
}

const chat::TurnServices &AppContext::turnServices() const
{
    return d->turnServices;
}

chat::ConversationBook *AppContext::conversations()
{
    return d->conversations.get();
}

chat::CompareSession *AppContext::compare()
{
    return d->compare.get();
}

mlflow::Exporter *AppContext::exporter()
{
    return d->exporter.get();
}

mlflow::LocalServer *AppContext::localMlflow()
{
    return d->localServer.get();
}

DemoEnvironment *AppContext::demo()
{
    return d->demo.get();
}

GatewayExplorer *AppContext::explorer()
{
    return d->explorer.get();
}

ConnectionTester *AppContext::tester()
{
    return d->tester.get();
}

TraceFiles *AppContext::traceFiles()
{
    return d->files.get();
}

} // namespace services
