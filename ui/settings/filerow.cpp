// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/filerow.h"

#include "ui/shell/prompts.h"
#include "ui/shell/toolkit.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;

namespace ui {

FileRow::FileRow(const Toolkit &toolkit, QLineEdit *edit, const QString &title, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(edit->objectName() + u"Row"_s);
    auto *choose = new IconButton(toolkit.theme, u"folder"_s, title, this);
    choose->setObjectName(edit->objectName() + u"Choose"_s);
    edit->setAccessibleName(title);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceXs);
    row->addWidget(edit, 1);
    row->addWidget(choose);
    setFocusProxy(edit);
    connect(choose, &QToolButton::clicked, this, [this, prompts = toolkit.prompts, edit, title] {
        Prompts::FileWish wish;
        wish.title = title;
        wish.filters = QStringList{tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")};
        prompts->openFile(this, wish, [edit](const QString &path) {
            if (!path.isEmpty())
                edit->setText(path);
        });
    });
}

} // namespace ui
