# SPDX-License-Identifier: Apache-2.0
"""The co_await rule. GCC 12 miscompiles much of what stands in one expression with co_await, so only this is allowed:

    co_await call;    const auto x = co_await call;    x = co_await call;    co_return co_await call;

where the call's arguments are names, accessors of names, std::move(name) or literals; coroutines have no default
arguments, and a lambda that is a coroutine captures nothing.
"""

import re

TOKEN = re.compile(r"""
    (?P<text>(?:u8|[uUL])?R?"[^"]*"(?:_\w+)?|(?:u8|[uUL])?'[^']*')
  | (?P<number>\.?\d(?:[eEpP][+-]|'(?=\w)|[\w.])*)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<sign>::|->|&&|\|\||[-+*/%&|^<>=!]=|.)
""", re.VERBOSE | re.DOTALL)
PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = {close: open_ for open_, close in OPENING.items()}
LITERAL_NAMES = {"true", "false", "nullptr", "this"}
HEADS = {"if", "while", "for", "switch"}
ALLOWED_WRAPPERS = (["std", "::", "move"], ["std", "::", "as_const"])


class Tokens:
    """A file cut into tokens, with the partner and the innermost open bracket of each."""

    def __init__(self, code):
        code = PREPROCESSOR.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), code)
        found = [match for match in TOKEN.finditer(code) if not match.group().isspace()]
        self.kinds = [match.lastgroup for match in found]
        self.words = [match.group() for match in found]
        self.offsets = [match.start() for match in found]
        self.partner = {}
        self.enclosing = []
        stack = []
        for index, word in enumerate(self.words):
            if word in CLOSING and self.kinds[index] == "sign" and stack:
                opener = stack.pop()
                self.partner[opener] = index
                self.partner[index] = opener
            self.enclosing.append(stack[-1] if stack else None)
            if word in OPENING and self.kinds[index] == "sign":
                stack.append(index)

    def word(self, index):
        return self.words[index] if 0 <= index < len(self.words) else ""

    def kind(self, index):
        return self.kinds[index] if 0 <= index < len(self.kinds) else ""

    def is_name(self, index):
        return self.kind(index) == "name"


def _skip_template(tokens, index):
    """Index behind `<...>` if that is a list of types in front of a call, else the index itself."""
    depth = 0
    for at in range(index, min(index + 60, len(tokens.words))):
        word = tokens.word(at)
        if word in "<>":
            depth += 1 if word == "<" else -1
            if depth == 0:
                return at + 1 if tokens.word(at + 1) in ("(", "::") else index
        elif not tokens.is_name(at) and word not in ("::", ",", "*", "&"):
            return index
    return index


def _skip_path(tokens, index):
    """Index behind `a::b.c->d`, None if there is no name."""
    if tokens.word(index) == "::":
        index += 1
    while tokens.is_name(index):
        index += 1
        if tokens.word(index) == "<":
            index = _skip_template(tokens, index)
        if tokens.word(index) not in ("::", ".", "->"):
            return index
        index += 1
    return None


def _is_simple_argument(words, kinds):
    while words and words[0] in ("*", "&", "!", "-", "+"):
        words, kinds = words[1:], kinds[1:]
    if not words:
        return False
    if all(kind == "text" for kind in kinds) or (len(words) == 1 and (kinds[0] == "number" or words[0] in LITERAL_NAMES)):
        return True
    for wrapper in ALLOWED_WRAPPERS:
        length = len(wrapper)
        if words[:length] == wrapper and words[length:length + 1] == ["("] and words[-1] == ")":
            return _is_simple_argument(words[length + 1:-1], kinds[length + 1:-1])
    # A name, or accessors of a name; `Name()` without an object in front makes a value and is none.
    pattern = "".join("n" if kind == "name" else word for word, kind in zip(words, kinds))
    if re.fullmatch(r"(::)?n(::n)*", pattern):
        return True
    if re.fullmatch(r"n\(\)", pattern):
        return words[0][0].islower()
    return re.fullmatch(r"(::)?n(::n)*(\(\))?((\.|->)n(\(\))?)+", pattern) is not None


def _arguments_are_simple(tokens, open_):
    close = tokens.partner.get(open_)
    if close is None:
        return False
    begin = open_ + 1
    index = begin
    while index <= close:
        word = tokens.word(index)
        if index == close or word == ",":
            empty = begin == index and index == close and begin == open_ + 1
            if not empty and not _is_simple_argument(tokens.words[begin:index], tokens.kinds[begin:index]):
                return False
            begin = index + 1
        elif word in OPENING and tokens.kinds[index] == "sign":
            index = tokens.partner.get(index, close)
        index += 1
    return True


def _operand_fault(tokens, index):
    """What is wrong with the operand that begins at `index`; None if nothing."""
    at = _skip_path(tokens, index)
    if at is None:
        return "the operand is not a call or a name"
    while tokens.word(at) == "(":
        if not _arguments_are_simple(tokens, at):
            return "an argument is more than a name, an accessor, std::move(name) or a literal: name it first"
        at = tokens.partner[at] + 1
        if tokens.word(at) in (".", "->"):
            at = _skip_path(tokens, at + 1)
            if at is None:
                return "the operand is not a call or a name"
    if tokens.word(at) != ";":
        return "co_await is a part of a larger expression"
    return None


def _statement_begin(tokens, index):
    """Index of the first token of the statement around `index`, which is in no bracket but a block's."""
    at = index - 1
    while at >= 0 and tokens.word(at) not in (";", "{", "}"):
        at = tokens.partner.get(at, at) - 1
    return at + 1


def _skip_heads(tokens, begin, end):
    """Index behind `if (...)`, `else`, `case 3:` and the like."""
    while begin < end:
        word = tokens.word(begin)
        if word in HEADS:
            begin += 2 if tokens.word(begin + 1) == "constexpr" else 1
            begin = tokens.partner.get(begin, end) + 1
        elif word in ("else", "do"):
            begin += 1
        elif word in ("case", "default"):
            while begin < end and tokens.word(begin) != ":":
                begin += 1
            begin += 1
        else:
            break
    return begin


def _place_fault(tokens, index):
    """What is wrong with the place of the co_await at `index`; None if nothing."""
    enclosing = tokens.enclosing[index]
    if enclosing is not None and tokens.word(enclosing) != "{":
        return "co_await is a part of a larger expression"
    begin = _skip_heads(tokens, _statement_begin(tokens, index), index)
    words = tokens.words[begin:index]
    if not words or words == ["co_return"]:
        return None
    if words[-1] == "=" and all(kind == "name" or word in ("::", "<", ">", ",", "*", "&", ".", "->")
                                for word, kind in zip(words[:-1], tokens.kinds[begin:index - 1])):
        return None
    return "co_await must be a statement, `const auto x = co_await call;` or `co_return co_await call;`"


def _awaits(source, tokens):
    for index, word in enumerate(tokens.words):
        if word != "co_await" or not tokens.is_name(index):
            continue
        fault = _place_fault(tokens, index) or _operand_fault(tokens, index + 1)
        if fault:
            yield source.finding("co_await", tokens.offsets[index], fault)


def _default_arguments(source, tokens):
    for index, word in enumerate(tokens.words):
        if word != "Task" or tokens.word(index + 1) != "<":
            continue
        depth, at = 0, index + 1
        while at < len(tokens.words):
            depth += {"<": 1, ">": -1}.get(tokens.word(at), 0)
            at += 1
            if depth == 0:
                break
        behind = _skip_path(tokens, at)
        if behind is not None and tokens.word(behind) == "(":
            open_ = behind
        else:
            # `[](P p) -> QCoro::Task<int> {`: the parameters stand in front.
            before = index - 1
            while before > 0 and tokens.word(before) in ("::", "QCoro", "->", "mutable", "noexcept"):
                before -= 1
            open_ = tokens.partner.get(before, -1) if tokens.word(before) == ")" else -1
        inside = range(open_ + 1, tokens.partner.get(open_, open_)) if open_ >= 0 else ()
        if any(tokens.word(place) == "=" for place in inside):
            yield source.finding("co_await", tokens.offsets[index], "a coroutine must not have default arguments")


def _lambda_body(tokens, index):
    """Index of the `{` of the lambda whose `[` is at `index`; None if that is no lambda."""
    previous = tokens.word(index - 1)
    is_operand_before = tokens.kind(index - 1) in ("name", "number", "text") and previous not in (
        "return", "co_return", "co_await", "co_yield", "case", "else")
    if is_operand_before or previous in (")", "]") or tokens.word(index + 1) == "[" or previous == "[":
        return None
    at = tokens.partner.get(index, len(tokens.words)) + 1
    for _ in range(60):
        word = tokens.word(at)
        if word == "{":
            return at
        if word == "(":
            at = tokens.partner.get(at, at)
        elif word in ("", ";", ")", "}", "]", ","):
            return None
        at += 1
    return None


def _capturing_lambdas(source, tokens):
    bodies = {}
    for index, word in enumerate(tokens.words):
        if word == "[" and tokens.kind(index) == "sign":
            body = _lambda_body(tokens, index)
            if body is not None:
                bodies[body] = index
    for index, word in enumerate(tokens.words):
        if word not in ("co_await", "co_return", "co_yield"):
            continue
        around = tokens.enclosing[index]
        while around is not None and around not in bodies:
            around = tokens.enclosing[around]
        if around is None:
            continue
        opening = bodies[around]
        if tokens.partner[opening] != opening + 1:
            yield source.finding("co_await", tokens.offsets[opening], "a lambda that is a coroutine must not capture")


def check_source(source):
    if "co_" not in source.code and "Task<" not in source.code:
        return
    tokens = Tokens(source.code)
    yield from _awaits(source, tokens)
    yield from _default_arguments(source, tokens)
    yield from {str(finding): finding for finding in _capturing_lambdas(source, tokens)}.values()


def check(tree):
    """Programs below tests/rules/net break the rule on purpose."""
    for source in tree.sources:
        if source.path.startswith("tests/rules/"):
            continue
        if source.folder[0] == "ui":
            for match in re.finditer(r"\bco_(await|return|yield)\b", source.code):
                yield source.finding("co_await", match.start(), "coroutines live below app/ only")
        else:
            yield from check_source(source)
