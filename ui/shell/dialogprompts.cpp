// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/dialogprompts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QFileDialog *fileDialog(QWidget *parent, const Prompts::FileWish &wish, const Prompts::Chosen &chosen)
{
    auto *dialog = new QFileDialog(parent, wish.title);
    dialog->setObjectName(u"fileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters(wish.filters);
    QObject::connect(dialog, &QFileDialog::finished, parent, [dialog, chosen](int result) {
        chosen(result == QDialog::Accepted ? dialog->selectedFiles().value(0) : QString());
    });
    return dialog;
}

} // namespace

void DialogPrompts::ask(QWidget *parent, const Question &question, Answered answered)
{
    auto *box = new QMessageBox(parent);
    box->setObjectName(u"question"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(question.title);
    box->setInformativeText(question.text);
    QPushButton *action = box->addButton(question.action, QMessageBox::AcceptRole);
    action->setObjectName(u"questionAction"_s);
    QPushButton *alternative = nullptr;
    if (!question.alternative.isEmpty())
        alternative = box->addButton(question.alternative, QMessageBox::ActionRole);
    QPushButton *cancel
        = box->addButton(QCoreApplication::translate("ui::DialogPrompts", "Cancel"), QMessageBox::RejectRole);
    cancel->setObjectName(u"questionCancel"_s);
    box->setDefaultButton(question.destructive ? cancel : action);
    box->setEscapeButton(cancel);
    QObject::connect(box, &QMessageBox::finished, parent, [box, action, alternative, answered = std::move(answered)] {
        const QAbstractButton *clicked = box->clickedButton();
        answered(clicked == action                           ? Choice::Action
                     : alternative && clicked == alternative ? Choice::Alternative
                                                             : Choice::Cancel);
    });
    box->open();
}

void DialogPrompts::openFile(QWidget *parent, const FileWish &wish, Chosen chosen)
{
    QFileDialog *dialog = fileDialog(parent, wish, chosen);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->open();
}

void DialogPrompts::saveFile(QWidget *parent, const FileWish &wish, Chosen chosen)
{
    QFileDialog *dialog = fileDialog(parent, wish, chosen);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(wish.name);
    dialog->open();
}

void DialogPrompts::openUrl(const QUrl &url)
{
    QDesktopServices::openUrl(url);
}

} // namespace ui
