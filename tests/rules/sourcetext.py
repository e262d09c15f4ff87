# SPDX-License-Identifier: Apache-2.0
"""Source files as the rules see them: with and without comments and texts, offsets unchanged."""

import pathlib
import subprocess
from dataclasses import dataclass

SOURCE_SUFFIXES = {".cpp", ".h"}
SKIPPED_FOLDERS = {".git", ".cache", "build", "__pycache__"}


@dataclass(frozen=True)
class Finding:
    """One breach of one rule."""

    rule: str
    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: [{self.rule}] {self.message}"


def _end_of_text(text, begin):
    """Index behind the text or character that opens at `begin`; escapes count."""
    quote = text[begin]
    at = begin + 1
    while at < len(text) and text[at] not in (quote, "\n"):
        at += 2 if text[at] == "\\" else 1
    return min(at + 1, len(text))


def _is_digit_separator(text, at):
    begin = at
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in "'_."):
        begin -= 1
    return begin < at and text[begin].isdigit()


def _pieces(text):
    """Cuts C++ into (kind, begin, end); kinds: comment, text, code."""
    at = code = 0
    while at < len(text):
        end = 0
        kind = "comment"
        if text.startswith("//", at):
            end = text.find("\n", at)
        elif text.startswith("/*", at):
            end = text.find("*/", at)
            end = end + 2 if end >= 0 else end
        elif text.startswith('R"', at):
            kind = "text"
            parenthesis = text.find("(", at)
            close = ")" + text[at + 2:parenthesis] + '"'
            end = text.find(close, parenthesis)
            end = end + len(close) if end >= 0 else end
        elif text[at] == '"' or (text[at] == "'" and not _is_digit_separator(text, at)):
            kind = "text"
            end = _end_of_text(text, at)
        else:
            at += 1
            continue
        end = len(text) if end < 0 else end
        yield "code", code, at
        yield kind, at, end
        at = code = end
    yield "code", code, len(text)


def _blank(text):
    return "".join(c if c == "\n" else " " for c in text)


class Source:
    """One C++ file. `code` has comments and the inside of texts blanked, `uncommented` only the comments."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        code = []
        uncommented = []
        for kind, begin, end in _pieces(text):
            piece = text[begin:end]
            uncommented.append(_blank(piece) if kind == "comment" else piece)
            if kind == "text":
                inner = piece[piece.find(piece[-1]) + 1:-1]
                head = piece[:len(piece) - len(inner) - 1]
                code.append(head + _blank(inner) + piece[-1])
            else:
                code.append(_blank(piece) if kind == "comment" else piece)
        self.code = "".join(code)
        self.uncommented = "".join(uncommented)

    @property
    def folder(self):
        """`app/http/curl.cpp` -> ("app", "http"); `ui/main.cpp` -> ("ui", "")."""
        parts = pathlib.PurePosixPath(self.path).parts
        return parts[0], parts[1] if len(parts) > 2 else ""

    def line(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def finding(self, rule, offset, message):
        return Finding(rule, self.path, self.line(offset), message)


class Tree:
    """Every file of the project that is, or may be, committed."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.paths = sorted(self._listed())
        self.sources = [Source(path, self.read(path)) for path in self.paths
                        if pathlib.PurePosixPath(path).suffix in SOURCE_SUFFIXES]

    def _listed(self):
        if (self.root / ".git").exists():
            listed = subprocess.run(["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others",
                                     "--exclude-standard"], capture_output=True, check=True).stdout
            names = {name for name in listed.decode().split("\0") if name}
            return [name for name in names if (self.root / name).is_file()]
        files = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return [path.as_posix() for path in files if not SKIPPED_FOLDERS & set(path.parts)]

    def read(self, path):
        """The text of a file; empty for what is not text."""
        content = (self.root / path).read_bytes()
        return "" if b"\0" in content else content.decode("utf-8", "replace")

    def in_folders(self, *folders):
        return [source for source in self.sources if source.folder[0] in folders]
