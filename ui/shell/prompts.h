// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <functional>

QT_BEGIN_NAMESPACE
class QUrl;
class QWidget;
QT_END_NAMESPACE

namespace ui {

/// Questions and file dialogs, never blocking. Tests answer them by an implementation of their own.
/// An answer comes later and at most once; it does not come if `parent` is gone by then.
class Prompts
{
public:
    struct Question
    {
        QString title; ///< what will happen: "Delete this trace?"
        QString text; ///< what it means
        QString action; ///< the verb on the button: "Delete"
        QString alternative; ///< a second way, may be empty
        bool destructive = false; ///< then Cancel is the default
    };
    enum class Choice { Cancel, Action, Alternative };

    struct FileWish
    {
        QString title;
        QString name; ///< proposed file name, for saving
        QStringList filters; ///< "Trace files (*.json)"
    };

    using Answered = std::function<void(Choice)>;
    using Chosen = std::function<void(const QString &path)>; ///< empty: cancelled

    virtual ~Prompts() = default;

    virtual void ask(QWidget *parent, const Question &question, Answered answered) = 0;
    virtual void openFile(QWidget *parent, const FileWish &wish, Chosen chosen) = 0;
    virtual void saveFile(QWidget *parent, const FileWish &wish, Chosen chosen) = 0;
    /// Hands an address to the desktop's browser.
    virtual void openUrl(const QUrl &url) = 0;
};

} // namespace ui
