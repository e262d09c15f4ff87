// SPDX-License-Identifier: Apache-2.0
#include "ui/support/testwindow.h"

#include "chat/turnservices.h"
#include "settings/settings.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

constexpr int stopMs = 10'000;

} // namespace

TestWindow::TestWindow(QSize size)
{
    theme.setMode(ui::Theme::Mode::Light);
    context = std::make_unique<services::AppContext>(services::AppOptions{folder.path(), false, false});
    const auto opened = context->open();
    if (!opened)
        qFatal("the test's data folder cannot be opened: %s", qPrintable(opened.error().message));
    window = std::make_unique<ui::MainWindow>(parts(), &theme, &prompts);
    window->resize(size);
}

TestWindow::~TestWindow()
{
    window.reset();
    QSignalSpy stopped(context.get(), &services::AppContext::stopped);
    context->stop();
    stopped.wait(stopMs);
}

ui::WindowServices TestWindow::parts()
{
    ui::WindowServices parts;
    parts.settings = context->settings();
    parts.secrets = context->secrets();
    parts.store = context->store();
    parts.conversations = context->conversations();
    parts.rates = context->turnServices().rates;
    parts.compare = context->compare();
    parts.exporter = context->exporter();
    parts.localMlflow = context->localMlflow();
    parts.demo = context->demo();
    parts.explorer = context->explorer();
    parts.tester = context->tester();
    parts.traceFiles = context->traceFiles();
    parts.startDemo = [this] { ++demoAsked; };
    parts.useOwnKong = [this] { ++ownKongAsked; };
    parts.startLocalMlflow = [this] { ++localMlflowAsked; };
    parts.dataFolder = folder.path();
    parts.demoMode = demoMode;
    parts.startNote = startNote;
    return parts;
}

void TestWindow::show()
{
    window->showStart();
    window->show();
    QVERIFY(QTest::qWaitForWindowExposed(window.get()));
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
}

void TestWindow::remake()
{
    window.reset();
    window = std::make_unique<ui::MainWindow>(parts(), &theme, &prompts);
}

void TestWindow::start()
{
    context->start();
}

settings::Profile TestWindow::addProfile(const QString &name)
{
    settings::Profile profile;
    profile.id = name;
    profile.name = name;
    profile.baseUrl = u"http://127.0.0.1:9/v1"_s;
    settings::ModelEntry model;
    model.name = u"gpt-4o"_s;
    profile.models.append(model);
    context->settings()->saveProfile(profile);
    settings::Preferences preferences = context->settings()->preferences();
    preferences.currentProfile = profile.id;
    context->settings()->setPreferences(preferences);
    return profile;
}

Person TestWindow::person()
{
    return Person(window.get());
}

} // namespace testsupport
