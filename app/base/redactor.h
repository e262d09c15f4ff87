// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QReadWriteLock>
#include <QtCore/QString>

namespace base {

/// Knows the values that must never be written anywhere and masks them wherever they appear: plain, JSON-escaped,
/// percent-encoded or in base64 of "user:password". Thread-safe.
class Redactor
{
public:
    /// What stands in place of a secret.
    static QString mask();

    /// Remembers a value for the life of the process. Values under 4 characters are ignored: they would mask ordinary text.
    void addSecret(const QString &value);
    bool isEmpty() const;

    QString redact(const QString &text) const;
    QByteArray redact(const QByteArray &utf8) const;

    /// Length of the tail of `utf8` that must wait for more: the longest possible beginning of a secret cut by the end of
    /// the buffer, with any whole secret that reaches into it.
    qsizetype openTail(QByteArrayView utf8) const;

private:
    struct Pattern
    {
        QByteArray utf8;
        QString utf16;
    };
    QList<Pattern> patterns() const;

    mutable QReadWriteLock m_lock;
    QList<Pattern> m_patterns; ///< every spelling of every secret, longest first
};

/// Header names whose value is a secret whatever the person said: Authorization, Cookie, apikey, *token*, *secret*, *key* …
bool isSecretHeaderName(QByteArrayView name);

} // namespace base
