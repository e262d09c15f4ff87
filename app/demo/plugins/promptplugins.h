// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

namespace demo {

/// ai-prompt-guard: refuses prompts by pattern (kong/plugins/ai-prompt-guard/filters/guard-prompt.lua).
class PromptGuard : public PluginRun
{
public:
    explicit PromptGuard(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;

private:
    bool allows(const base::Json &body) const;

    const kong::Plugin &m_plugin;
};

/// ai-prompt-decorator: messages before and after the client's.
class PromptDecorator : public PluginRun
{
public:
    explicit PromptDecorator(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;

private:
    const kong::Plugin &m_plugin;
};

/// ai-prompt-template: the client names a template and its properties.
class PromptTemplate : public PluginRun
{
public:
    explicit PromptTemplate(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;

private:
    const kong::Plugin &m_plugin;
};

/// Kong's 400 of the AI plugins: plain JSON without a request id.
Flow refusePrompt(Exchange *exchange, const QString &message);

} // namespace demo
