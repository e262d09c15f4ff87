// SPDX-License-Identifier: Apache-2.0
#include "cli/optionwords.h"

#include <QtCore/QCoreApplication>

using base::ErrorKind;
using namespace Qt::StringLiterals;

namespace cli {

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("cli", source);
}

QString optionsFor(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unauthorized:
        return tr("--key-env NAME gives the key, --key-header 'apikey: {key}' its header.");
    case ErrorKind::NotFound:
        return tr("--gateway URL gives the address, --model NAME the model.");
    case ErrorKind::Rejected:
        return tr("--model NAME gives the model, --no-stream asks for a reply in one piece.");
    case ErrorKind::InvalidInput:
        return tr("--gateway URL gives the address, --key-env NAME the variable that holds the key.");
    case ErrorKind::NameLookup:
    case ErrorKind::Connect:
    case ErrorKind::Protocol:
        return tr("--gateway URL gives the address.");
    case ErrorKind::Timeout:
        return tr("--timeout SECONDS gives the limit.");
    case ErrorKind::Tls:
        return tr("--ca FILE names an authority of your own.");
    case ErrorKind::Storage:
        return tr("--key-env NAME takes the key from an environment variable.");
    default:
        return {};
    }
}

} // namespace

QString inOptions(const base::Error &error, const QString &suggestedModel)
{
    const QString options
        = suggestedModel.isEmpty() ? optionsFor(error.kind) : tr("--model %1 is that model.").arg(suggestedModel);
    return options.isEmpty() ? error.message : error.message + u' ' + options;
}

} // namespace cli
