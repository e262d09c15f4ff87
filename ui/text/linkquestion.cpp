// SPDX-License-Identifier: Apache-2.0
#include "ui/text/linkquestion.h"

#include "ui/shell/navigator.h"
#include "ui/shell/prompts.h"
#include "ui/shell/toolkit.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype longestShown = 600;

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::LinkQuestion", text);
}

} // namespace

void askToOpen(QWidget *parent, const Toolkit &toolkit, const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    const QString scheme = url.scheme().toLower();
    if (!url.isValid() || (scheme != "http"_L1 && scheme != "https"_L1 && scheme != "mailto"_L1)) {
        toolkit.navigator->note(tr("This address cannot be opened"));
        return;
    }
    // Encoded, so that look-alike letters and hidden characters show.
    QString shown = QString::fromLatin1(url.toEncoded());
    if (shown.size() > longestShown)
        shown = shown.left(longestShown) + tr("… (%1 characters)").arg(shown.size());
    Prompts::Question question;
    question.title = tr("Open this link in the browser?");
    question.text = tr("It comes from the text, not from you: %1").arg(shown);
    question.action = tr("Open");
    question.destructive = true; // Cancel is the default
    toolkit.prompts->ask(parent, question, [navigator = toolkit.navigator, url](Prompts::Choice choice) {
        if (choice == Prompts::Choice::Action)
            navigator->openInBrowser(url);
    });
}

} // namespace ui
