// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/widgets/elidedlabel.h"

using namespace Qt::StringLiterals;

class ElidedLabelTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cutsToItsWidth();
    void wholeTextNeedsNoToolTip();
    void markupIsShownNotObeyed();
    void cutsInTheMiddleIfAsked();
};

void ElidedLabelTest::cutsToItsWidth()
{
    ui::ElidedLabel label;
    label.setFullText(u"A name that is much too long for its place"_s);
    label.show();
    label.resize(80, 20);
    QTRY_VERIFY(label.text().endsWith(u'…'));
    QCOMPARE(label.toolTip(), label.fullText());
    QCOMPARE(label.accessibleName(), label.fullText());
}

void ElidedLabelTest::wholeTextNeedsNoToolTip()
{
    ui::ElidedLabel label;
    label.setFullText(u"short"_s);
    label.show();
    label.resize(400, 20);
    QCOMPARE(label.text(), u"short"_s);
    QVERIFY(label.toolTip().isEmpty());
}

void ElidedLabelTest::markupIsShownNotObeyed()
{
    ui::ElidedLabel label;
    label.setFullText(u"<img src='file:///etc/hostname'> a name from elsewhere"_s);
    label.show();
    label.resize(60, 20);
    QTRY_VERIFY(label.text().endsWith(u'…'));
    QVERIFY2(label.toolTip().contains(u"&lt;img"_s) && !label.toolTip().contains(u"<img"_s), qPrintable(label.toolTip()));
}

void ElidedLabelTest::cutsInTheMiddleIfAsked()
{
    ui::ElidedLabel label(Qt::ElideMiddle);
    label.setFullText(u"9f1c04d27ab84e5d9f1c04d27ab84e5d"_s);
    label.show();
    label.resize(100, 20);
    QTRY_VERIFY(label.text().contains(u'…'));
    QVERIFY(label.text().startsWith(u'9') && label.text().endsWith(u'd'));
}

QObject *makeElidedLabelTest()
{
    return new ElidedLabelTest;
}

#include "tst_elidedlabel.moc"
