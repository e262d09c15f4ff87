# SPDX-License-Identifier: Apache-2.0
"""Checks a whole tree: `check.py FOLDER`. Prints every breach with file and line; fails if there is one."""

import sys

import coawait
import files
import forbidden
import layers
from sourcetext import Tree

CHECKS = [layers.check_includes, layers.check_names, layers.check_links, coawait.check, forbidden.check_words,
          forbidden.check_gpl_modules, forbidden.check_exec, files.check_licence_line, files.check_machine_paths]


def findings(root):
    tree = Tree(root)
    if not tree.sources:
        raise SystemExit(f"{root}: no source files found")
    return [finding for check in CHECKS for finding in check(tree)]


def main():
    found = findings(sys.argv[1])
    for finding in found:
        print(finding)
    print(f"{len(found)} breaches")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
