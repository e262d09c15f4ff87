// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ui {

class ActionRegistry;
class Navigator;
class Prompts;
class Theme;

/// What every page gets from the shell. None is owned; all outlive every page.
struct Toolkit
{
    Theme *theme = nullptr;
    ActionRegistry *actions = nullptr;
    Prompts *prompts = nullptr;
    Navigator *navigator = nullptr;
};

} // namespace ui
