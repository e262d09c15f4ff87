// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "services/appcontext.h"
#include "settings/profile.h"
#include "ui/shell/mainwindow.h"
#include "ui/support/fakeprompts.h"
#include "ui/support/person.h"
#include "ui/widgets/theme.h"

#include <QtCore/QTemporaryDir>

#include <memory>

namespace testsupport {

/// The real window over real services in a folder of its own. Nothing runs in the background unless start() is called.
class TestWindow
{
public:
    explicit TestWindow(QSize size = {1280, 800});
    ~TestWindow();

    void show(); ///< the start page, until it is exposed
    void start(); ///< AppContext::start()
    void remake(); ///< another window over the same services, as after a change of demoMode or startNote
    /// A usable profile, current at once; its gateway does not exist.
    settings::Profile addProfile(const QString &name);
    Person person();

    QTemporaryDir folder;
    ui::Theme theme;
    FakePrompts prompts;
    std::unique_ptr<services::AppContext> context;
    std::unique_ptr<ui::MainWindow> window;
    bool demoMode = false;
    QString startNote;
    int demoAsked = 0; ///< how often the window wanted to change to the demo
    int ownKongAsked = 0;
    int localMlflowAsked = 0;

private:
    ui::WindowServices parts();
};

} // namespace testsupport
