// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "gateway/connectcheck.h"
#include "services/mlflowcheck.h"
#include "settings/profile.h"
#include "ui/settings/settingsservices.h"
#include "ui/shell/navigator.h"
#include "ui/shell/toolkit.h"

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QBoxLayout;
class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
QT_END_NAMESPACE

namespace ui {

class Banner;
class Field;
class GatewayForm;
class MlflowForm;
class ModelEditor;
class ConnectTest;
class ProfileSaver;
class Section;

/// One profile: gateway, models, MLflow, what leaves; with its connect tests. Keeps what was typed until it is saved or
/// discarded.
class ProfileForm : public QWidget
{
    Q_OBJECT

public:
    ProfileForm(const SettingsServices &services, const Toolkit &toolkit, QWidget *parent = nullptr);

    void setProfile(const settings::Profile &profile); ///< forgets what was typed
    QString profileId() const;
    bool isDirty() const;
    void goTo(Navigator::SettingsPlace place);

Q_SIGNALS:
    void saved(const QString &id);
    void dirtyChanged();
    void discardAsked();
    void removeAsked();
    void exportAsked();

private:
    void build();
    Section *makeContent();
    void makeBar(QBoxLayout *column);
    void connectForms();
    void connectTester();
    void setDirty(bool dirty);
    void updateCurrent();
    void load(const settings::Profile &profile);
    void sayTests();

    settings::Profile draft() const;
    QHash<QString, QString> typed() const;
    bool check();
    void save();
    void onSaveFailed(const base::Error &error);
    void testGateway();
    void testMlflow();
    void listModels();
    void onGatewayTested(int ticket, const gateway::CheckReport &report);
    void onMlflowTested(int ticket, const services::MlflowReport &report);

    SettingsServices m_services;
    Toolkit m_toolkit;
    settings::Profile m_profile;
    bool m_dirty = false;
    bool m_loading = false;
    settings::MlflowTarget m_mlflowTested; ///< by the last test; a local server with its real address
    int m_listing = 0; ///< ticket of the last question for models
    ProfileSaver *m_saver;
    GatewayForm *m_gateway;
    ModelEditor *m_models;
    MlflowForm *m_mlflow;
    Field *m_modelsField = nullptr;
    QComboBox *m_content = nullptr;
    ConnectTest *m_gatewayTest;
    ConnectTest *m_mlflowTest;
    Banner *m_saveReport = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_discard = nullptr;
    QPushButton *m_use = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_export = nullptr;
    QLabel *m_demoNote = nullptr;
    QWidget *m_body = nullptr;
    QScrollArea *m_scroll = nullptr;
};

} // namespace ui
