// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QSpinBox;
QT_END_NAMESPACE

namespace ui {

class Field;
class HeaderEditor;
class SecretField;
struct Toolkit;

/// Address, key, headers and CA of a gateway.
class GatewayForm : public QWidget
{
    Q_OBJECT

public:
    explicit GatewayForm(const Toolkit &toolkit, QWidget *parent = nullptr);

    void setProfile(const settings::Profile &profile);
    /// Writes what the form says into `profile`.
    void apply(settings::Profile &profile) const;
    void collect(QHash<QString, QString> &typed) const;
    /// Marks what is wrong in place; whether all is well.
    bool check();
    void setKeyringAvailable(bool available);
    void useSessionKey();
    void useApikeyHeader(); ///< Kong's own: `apikey: {key}`
    void focusAddress();
    void focusKey();

Q_SIGNALS:
    void edited();

private:
    QWidget *makeKeyHeader();
    void connectAll();
    QString patternProblem() const;

    QLineEdit *m_name;
    QLineEdit *m_url;
    SecretField *m_key;
    QComboBox *m_scheme;
    QLineEdit *m_keyHeader;
    QLineEdit *m_keyPattern;
    HeaderEditor *m_headers;
    QLineEdit *m_ca;
    QLineEdit *m_admin;
    QSpinBox *m_idle;
    Field *m_urlField = nullptr;
    Field *m_keyField = nullptr;
    Field *m_schemeField = nullptr;
    Field *m_headersField = nullptr;
    Field *m_adminField = nullptr;
    Field *m_caField = nullptr;
};

} // namespace ui
