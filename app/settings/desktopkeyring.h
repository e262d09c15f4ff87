// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/keyring.h"

namespace settings {

/// The keyring of the person's desktop, through QtKeychain. GUI thread.
class DesktopKeyring : public Keyring
{
public:
    QFuture<base::Result<QString>> read(const QString &reference) override;
    QFuture<base::Result<void>> write(const QString &reference, const QString &value) override;
    QFuture<base::Result<void>> remove(const QString &reference) override;
};

} // namespace settings
