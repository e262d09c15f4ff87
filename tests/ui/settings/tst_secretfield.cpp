// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/settings/secretfield.h"
#include "ui/support/person.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;
using Kind = settings::SecretSource::Kind;

class SecretFieldTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void typedValueGetsOneReference();
    void keptValueIsNotShown();
    void changedPlaceNeedsTheValueAgain();
    void environmentVariableIsOnlyNamed();
    void withoutKeyringItSaysSo();
    void untouchedFieldMovesToWhatWorks();
};

void SecretFieldTest::typedValueGetsOneReference()
{
    ui::SecretField field(u"key"_s, u"No key"_s);
    field.show();
    field.setSource({Kind::Session, {}, {}});
    QVERIFY(!field.problem().isEmpty());
    const testsupport::Person person(&field);
    person.type(u"keyValue"_s, u"canary-1234"_s);
    const settings::SecretSource source = field.source();
    QCOMPARE(source.kind, Kind::Session);
    QVERIFY(!source.reference.isEmpty());
    QCOMPARE(field.source(), source);
    QVERIFY(field.problem().isEmpty());
    QHash<QString, QString> typed;
    field.collect(typed);
    QCOMPARE(typed, (QHash<QString, QString>{{source.reference, u"canary-1234"_s}}));
}

void SecretFieldTest::keptValueIsNotShown()
{
    ui::SecretField field(u"key"_s, u"No key"_s);
    field.show();
    const settings::SecretSource kept{Kind::Keyring, {}, u"ref-1"_s};
    field.setSource(kept);
    const auto *value = field.findChild<QLineEdit *>(u"keyValue"_s);
    QVERIFY(value->text().isEmpty());
    QVERIFY(value->placeholderText().startsWith("Kept"_L1));
    QCOMPARE(value->echoMode(), QLineEdit::Password);
    QCOMPARE(field.source(), kept);
    QVERIFY(field.problem().isEmpty());
}

void SecretFieldTest::changedPlaceNeedsTheValueAgain()
{
    ui::SecretField field(u"key"_s, u"No key"_s);
    field.show();
    field.setSource({Kind::Keyring, {}, u"ref-1"_s});
    const testsupport::Person person(&field);
    person.choose(u"keySource"_s, 1);
    QCOMPARE(field.source().kind, Kind::Session);
    QVERIFY2(field.problem().contains("again"_L1), qPrintable(field.problem()));
}

void SecretFieldTest::environmentVariableIsOnlyNamed()
{
    ui::SecretField field(u"key"_s, u"No key"_s);
    field.show();
    field.setSource({});
    QVERIFY(field.problem().isEmpty());
    const testsupport::Person person(&field);
    person.choose(u"keySource"_s, 2);
    QVERIFY(!field.problem().isEmpty());
    person.type(u"keyVariable"_s, u"KONG_KEY"_s);
    QCOMPARE(field.source(), (settings::SecretSource{Kind::Environment, u"KONG_KEY"_s, {}}));
    QHash<QString, QString> typed;
    field.collect(typed);
    QVERIFY(typed.isEmpty());
}

void SecretFieldTest::withoutKeyringItSaysSo()
{
    ui::SecretField field(u"key"_s, u"No key"_s);
    field.show();
    field.setSource({Kind::Keyring, {}, u"ref-1"_s});
    field.setKeyringAvailable(false);
    QVERIFY(field.problem().contains("keyring"_L1));
    QCOMPARE(field.source().kind, Kind::Keyring);
}

void SecretFieldTest::untouchedFieldMovesToWhatWorks()
{
    ui::SecretField field(u"key"_s, u"No key"_s);
    field.setSource({Kind::Keyring, {}, {}});
    field.setKeyringAvailable(false);
    QCOMPARE(field.source().kind, Kind::Session);
}

QObject *makeSecretFieldTest()
{
    return new SecretFieldTest;
}

#include "tst_secretfield.moc"
