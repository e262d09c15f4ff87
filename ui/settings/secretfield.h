// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
QT_END_NAMESPACE

namespace ui {

/// A key, token or password: where it comes from, chosen openly, and its value. A kept value is never shown.
class SecretField : public QWidget
{
    Q_OBJECT

public:
    /// Parts are named `name`Source, `name`Value, `name`Variable; `none` is the word for having no secret.
    SecretField(const QString &name, const QString &none, QWidget *parent = nullptr);

    void setSource(const settings::SecretSource &source);
    /// What the form says now; a typed value gets a reference of its own here, made once.
    settings::SecretSource source() const;
    /// Adds what was typed, by its reference.
    void collect(QHash<QString, QString> &typed) const;
    /// Why this cannot be used; empty: fine.
    QString problem() const;
    void setKeyringAvailable(bool available);
    void useSession(); ///< the same typed value, for this run only

Q_SIGNALS:
    void edited();

private:
    settings::SecretSource::Kind kind() const;
    void onKind();

    QComboBox *m_kind;
    QLineEdit *m_value;
    QLineEdit *m_variable;
    settings::SecretSource m_kept; ///< as the profile has it
    mutable QString m_reference; ///< of what was typed
    bool m_keyring = true;
};

} // namespace ui
