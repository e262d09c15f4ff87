// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/notice.h"

using namespace Qt::StringLiterals;

namespace ui {

Colour noticeTint(Notice notice)
{
    switch (notice) {
    case Notice::Info:
        return Colour::TintInfo;
    case Notice::Ok:
        return Colour::TintOk;
    case Notice::Warn:
        return Colour::TintWarn;
    case Notice::Error:
        return Colour::TintError;
    case Notice::Idle:
        break;
    }
    return Colour::SurfaceSelectedIdle;
}

Colour noticeColour(Notice notice)
{
    switch (notice) {
    case Notice::Info:
        return Colour::StatusRunning;
    case Notice::Ok:
        return Colour::StatusOk;
    case Notice::Warn:
        return Colour::StatusWarn;
    case Notice::Error:
        return Colour::StatusError;
    case Notice::Idle:
        break;
    }
    return Colour::StatusIdle;
}

QString noticeIcon(Notice notice)
{
    switch (notice) {
    case Notice::Info:
        return u"info"_s;
    case Notice::Ok:
        return u"ok"_s;
    case Notice::Warn:
        return u"warn"_s;
    case Notice::Error:
        return u"error"_s;
    case Notice::Idle:
        break;
    }
    return u"waiting"_s;
}

} // namespace ui
