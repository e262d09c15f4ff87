// SPDX-License-Identifier: Apache-2.0
#include "settings/settings.h"
#include "support/testmain.h"
#include "ui/support/testwindow.h"

using namespace Qt::StringLiterals;
using testsupport::TestWindow;

class GatewayPageTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAdminApiItLeadsToTheSettings();
    void anAdminApiThatIsAwayIsTold();
};

void GatewayPageTest::withoutAdminApiItLeadsToTheSettings()
{
    TestWindow test;
    test.addProfile(u"kong-test"_s);
    test.show();
    test.window->showPage(ui::PageKind::Gateway);
    const testsupport::Person person = test.person();
    QTRY_VERIFY(person.sees(u"gatewayNotSetUp"_s));
    person.click(u"setUpGateway"_s);
    QTRY_VERIFY(person.sees(u"baseUrl"_s));
}

void GatewayPageTest::anAdminApiThatIsAwayIsTold()
{
    TestWindow test;
    settings::Profile profile = test.addProfile(u"kong-test"_s);
    profile.adminUrl = u"http://127.0.0.1:9"_s;
    test.context->settings()->saveProfile(profile);
    test.show();
    test.start();
    test.window->showPage(ui::PageKind::Gateway);
    QTRY_VERIFY(test.person().sees(u"gatewayFailed"_s));
    QVERIFY(!test.person().sees(u"gatewayTree"_s));
}

QObject *makeGatewayPageTest()
{
    return new GatewayPageTest;
}

#include "tst_gatewaypage.moc"
