// SPDX-License-Identifier: Apache-2.0
#include "ui/support/pseudolocale.h"

#include "ui/widgets/label.h"

#include <QtGui/QAction>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QTabBar>

#include <algorithm>
#include <array>

namespace testsupport {

namespace {

const QString opening = QStringLiteral("⟦");

/// Properties of any widget that hold words.
constexpr std::array wordProperties{"text",           "title",          "placeholderText",  "windowTitle",
                                    "toolTip",        "accessibleName", "whatsThis",        "accessibleDescription",
                                    "prefix",         "suffix",         "specialValueText", "statusTip",
                                    "informativeText"};
/// What people type or servers say stands in these, whatever the widget.
constexpr std::array inputClasses{"QLineEdit",        "QTextEdit",        "QPlainTextEdit",
                                  "QAbstractSpinBox", "QKeySequenceEdit", "QDateTimeEdit"};

bool isData(const QWidget *widget)
{
    for (const QWidget *at = widget; at; at = at->parentWidget()) {
        if (at->property(ui::dataProperty).toBool())
            return true;
    }
    return false;
}

bool isInput(const QWidget *widget)
{
    return std::any_of(inputClasses.cbegin(), inputClasses.cend(),
                       [widget](const char *name) { return widget->inherits(name); });
}

/// Addresses, and the letters that name columns, are the same in every language.
bool isMarked(const QString &text)
{
    const auto letters = [](QChar a, QChar b) { return a.isLetter() && b.isLetter(); };
    const bool words = std::adjacent_find(text.cbegin(), text.cend(), letters) != text.cend();
    const bool address = text.contains(QLatin1String("://")) && !text.contains(QLatin1Char(' '));
    return !words || address || text.contains(opening);
}

class Walk
{
public:
    void visit(const QWidget *widget)
    {
        if (isData(widget))
            return;
        m_where
            = QStringLiteral("%1 %2").arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
        for (const char *property : wordProperties) {
            if (qstrcmp(property, "text") != 0 || !isInput(widget))
                look(QString::fromLatin1(property), widget->property(property).toString());
        }
        for (const QAction *action : widget->actions())
            look(QStringLiteral("action ") + action->objectName(), action->text());
        visitItems(widget);
    }

    QStringList found;

private:
    void visitItems(const QWidget *widget)
    {
        if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
            for (int i = 0; i < box->count(); ++i)
                look(QStringLiteral("item"), box->itemText(i));
        }
        if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                look(QStringLiteral("tab"), tabs->tabText(i));
        }
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        if (!view || !view->model() || qobject_cast<const QComboBox *>(widget->parentWidget()))
            return;
        // Cells are data; heads are ours. A model without heads numbers its columns.
        for (int i = 0; i < view->model()->columnCount(); ++i)
            look(QStringLiteral("head"), view->model()->headerData(i, Qt::Horizontal).toString());
    }

    void look(const QString &what, const QString &text)
    {
        if (!isMarked(text))
            found.append(QStringLiteral("%1: %2 “%3”").arg(m_where, what, text));
    }

    QString m_where;
};

} // namespace

QString PseudoTranslator::translate(const char *, const char *source, const char *, int) const
{
    return opening + QString::fromUtf8(source) + QStringLiteral("⟧");
}

bool PseudoTranslator::isEmpty() const
{
    return false;
}

QStringList unmarkedTexts(const QWidget *root)
{
    Walk walk;
    walk.visit(root);
    const auto all = root->findChildren<QWidget *>();
    for (const QWidget *widget : all)
        walk.visit(widget);
    return walk.found;
}

} // namespace testsupport
