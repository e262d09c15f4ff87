// SPDX-License-Identifier: Apache-2.0
#include "kong/pluginorder.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class PluginOrderTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void priorities();
    void unknown();
};

void PluginOrderTest::priorities()
{
    // kong.md 4.3: an unauthorised call never costs the rate limit, and a 400 of ai-proxy does.
    const QStringList order{u"correlation-id"_s,
                            u"key-auth"_s,
                            u"basic-auth"_s,
                            u"request-size-limiting"_s,
                            u"acl"_s,
                            u"rate-limiting"_s,
                            u"ai-request-transformer"_s,
                            u"ai-prompt-template"_s,
                            u"ai-prompt-decorator"_s,
                            u"ai-prompt-guard"_s,
                            u"ai-proxy"_s,
                            u"ai-response-transformer"_s,
                            u"proxy-cache"_s,
                            u"opentelemetry"_s,
                            u"prometheus"_s,
                            u"request-termination"_s};
    for (qsizetype i = 1; i < order.size(); ++i)
        QVERIFY2(*kong::pluginPriority(order.at(i - 1)) > *kong::pluginPriority(order.at(i)), qPrintable(order.at(i)));
    QCOMPARE(kong::pluginPriority(u"ai-proxy"_s), std::optional(770));
}

void PluginOrderTest::unknown()
{
    QVERIFY(!kong::pluginPriority(u"no-such-plugin"_s));
    QVERIFY(kong::pluginPriority(u"ai-rate-limiting-advanced"_s));
    QCOMPARE(kong::pluginKinds().size(), 45);
}

QObject *makePluginOrderTest()
{
    return new PluginOrderTest;
}

#include "tst_pluginorder.moc"
