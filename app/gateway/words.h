// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QCoreApplication>

namespace gateway {

/// Translation context of this folder's messages.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(gateway)
};

} // namespace gateway
