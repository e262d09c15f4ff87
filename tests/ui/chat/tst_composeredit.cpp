// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/chat/composeredit.h"
#include "ui/widgets/theme.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QInputMethodEvent>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using ui::ComposerEdit;

/// Which key sends and which makes a line.
class ComposerEditTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void enterSends();
    void ctrlEnterSendsByChoice();
    void neverWhileComposing();
    void upInTheEmptyField();
    void pastesPlainText();
    void growsWithItsText();

protected:
    void prepare() override;

private:
    ui::Theme m_theme;
    std::unique_ptr<ComposerEdit> m_edit;
    std::unique_ptr<QSignalSpy> m_sent;
};

void ComposerEditTest::prepare()
{
    m_edit = std::make_unique<ComposerEdit>(&m_theme);
    m_edit->resize(400, 80);
    m_sent = std::make_unique<QSignalSpy>(m_edit.get(), &ComposerEdit::sendAsked);
}

void ComposerEditTest::enterSends()
{
    QTest::keyClicks(m_edit.get(), u"a"_s);
    QTest::keyClick(m_edit.get(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(m_edit.get(), u"b"_s);
    QCOMPARE(m_sent->size(), 0);
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QCOMPARE(m_sent->size(), 1);
    QTest::keyClick(m_edit.get(), Qt::Key_Enter, Qt::KeypadModifier);
    QTest::keyClick(m_edit.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_sent->size(), 3);
    QCOMPARE(m_edit->toPlainText(), u"a\nb"_s);
}

void ComposerEditTest::ctrlEnterSendsByChoice()
{
    m_edit->setSendWithCtrl(true);
    QTest::keyClicks(m_edit.get(), u"a"_s);
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QTest::keyClick(m_edit.get(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(m_sent->size(), 0);
    QCOMPARE(m_edit->toPlainText(), u"a\n\n"_s);
    QTest::keyClick(m_edit.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_sent->size(), 1);
}

void ComposerEditTest::neverWhileComposing()
{
    QInputMethodEvent begin(u"にほ"_s, {});
    QCoreApplication::sendEvent(m_edit.get(), &begin);
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QTest::keyClick(m_edit.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_sent->size(), 0);
    QInputMethodEvent commit;
    commit.setCommitString(u"日本"_s);
    QCoreApplication::sendEvent(m_edit.get(), &commit);
    QVERIFY(m_edit->toPlainText().contains(u"日本"_s));
    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QCOMPARE(m_sent->size(), 1);
}

void ComposerEditTest::upInTheEmptyField()
{
    QSignalSpy wanted(m_edit.get(), &ComposerEdit::lastWanted);
    QTest::keyClick(m_edit.get(), Qt::Key_Up);
    QCOMPARE(wanted.size(), 1);
    QTest::keyClicks(m_edit.get(), u"a"_s);
    QTest::keyClick(m_edit.get(), Qt::Key_Up);
    QCOMPARE(wanted.size(), 1);
}

void ComposerEditTest::pastesPlainText()
{
    auto *data = new QMimeData;
    data->setHtml(u"<b style='font-size:60pt'>big</b>"_s);
    data->setText(u"big"_s);
    QGuiApplication::clipboard()->setMimeData(data);
    m_edit->paste();
    QCOMPARE(m_edit->toPlainText(), u"big"_s);
    QVERIFY(m_edit->textCursor().charFormat().fontPointSize() < 60);
    QGuiApplication::clipboard()->clear();
}

void ComposerEditTest::growsWithItsText()
{
    QSignalSpy wanted(m_edit.get(), &ComposerEdit::heightWanted);
    const int before = m_edit->wantedHeight();
    m_edit->setPlainText(u"1\n2\n3\n4\n5"_s);
    QTRY_VERIFY(wanted.size() > 0);
    QVERIFY(m_edit->wantedHeight() >= before + 3 * m_edit->fontMetrics().lineSpacing());
}

QObject *makeComposerEditTest()
{
    return new ComposerEditTest;
}

#include "tst_composeredit.moc"
