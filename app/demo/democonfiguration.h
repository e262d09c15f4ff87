// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

namespace demo {

/// The declarative configuration the demo gateway runs from, with `models` as its model list. Text from
/// resources/demo/kong.yml.
QByteArray demoConfiguration(const QStringList &models);

} // namespace demo
