// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace ui {

struct Toolkit;

/// A person clicked a link that a model or a trace contains: shows the whole address and opens it in the browser only after a yes.
void askToOpen(QWidget *parent, const Toolkit &toolkit, const QString &address);

} // namespace ui
