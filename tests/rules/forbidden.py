# SPDX-License-Identifier: Apache-2.0
"""Names that must not appear, and exec() that may appear once per main()."""

import re

from sourcetext import Finding

# rule, pattern, folders, message
WORDS = [
    ("processEvents", re.compile(r"\bprocessEvents\b"), ("app", "ui", "tests"), "no nested turn of the event loop"),
    ("QEventLoop", re.compile(r"\bQEventLoop\b"), ("app", "ui"), "no nested event loop"),
    ("waitFor", re.compile(r"\bQCoro::waitFor\b"), ("app", "ui"), "no nested event loop"),
    ("QNetworkAccessManager", re.compile(r"\bQNetworkAccessManager\b"), ("app", "ui"), "use http::Client"),
    ("QJsonDocument", re.compile(r"\bQJsonDocument\b"), ("app", "ui"),
     "use base::Json: QJsonDocument sorts keys and loses the spelling of numbers"),
    ("ui-json", re.compile(r"\bJson::parse\b|\bJsonStyle\b"), ("ui",), "ui neither parses nor writes JSON"),
    ("static-dialog", re.compile(r"\b(QMessageBox::(question|information|warning|critical|about\w*)"
                                 r"|QFileDialog::(get|save)\w+|QInputDialog::get\w+|QColorDialog::getColor)\s*\("),
     ("app", "ui"), "runs an event loop of its own"),
]

GPL_MODULES = ("Charts", "DataVisualization", "HttpServer", "NetworkAuth", "VirtualKeyboard", "Lottie", "Quick3D",
               "QuickTimeline", "WaylandCompositor", "Mqtt", "Coap", "OpcUa", "ShaderTools", "Graphs")
GPL_INCLUDE = re.compile(r"#\s*include\s*[\"<]((Qt(%s)|Qsci)/|(qcustomplot|QCustomPlot|qsci\w*)(\.h)?[\">])"
                         % "|".join(GPL_MODULES))
GPL_TARGET = re.compile(r"\bQt6?::?(%s)\b|\bQt6(%s)\b|\b(QScintilla|qscintilla2\w*|QCustomPlot|qcustomplot)\b"
                        % ("|".join(GPL_MODULES), "|".join(GPL_MODULES)))
GPL_COMPONENT = re.compile(r"find_package\s*\(\s*Qt6\b[^)]*\b(%s)\b" % "|".join(GPL_MODULES))

EXEC = re.compile(r"(\.|->|::)\s*exec\s*\(")
MAIN = re.compile(r"\bint\s+main\s*\(")


def check_words(tree):
    for rule, pattern, folders, message in WORDS:
        for source in tree.in_folders(*folders):
            for match in pattern.finditer(source.code):
                yield source.finding(rule, match.start(), f"{match.group().rstrip('( ')}: {message}")


def check_gpl_modules(tree):
    for source in tree.sources:
        for match in GPL_INCLUDE.finditer(source.uncommented):
            yield source.finding("gpl", match.start(), f"{match.group()}: only under the GPL")
    for path in tree.paths:
        if not path.endswith(("CMakeLists.txt", ".cmake")):
            continue
        text = re.sub(r"#.*", "", tree.read(path))
        for pattern in (GPL_TARGET, GPL_COMPONENT):
            for match in pattern.finditer(text):
                yield Finding("gpl", path, text.count("\n", 0, match.end()) + 1, f"{match.group()}: only under the GPL")


def check_exec(tree):
    """QSqlQuery::exec() runs a statement, no event loop; the only SQL is in app/store."""
    for source in tree.in_folders("app", "ui"):
        if source.path.startswith("app/store/"):
            continue
        allowed = 1 if MAIN.search(source.code) else 0
        for match in list(EXEC.finditer(source.code))[allowed:]:
            yield source.finding("exec", match.start(), "exec() is called once per main() and nowhere else")
