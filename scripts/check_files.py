#!/usr/bin/env python3
"""Fails on files over 400 lines without a reason at their top, on dead links
in Markdown, on names that say nothing, on unfinished marks and on those that
a merge leaves.

usage: check_files.py [ROOT]

In a git work tree the tracked files are checked, elsewhere all files. A long
file gives its reason in its first 12 lines: "Long because ...".
"""
import pathlib
import re
import subprocess
import sys

CODE = ('.h', '.cc', '.py', '.sh', '.proto', '.cmake')
LINK = re.compile(r'\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)')
VAGUE = re.compile(r'(^|[_/])(util|utils|common|helper|helpers|manager|misc)'
                   r'([_./]|$)')
MARK = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b')

MERGED = re.compile(r'(<{7}|>{7}) ')


def tracked(root):
    if not (root / '.git').exists():
        return [path for path in sorted(root.rglob('*')) if path.is_file()]
    names = subprocess.run(['git', '-c', f'safe.directory={root}', 'ls-files'],
                           cwd=root, check=True, capture_output=True,
                           text=True).stdout.split('\n')
    return [root / name for name in names if name and (root / name).is_file()]


def check(root, path, faults):
    name = path.relative_to(root).as_posix()
    if VAGUE.search(name):
        faults.append(f'{name}: the name says nothing')
    if path.suffix not in CODE + ('.md',):
        return
    text = path.read_text()
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if MERGED.match(line):
            faults.append(f'{name}:{number}: left by a merge')
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
    here = pathlib.Path(__file__).resolve().parent.parent
    root = pathlib.Path(sys.argv[1]).resolve() if sys.argv[1:] else here
    faults = []
    for path in tracked(root):
        check(root, path, faults)
    print('\n'.join(faults) or 'files: no fault')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
