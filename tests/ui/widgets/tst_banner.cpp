// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/widgets/banner.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

class BannerTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void emptyPartsTakeNoRoom();
    void firstButtonIsTheMainOne();
    void buttonsCanBeExchangedFromWithin();
    void textIsNeverMarkup();
};

void BannerTest::emptyPartsTakeNoRoom()
{
    const ui::Theme theme;
    ui::Banner banner(&theme);
    banner.setTitle(u"The gateway did not answer"_s);
    banner.show();
    const int low = banner.sizeHint().height();
    banner.setDetail(u"connection refused"_s);
    QTRY_VERIFY(banner.sizeHint().height() > low);
    banner.setDetail({});
    QTRY_COMPARE(banner.sizeHint().height(), low);
    QCOMPARE(banner.accessibleName(), u"The gateway did not answer"_s);
}

void BannerTest::firstButtonIsTheMainOne()
{
    const ui::Theme theme;
    ui::Banner banner(&theme);
    QCOMPARE(banner.addButton(u"Try again"_s)->property("kind").toString(), u"primary"_s);
    QVERIFY(banner.addButton(u"Check"_s)->property("kind").isNull());
    banner.clearButtons();
    QCOMPARE(banner.addButton(u"Send now"_s)->property("kind").toString(), u"primary"_s);
}

void BannerTest::buttonsCanBeExchangedFromWithin()
{
    const ui::Theme theme;
    ui::Banner banner(&theme);
    banner.show();
    QPushButton *first = banner.addButton(u"One"_s);
    connect(first, &QPushButton::clicked, &banner, [&] {
        banner.clearButtons();
        banner.addButton(u"Two"_s)->setObjectName(u"two"_s);
    });
    first->click();
    const auto *second = banner.findChild<QPushButton *>(u"two"_s);
    QVERIFY(second && second->isVisible());
}

void BannerTest::textIsNeverMarkup()
{
    const ui::Theme theme;
    ui::Banner banner(&theme);
    banner.setText(u"<b>bold</b><img src='file:///etc/passwd'>"_s);
    QCOMPARE(banner.findChild<QLabel *>(u"bannerText"_s)->textFormat(), Qt::PlainText);
}

QObject *makeBannerTest()
{
    return new BannerTest;
}

#include "tst_banner.moc"
