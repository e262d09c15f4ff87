// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QStringList>
#include <QtCore/QTranslator>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace testsupport {

/// A made-up language: every translated text stands between ⟦ and ⟧, so that what was never translated shows itself.
class PseudoTranslator : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
    bool isEmpty() const override;
};

/// Walks `root` and everything below it, seen or not, and names each text that a person could read and that is not
/// marked. Texts of data (names, numbers, answers) are left out by the dynamic property "data" of the widget or of one
/// it lies in.
QStringList unmarkedTexts(const QWidget *root);

} // namespace testsupport
