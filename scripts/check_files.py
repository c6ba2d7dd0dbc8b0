#!/usr/bin/env python3
"""Fails on files over 400 lines without a reason at their top, on dead links
in Markdown, on names that say nothing, and on unfinished marks.

A long file gives its reason in its first 12 lines: "Long because ...".
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CODE = ('.h', '.cc', '.py', '.sh', '.proto', '.cmake')
LINK = re.compile(r'\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)')
VAGUE = re.compile(r'(^|[_/])(util|utils|common|helper|helpers|manager|misc)'
                   r'([_./]|$)')
MARK = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b')


def tracked():
    names = subprocess.run(['git', '-c', f'safe.directory={ROOT}', 'ls-files'],
                           cwd=ROOT, check=True, capture_output=True,
                           text=True).stdout.split('\n')
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def check(path, faults):
    name = path.relative_to(ROOT).as_posix()
    if VAGUE.search(name):
        faults.append(f'{name}: the name says nothing')
    if path.suffix not in CODE + ('.md',):
        return
    text = path.read_text()
    lines = text.splitlines()
    if path.suffix in CODE:
        if len(lines) > 400 and 'Long because' not in '\n'.join(lines[:12]):
            faults.append(f'{name}: {len(lines)} lines and no reason on top')
        for number, line in enumerate(lines, 1):
            if MARK.search(line):
                faults.append(f'{name}:{number}: unfinished mark')
        return
    for target in LINK.findall(text):
        if '://' not in target and not (path.parent / target).exists():
            faults.append(f'{name}: dead link {target}')


def main():
    faults = []
    for path in tracked():
        check(path, faults)
    print('\n'.join(faults) or 'files: no fault')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
