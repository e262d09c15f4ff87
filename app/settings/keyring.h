// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QtCore/QFuture>
#include <QtCore/QString>

namespace settings {

/// The desktop's keyring as SecretStore needs it; a test puts its own in its place. Futures finish on the calling
/// thread, perhaps never. Errors: NotFound (no such entry), Storage.
class Keyring
{
public:
    virtual ~Keyring() = default;

    virtual QFuture<base::Result<QString>> read(const QString &reference) = 0;
    virtual QFuture<base::Result<void>> write(const QString &reference, const QString &value) = 0;
    virtual QFuture<base::Result<void>> remove(const QString &reference) = 0;
};

} // namespace settings
