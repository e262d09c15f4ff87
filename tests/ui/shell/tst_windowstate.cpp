// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/shell/windowstate.h"

using namespace Qt::StringLiterals;

class WindowStateTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void rubbishIsNoState_data();
    void rubbishIsNoState();
};

void WindowStateTest::comesBackAsItWas()
{
    ui::WindowState state;
    state.geometry = "geometry";
    state.layouts.insert(u"chat"_s, "split");
    const ui::WindowState back = ui::WindowState::fromText(state.toText());
    QCOMPARE(back.geometry, state.geometry);
    QCOMPARE(back.layouts, state.layouts);
}

void WindowStateTest::rubbishIsNoState_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("no base64") << u"%%%"_s;
    QTest::newRow("cut") << ui::WindowState{"geometry", {}}.toText().first(12);
    QTest::newRow("other") << QString::fromLatin1(QByteArray(64, '\xff').toBase64());
}

void WindowStateTest::rubbishIsNoState()
{
    QFETCH(QString, text);
    const ui::WindowState state = ui::WindowState::fromText(text);
    QVERIFY(state.geometry.isEmpty() && state.layouts.isEmpty());
}

QObject *makeWindowStateTest()
{
    return new WindowStateTest;
}

#include "tst_windowstate.moc"
