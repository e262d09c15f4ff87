// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace mlflow {
class LocalServer;
}

namespace ui {

class Field;
class HeaderEditor;
class SecretField;
struct Toolkit;

/// Where the traces of a profile go and how to log in there.
class MlflowForm : public QWidget
{
    Q_OBJECT

public:
    MlflowForm(const Toolkit &toolkit, const mlflow::LocalServer *local, QWidget *parent = nullptr);

    /// Nothing can be changed; a local server can still be started.
    void setLocked(bool locked);
    void setTarget(const settings::MlflowTarget &target);
    settings::MlflowTarget target() const;
    void collect(QHash<QString, QString> &typed) const;
    bool check(); ///< marks what is wrong in place
    void setKeyringAvailable(bool available);
    void setExperiment(const QString &name);
    /// A server that was found; a button takes it over, with login, experiment, workspace and CA file where they are
    /// known.
    void offer(const settings::MlflowTarget &found, const QString &source);
    void focusFirst();

Q_SIGNALS:
    void edited();
    void startLocalAsked();

private:
    enum Kind { None, Local, Server };

    void take(const settings::MlflowTarget &found);
    void makeFields(const Toolkit &toolkit);
    QWidget *makeLocal();
    QWidget *makeOffers();
    void connectAll();
    Kind kind() const;
    settings::MlflowTarget::Login login() const;
    void onKind();
    void showLocal();

    const mlflow::LocalServer *m_local; ///< not owned
    QComboBox *m_kind;
    QLineEdit *m_url;
    QLineEdit *m_experiment;
    QComboBox *m_login;
    QLineEdit *m_user;
    SecretField *m_secret;
    HeaderEditor *m_headers;
    QLineEdit *m_ca;
    QLineEdit *m_workspace;
    QLabel *m_localState;
    QPushButton *m_startLocal;
    QWidget *m_offers;
    QHBoxLayout *m_offerRow;
    QStringList m_offered;
    Field *m_urlField = nullptr;
    Field *m_experimentField = nullptr;
    Field *m_userField = nullptr;
    Field *m_secretField = nullptr;
    Field *m_headersField = nullptr;
    Field *m_caField = nullptr;
    QList<QWidget *> m_serverParts; ///< only for a server of the person's own
    QWidget *m_localPart = nullptr;
};

} // namespace ui
