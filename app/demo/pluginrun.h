// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/replywriter.h"
#include "kong/entities.h"

#include <memory>

namespace demo {

class Exchange;

/// What a plugin's access phase decided.
enum class Flow {
    Next, ///< the next plugin's turn
    Answered, ///< an answer was given, nothing more runs
    Waiting ///< Exchange::resume() will be called
};

/// A plugin at work on one request. Made when the request reaches it, destroyed with the exchange.
class PluginRun
{
public:
    virtual ~PluginRun() = default;

    /// Before the upstream is asked.
    virtual Flow access(Exchange *exchange) = 0;
    /// headerFilter() does something: Kong runs it on every answer, even if the access phase was never reached.
    virtual bool hasHeaderFilter() const { return false; }
    /// May change status and headers of any answer before they are sent.
    virtual void headerFilter(Exchange *exchange, ReplyHead *head);
    /// May change what is passed on of one read. `last`: the message is complete, `read` is empty then.
    virtual QByteArray bodyFilter(Exchange *exchange, const QByteArray &read, bool last);
    /// What is sent once more because the upstream broke off.
    virtual QByteArray bodyFilterAfterCut();
    /// Works on a whole answer, when the exchange gathers it. False: the connection is closed without a byte.
    virtual bool wholeFilter(Exchange *exchange, ReplyHead *head, QByteArray *body);
};

/// One kind of plugin and what it remembers between requests. Lives as long as the gateway.
class PluginHandler
{
public:
    virtual ~PluginHandler() = default;
    /// `plugin` outlives the run.
    virtual std::unique_ptr<PluginRun> start(const kong::Plugin &plugin) = 0;
};

/// A handler without memory.
template <typename Run> class StatelessHandler : public PluginHandler
{
public:
    std::unique_ptr<PluginRun> start(const kong::Plugin &plugin) override { return std::make_unique<Run>(plugin); }
};

} // namespace demo
