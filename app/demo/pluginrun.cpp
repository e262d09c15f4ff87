// SPDX-License-Identifier: Apache-2.0
#include "demo/pluginrun.h"

namespace demo {

void PluginRun::headerFilter(Exchange *, ReplyHead *) { }

QByteArray PluginRun::bodyFilter(Exchange *, const QByteArray &read, bool)
{
    return read;
}

QByteArray PluginRun::bodyFilterAfterCut()
{
    return {};
}

bool PluginRun::wholeFilter(Exchange *, ReplyHead *, QByteArray *)
{
    return true;
}

} // namespace demo
