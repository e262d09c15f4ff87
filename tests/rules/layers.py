# SPDX-License-Identifier: Apache-2.0
"""The dependency rule: a folder sees itself and the folders to its left, and the Qt modules its library links."""

import re

from sourcetext import Finding

LAYERS = [["base"], ["http", "llm", "kong", "text", "settings"], ["trace", "gateway"], ["store"],
          ["mlflow", "chat", "intake"], ["doctor", "report"], ["services"], ["cli", "ui"]]

VISIBLE = {folder: {folder}.union(*LAYERS[:level]) for level, layer in enumerate(LAYERS) for folder in layer}
# The demo gateway knows no llm: two codecs written twice, or their errors would cancel out.
VISIBLE["demo"] = {"demo", "base", "http", "kong"}
# Link lines only: no code, but what is compiled into a program (icons, the English plurals).
BUILT_IN = {"cli": {"resources"}}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', re.MULTILINE)
QT_MODULE = re.compile(r"^Qt([A-Z]\w+)/")
CURL = re.compile(r"\b(curl_\w+|CURL\w*)\b")
SQL_CLASS = re.compile(r"\b(QSql\w+|sqlite3\w*)\b")
SQL_TEXT = re.compile(r'"\s*(SELECT|INSERT INTO|INSERT OR|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|PRAGMA) ')


def _house_folder(source):
    """The folder of the rule a file belongs to: `app/http/x.cpp` -> http, anything in ui/ -> ui."""
    top, below = source.folder
    return "ui" if top == "ui" else below


def _linked_modules(tree, folder, seen=()):
    """Qt modules that app/`folder` links, itself or through another folder."""
    path = tree.root / "app" / folder / "CMakeLists.txt"
    text = path.read_text() if path.is_file() and folder not in seen else ""
    modules = set(re.findall(r"\bQt6::(\w+)", text))
    for other in re.findall(r"\bSpanway::(\w+)", text):
        modules |= _linked_modules(tree, other, (*seen, folder))
    return modules


def _quoted(source, folder, offset, name):
    if name.endswith(".moc"):
        return
    target = name.split("/")[0]
    if ".." in name or "/" not in name:
        yield source.finding("include", offset, f'"{name}" is not written as "folder/file.h"')
    elif target not in VISIBLE:
        yield source.finding("include", offset, f'"{name}" names no folder of the house')
    elif target not in VISIBLE[folder]:
        yield source.finding("include", offset, f"{folder} must not see {target}")
    elif name == "services/appcontext.h" and folder == "ui" and source.path != "ui/main.cpp":
        yield source.finding("include", offset, "ui classes receive the services they use, never the AppContext")


def _angled(source, folder, offset, name, linked):
    module = QT_MODULE.match(name)
    module = module.group(1) if module else ""
    if name.startswith("curl/") and folder != "http":
        yield source.finding("curl", offset, "only app/http names curl")
    if (module == "Sql" or name == "sqlite3.h") and folder != "store":
        yield source.finding("sql", offset, "only app/store speaks SQL")
    if folder == "ui":
        if module == "Network":
            yield source.finding("include", offset, "ui speaks to no network")
        return
    if module in ("Widgets", "Gui"):
        yield source.finding("include", offset, f"nothing below app/ uses Qt{module}")
    elif module and module not in linked and module not in ("Sql",):
        yield source.finding("include", offset, f"app/{folder} does not link Qt6::{module}")


def check_includes(tree):
    linked = {}
    for source in tree.in_folders("app", "ui"):
        folder = _house_folder(source)
        if folder not in VISIBLE:
            yield source.finding("include", 0, f"{folder or source.path} is no folder of the house")
            continue
        if folder not in linked:
            linked[folder] = _linked_modules(tree, folder)
        for match in INCLUDE.finditer(source.uncommented):
            kind, name = match.groups()
            if kind == '"':
                yield from _quoted(source, folder, match.start(), name)
            else:
                yield from _angled(source, folder, match.start(), name, linked[folder])


def check_names(tree):
    """Curl and SQL by name, where no include gives them away."""
    for source in tree.in_folders("app", "ui"):
        folder = _house_folder(source)
        if folder != "http":
            for match in CURL.finditer(source.code):
                yield source.finding("curl", match.start(), f"{match.group()}: only app/http names curl")
        if folder != "store":
            for match in SQL_CLASS.finditer(source.code):
                yield source.finding("sql", match.start(), f"{match.group()}: only app/store speaks SQL")
            for match in SQL_TEXT.finditer(source.uncommented):
                yield source.finding("sql", match.start(), "an SQL statement outside of app/store")


def check_links(tree):
    """The same rule in the link lines."""
    for path in tree.paths:
        parts = path.split("/")
        if len(parts) != 3 or parts[0] != "app" or parts[2] != "CMakeLists.txt":
            continue
        text = re.sub(r"#.*", "", tree.read(path))
        for match in re.finditer(r"\bSpanway::(\w+)", text):
            if match.group(1) not in VISIBLE.get(parts[1], {parts[1]}) | BUILT_IN.get(parts[1], set()):
                yield Finding("link", path, text.count("\n", 0, match.start()) + 1,
                              f"{parts[1]} must not link {match.group(1)}")
