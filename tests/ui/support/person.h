// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtWidgets/QWidget>

namespace testsupport {

/// Acts as a person does: finds what can be seen by its name, presses keys and buttons. A thing that is not there or
/// cannot be seen fails the test.
class Person
{
public:
    explicit Person(QWidget *window);

    template <typename Widget> Widget *find(const QString &name) const
    {
        auto *widget = qobject_cast<Widget *>(visible(name));
        if (!widget)
            missing(name);
        return widget;
    }
    /// Whether a widget of this name can be seen.
    bool sees(const QString &name) const;

    void click(const QString &name) const;
    /// Puts the text into a field in place of what is there.
    void type(const QString &name, const QString &text) const;
    void choose(const QString &name, int index) const; ///< in a combo box, by keys
    void press(const QKeySequence &keys) const; ///< on whatever has the focus

private:
    QWidget *visible(const QString &name) const;
    void missing(const QString &name) const;

    QWidget *m_window;
};

} // namespace testsupport
