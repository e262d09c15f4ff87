// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace text {

/// The character of an HTML entity ("&amp;", "&#8230;", "&#x1F600;"); one that is not known stays as it is written.
QString entityText(QByteArrayView entity);

} // namespace text
