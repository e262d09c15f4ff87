# SPDX-License-Identifier: Apache-2.0
"""What every file must have and must not have, whatever its language."""

import pathlib
import re

from sourcetext import Finding

LICENCE_LINE = "SPDX-License-Identifier: Apache-2.0"
CODE_SUFFIXES = {".cpp", ".h", ".py", ".cmake", ".sh"}

# Put together here, so that this file does not hold what it looks for.
_FOLDERS = ("/" + "work", "/" + "root")
MACHINE_PATH = re.compile(r"(?<![\w.}/-])(%s)(?=[/\s\"'`),:;]|$)|\.\./%s\b|(?<![\w.}-])/%s/[a-z]"
                          % ("|".join(_FOLDERS), "shared", "home"), re.MULTILINE)


def _is_code(path, text):
    name = pathlib.PurePosixPath(path)
    return name.suffix in CODE_SUFFIXES or name.name == "CMakeLists.txt" or (not name.suffix and text.startswith("#!"))


def check_licence_line(tree):
    """Data below tests/data was written by others and stays as it is."""
    for path in tree.paths:
        if path.startswith("tests/data/"):
            continue
        text = tree.read(path)
        if _is_code(path, text) and LICENCE_LINE not in "\n".join(text.split("\n", 3)[:3]):
            yield Finding("spdx", path, 1, f"the first lines do not say {LICENCE_LINE}")


def check_machine_paths(tree):
    for path in tree.paths:
        text = tree.read(path)
        for match in MACHINE_PATH.finditer(text):
            yield Finding("path", path, text.count("\n", 0, match.start()) + 1,
                          f"{match.group()}: a path of one machine")
