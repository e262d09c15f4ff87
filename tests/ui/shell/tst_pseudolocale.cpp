// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/shell/page.h"
#include "ui/shell/pagestack.h"
#include "ui/support/pseudolocale.h"
#include "ui/support/testwindow.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;
using testsupport::TestWindow;

/// The window in a made-up language: what is not marked was never translated.
class PseudoLocaleTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void theWalkFindsUnmarkedText();
    void everyTextOfThePageIsMarked_data();
    void everyTextOfThePageIsMarked();
    void menuAndPaletteAreMarked();

private:
    testsupport::PseudoTranslator m_translator;
};

void PseudoLocaleTest::initTestCase()
{
    QCoreApplication::installTranslator(&m_translator);
}

void PseudoLocaleTest::cleanupTestCase()
{
    QCoreApplication::removeTranslator(&m_translator);
}

void PseudoLocaleTest::theWalkFindsUnmarkedText()
{
    QWidget window;
    QLabel plain(u"forgotten"_s, &window);
    QLabel marked(QCoreApplication::translate("x", "known"), &window);
    QLabel data(u"kong-eu-1"_s, &window);
    data.setProperty("data", true);
    plain.setToolTip(u"also forgotten"_s);
    QCOMPARE(testsupport::unmarkedTexts(&window).size(), 2);
}

void PseudoLocaleTest::everyTextOfThePageIsMarked_data()
{
    QTest::addColumn<ui::PageKind>("kind");
    using ui::PageKind;
    for (const PageKind kind : {PageKind::Chat, PageKind::Compare, PageKind::Traces, PageKind::Gateway,
                                PageKind::Outbox, PageKind::Settings, PageKind::FirstRun, PageKind::Keys}) {
        if (ui::PageFactory::has(kind))
            QTest::newRow(qPrintable(ui::pageName(kind))) << kind;
    }
}

void PseudoLocaleTest::everyTextOfThePageIsMarked()
{
    QFETCH(ui::PageKind, kind);
    TestWindow test;
    test.addProfile(u"kong-eu-1"_s);
    test.show();
    test.window->showPage(kind);
    QTRY_VERIFY(test.window->pages()->current()->isVisible());
    const QStringList unmarked = testsupport::unmarkedTexts(test.window.get());
    QVERIFY2(unmarked.isEmpty(), qPrintable(unmarked.join(u'\n')));
}

void PseudoLocaleTest::menuAndPaletteAreMarked()
{
    TestWindow test;
    test.show();
    test.window->showPalette();
    test.window->showMenu();
    auto *menu = test.window->findChild<QMenu *>(u"mainMenu"_s);
    QVERIFY(menu);
    QCOMPARE(testsupport::unmarkedTexts(test.window.get()), QStringList());
    menu->close();
}

QObject *makePseudoLocaleTest()
{
    return new PseudoLocaleTest;
}

#include "tst_pseudolocale.moc"
