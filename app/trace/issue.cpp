// SPDX-License-Identifier: Apache-2.0
#include "trace/issue.h"

#include <QtCore/QCoreApplication>

namespace trace {

QString issueText(Issue::Kind kind)
{
    const auto text = [](const char *source) { return QCoreApplication::translate("trace", source); };
    switch (kind) {
    case Issue::Kind::Unreadable:
        return text("This field could not be read and was left out.");
    case Issue::Kind::DoubleId:
        return text("Another span has the same id. Children of that id are shown below the first one.");
    case Issue::Kind::OwnParent:
        return text("The span names itself as its parent. It is shown at the top.");
    case Issue::Kind::Cycle:
        return text("The parents of this span lead back to it. It is shown at the top.");
    case Issue::Kind::Orphan:
        return text("The parent of this span is not in the trace. It is shown at the top.");
    case Issue::Kind::EndsBeforeStart:
        return text("The span ends before it starts. Its duration is shown as zero.");
    case Issue::Kind::StrangeTime:
        return text("A time of this span lies before 1970 or out of range. It is shown as 1970.");
    case Issue::Kind::StartsBeforeParent:
        return text("The span starts before its parent. The clocks of two machines probably disagree.");
    case Issue::Kind::NoRoot:
        return text("No span of this trace is a root: every one names a parent.");
    case Issue::Kind::SeveralRoots:
        return text("More than one span of this trace has no parent.");
    }
    return {};
}

} // namespace trace
