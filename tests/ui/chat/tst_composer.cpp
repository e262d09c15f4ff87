// SPDX-License-Identifier: Apache-2.0
#include "chat/conversationbook.h"
#include "settings/settings.h"
#include "support/testmain.h"
#include "ui/chat/modelmenu.h"
#include "ui/chat/parameterspopover.h"
#include "ui/support/testwindow.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using testsupport::TestWindow;

/// What goes with a message, chosen where it is written; in the real window.
class ComposerTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhyItCannotSend();
    void modelMenuOffersEveryProfile();
    void modelCanBeTyped();
    void typingFiltersTheModels();
    void sameNameStaysWithTheFirstProfile();
    void parametersAreKept();
    void nonsenseIsNotKept();
    void contentModeStandsBesideSend();
    void widthAndHeightFollowTheText();

private:
    static void show(TestWindow &test);
    static const chat::ConversationOptions &options(const TestWindow &test);
    template <typename Widget> static Widget *popup(const QString &name);
    static QStringList visibleTexts(const QMenu *menu); ///< what can be chosen
};

QStringList ComposerTest::visibleTexts(const QMenu *menu)
{
    QStringList texts;
    for (const QAction *action : menu->actions()) {
        if (action->isVisible() && action->isEnabled() && !action->text().isEmpty())
            texts.append(action->text());
    }
    return texts;
}

void ComposerTest::show(TestWindow &test)
{
    test.show();
    test.start();
    QTRY_VERIFY(test.person().sees(u"composerEdit"_s));
    QTRY_COMPARE(test.context->conversations()->entries().size(), 1);
    QTRY_VERIFY(test.context->conversations()->open(test.context->conversations()->entries()[0].id)->isLoaded());
}

const chat::ConversationOptions &ComposerTest::options(const TestWindow &test)
{
    return test.context->conversations()->open(test.context->conversations()->entries()[0].id)->options();
}

template <typename Widget> Widget *ComposerTest::popup(const QString &name)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->objectName() == name && widget->isVisible())
            return qobject_cast<Widget *>(widget);
    }
    return nullptr;
}

void ComposerTest::saysWhyItCannotSend()
{
    TestWindow test;
    settings::Profile profile = test.addProfile(u"kong"_s);
    profile.models.clear();
    test.context->settings()->saveProfile(profile);
    show(test);
    auto *send = test.person().find<QPushButton>(u"sendButton"_s);
    auto *why = test.person().find<QLabel>(u"whyNot"_s);
    QVERIFY(!send->isEnabled());
    test.person().type(u"composerEdit"_s, u"Hello"_s);
    QVERIFY(why->text().contains(u"model"_s));
    QCOMPARE(send->accessibleDescription(), why->text());
    test.person().press(QKeySequence(Qt::Key_Return));
    QCOMPARE(test.person().find<QPlainTextEdit>(u"composerEdit"_s)->toPlainText(), u"Hello"_s); // nothing is lost
}

void ComposerTest::modelMenuOffersEveryProfile()
{
    TestWindow test;
    settings::Profile second = test.addProfile(u"second"_s);
    second.models[0].name = u"a&b"_s;
    test.context->settings()->saveProfile(second);
    test.addProfile(u"first"_s);
    show(test);
    test.person().press(QKeySequence(u"Ctrl+M"_s));
    auto *menu = popup<QMenu>(u"modelMenu"_s);
    QVERIFY(menu);
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts.append(action->isEnabled() ? action->text() : u'*' + action->text());
    QCOMPARE(texts.mid(0, 4), (QStringList{u"*second"_s, u"a&&b"_s, u"*first"_s, u"gpt-4o"_s}));
    QVERIFY(menu->actions()[3]->isChecked());
    QCOMPARE(menu->activeAction(), menu->actions()[3]);
    QTest::keyClick(menu, Qt::Key_Up);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE(options(test).model, u"a&b"_s);
    QCOMPARE(options(test).profileId, u"second"_s);
    QTRY_VERIFY(test.person().find<QPlainTextEdit>(u"composerEdit"_s)->hasFocus());
}

void ComposerTest::modelCanBeTyped()
{
    TestWindow test;
    test.addProfile(u"kong"_s);
    show(test);
    test.person().click(u"modelButton"_s);
    auto *menu = popup<QMenu>(u"modelMenu"_s);
    QVERIFY(menu);
    QTest::keyClicks(menu, u" my-&model "_s); // no field needs to be clicked first
    QCOMPARE(visibleTexts(menu), (QStringList{u"Use my-&&model"_s}));
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE(options(test).model, u"my-&model"_s);
    QVERIFY(test.person().find<QPushButton>(u"modelButton"_s)->text().startsWith(u"my-&&model"_s));
}

void ComposerTest::typingFiltersTheModels()
{
    TestWindow test;
    settings::Profile profile = test.addProfile(u"kong"_s);
    profile.models = {profile.models[0], profile.models[0], profile.models[0]};
    profile.models[0].name = u"gpt-4o"_s;
    profile.models[1].name = u"claude-sonnet"_s;
    profile.models[2].name = u"Claude-haiku"_s;
    test.context->settings()->saveProfile(profile);
    show(test);
    test.person().press(QKeySequence(u"Ctrl+M"_s));
    auto *menu = popup<QMenu>(u"modelMenu"_s);
    QVERIFY(menu);
    const int bottom = menu->geometry().bottom();
    QTest::keyClicks(menu, u"claude"_s);
    QCOMPARE(visibleTexts(menu), (QStringList{u"claude-sonnet"_s, u"Claude-haiku"_s, u"Use claude"_s}));
    QVERIFY(menu->activeAction() && menu->activeAction()->text() == u"claude-sonnet"_s);
    QCOMPARE(menu->geometry().bottom(), bottom); // the field does not move away
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE(options(test).model, u"Claude-haiku"_s);

    test.person().press(QKeySequence(u"Ctrl+M"_s));
    menu = popup<QMenu>(u"modelMenu"_s);
    QVERIFY(menu);
    auto *field = menu->findChild<QLineEdit *>(u"typedModel"_s);
    QTest::keyClicks(field, u"gpt-4o"_s); // the same with the pointer's focus in the field
    QCOMPARE(visibleTexts(menu), (QStringList{u"gpt-4o"_s}));
    QTest::keyClick(field, Qt::Key_Backspace);
    QCOMPARE(visibleTexts(menu), (QStringList{u"gpt-4o"_s, u"Use gpt-4"_s}));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(options(test).model, u"gpt-4o"_s);
}

void ComposerTest::sameNameStaysWithTheFirstProfile()
{
    ui::Theme theme;
    settings::Profile work;
    work.id = u"work"_s;
    work.models = {settings::ModelEntry()};
    work.models[0].name = u"gpt-4o"_s;
    settings::Profile own = work;
    own.id = u"own"_s;
    auto *menu = new ui::ModelMenu({work, own}, {}, u"work"_s, nullptr);
    QSignalSpy chosen(menu, &ui::ModelMenu::chosen);
    menu->open({0, 0}, ui::ModelMenu::Opens::Downwards);
    QTest::keyClicks(menu, u"gpt-4o"_s);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), u"work"_s);
}

void ComposerTest::parametersAreKept()
{
    TestWindow test;
    test.addProfile(u"kong"_s);
    show(test);
    test.person().press(QKeySequence(u"Ctrl+."_s));
    auto *popover = popup<ui::ParametersPopover>(u"parametersPopover"_s);
    QVERIFY(popover);
    QTest::keyClicks(popover->findChild<QPlainTextEdit *>(u"systemPrompt"_s), u"Be brief"_s);
    QTest::keyClicks(popover->findChild<QLineEdit *>(u"temperature"_s), u"0.2"_s);
    QTest::keyClicks(popover->findChild<QLineEdit *>(u"maxTokens"_s), u"64"_s);
    popover->findChild<QCheckBox *>(u"streamReply"_s)->click();
    popover->close();
    QTRY_COMPARE(options(test).systemPrompt, u"Be brief"_s);
    QCOMPARE(options(test).temperature, std::optional<double>(0.2));
    QCOMPARE(options(test).maxTokens, std::optional<int>(64));
    QVERIFY(!options(test).stream);
    QCOMPARE(test.person().find<QPushButton>(u"parametersButton"_s)->text(),
             u"system · temp 0.2 · max 64 · not streamed"_s);
}

void ComposerTest::nonsenseIsNotKept()
{
    ui::Theme theme;
    QWidget parent;
    chat::ConversationOptions before;
    before.temperature = 0.5;
    before.maxTokens = 10;
    ui::ParametersPopover popover(&theme, before, u"exp"_s, &parent);
    popover.setAttribute(Qt::WA_DeleteOnClose, false);
    auto *temperature = popover.findChild<QLineEdit *>(u"temperature"_s);
    temperature->setText(u"2.5"_s);
    QVERIFY(temperature->property("invalid").toBool());
    popover.findChild<QLineEdit *>(u"maxTokens"_s)->setText(u"-1"_s);
    QCOMPARE(popover.options().temperature, std::optional<double>(0.5));
    QCOMPARE(popover.options().maxTokens, std::optional<int>(10));
    temperature->clear(); // empty is a choice: it is not sent
    QVERIFY(!temperature->property("invalid").toBool());
    QVERIFY(!popover.options().temperature);
}

void ComposerTest::contentModeStandsBesideSend()
{
    TestWindow test;
    settings::Profile profile = test.addProfile(u"kong"_s);
    show(test);
    auto *button = test.person().find<QPushButton>(u"contentModeButton"_s);
    const QString without = button->text();
    profile.mlflow.url = u"http://127.0.0.1:9"_s;
    test.context->settings()->saveProfile(profile);
    QTRY_VERIFY(button->text() != without);
    const QString everything = button->text();
    test.person().click(u"contentModeButton"_s);
    auto *menu = popup<QMenu>(u"contentModeMenu"_s);
    QVERIFY(menu);
    QVERIFY(menu->actions().first()->isChecked()); // as the profile says
    menu->setActiveAction(menu->actions().last());
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_VERIFY(options(test).content == settings::ContentMode::Nothing);
    QVERIFY(button->text() != everything);
    QVERIFY(button->accessibleName().contains(u"Nothing leaves"_s));
    QVERIFY(button->geometry().right() < test.person().find<QPushButton>(u"sendButton"_s)->x());
}

void ComposerTest::widthAndHeightFollowTheText()
{
    TestWindow test;
    test.addProfile(u"kong"_s);
    show(test);
    auto *composer = test.person().find<QWidget>(u"composer"_s);
    const int before = composer->height();
    test.person().type(u"composerEdit"_s, u"one"_s);
    for (int i = 0; i < 5; ++i)
        test.person().press(QKeySequence(u"Shift+Return"_s));
    QTRY_VERIFY(composer->height() > before);
    for (int i = 0; i < 60; ++i)
        test.person().press(QKeySequence(u"Shift+Return"_s));
    QTRY_VERIFY(composer->height() < test.window->height() / 2); // the messages stay to be seen
    test.person().type(u"composerEdit"_s, {});
    QTRY_COMPARE(composer->height(), before);
}

QObject *makeComposerTest()
{
    return new ComposerTest;
}

#include "tst_composer.moc"
