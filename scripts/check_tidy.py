#!/usr/bin/env python3
"""Runs clang-tidy over the product's own .cc files, in parallel.

usage: check_tidy.py [--build DIR] [--jobs N] [ROOT]

Checked is what DIR/compile_commands.json compiles below the folders of
FOLDERS; generated code is elsewhere. A file is checked again only when it, a
project header that it reaches, .clang-tidy or this script has changed since
its last success: DIR/tidy/ holds one stamp per success.

Most of the time goes into what files include, so that files are checked many at
once, as one text whose findings are told by file and line. Files that declare
one name go into different texts; where a text does not compile all the same,
its halves are tried.
"""
import argparse
import concurrent.futures
import functools
import hashlib
import itertools
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

TIDY = 'clang-tidy-14'
FOLDERS = ('search', 'indexer', 'wire', 'server', 'client', 'examples')
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^">]+)[">]', re.M)
# What a file declares outside functions and classes: lines that are not
# indented. A name too many keeps two files apart, no more.
DECLARED = re.compile(
    r'^(?:(?:class|struct|union|enum(?: class)?|using)\s+(\w+)\b|'
    r'(?!using\b|namespace\b)(?:[A-Za-z_][\w:<>,*&. ]*?[\s*&>])?'
    r'(\w+)\s*[({=;\[])', re.M)
UNNAMED = re.compile(r'^namespace \{$.*?^\} +// namespace$', re.M | re.S)
# Flags that decide what code is made, and nothing of what is found.
UNREAD = re.compile(r'-c|-O.|-fPIC|-fvisibility.*|-pthread|-Winvalid-pch')
FILES_AT_ONCE = 40
# The path-sensitive checks would take two thirds of the time with their deep
# mode; shallow keeps them within one function and what it inlines.
# The build's own compiler is GCC: it has warnings that clang does not know.
FLAGS = ['-std=c++17', '-Wno-unknown-warning-option', '-Xclang',
         '-analyzer-config', '-Xclang', 'mode=shallow']


class Stamps:
    """Which contents have passed."""

    def __init__(self, root, folder):
        self.root = root
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.common = hashlib.sha256()
        for path in (pathlib.Path(__file__), root / '.clang-tidy'):
            self.common.update(path.read_bytes())

    @functools.lru_cache(maxsize=None)
    def headers_of(self, path):
        """Project headers that the file names, as they lie in the tree."""
        found = []
        for name in INCLUDE.findall(path.read_text()):
            for base in ('', 'search/include', 'search/src'):
                header = self.root / base / name
                if header.is_file():
                    found.append(header)
                    break
        return found

    def closure(self, path):
        reached = {path}
        waiting = [path]
        while waiting:
            for header in self.headers_of(waiting.pop()):
                if header not in reached:
                    reached.add(header)
                    waiting.append(header)
        return sorted(reached)

    def headers_reached(self, path):
        return [p for p in self.closure(path) if p != path]

    def stamp(self, path):
        digest = self.common.copy()
        for member in self.closure(path):
            digest.update(f'\0{member}\0'.encode() + member.read_bytes())
        return self.folder / digest.hexdigest()


def without_paths(words):
    """(the flags that no file is named in, the folders to search)"""
    flags, folders = [], []
    words = iter(words)
    for word in words:
        if word in ('-o', '-include'):  # GCC's precompiled headers
            next(words)
        elif word == '-isystem':
            folders.append((word, next(words)))
        elif word.startswith('-I'):
            folders.append((word,))
        elif not word.endswith('.cc') and not UNREAD.fullmatch(word):
            flags.append(word)
    return tuple(flags), folders


def sources(root, build):
    """The files to check: {path: flags}. Files whose flags are alike, folders
    apart, are told the same, and all the folders of any."""
    wanted, folders = {}, {}
    for command in json.loads((build / 'compile_commands.json').read_text()):
        path = pathlib.Path(command['directory'], command['file']).resolve()
        if path.suffix == '.cc' and path.is_file() \
                and path.is_relative_to(root) \
                and path.relative_to(root).parts[0] in FOLDERS:
            flags, searched = without_paths(shlex.split(command['command'])[1:])
            wanted[path] = flags
            folders.setdefault(flags, {}).update(dict.fromkeys(searched))
    return {path: (*itertools.chain(*folders[flags]), *flags)
            for path, flags in sorted(wanted.items())}


class Text:
    """Files one after the other, as one file to check."""

    def __init__(self, files, folder):
        self.starts = []  # (line before the file's first, file)
        lines = 0
        parts = []
        for path in files:
            part = path.read_text()
            part += '' if part.endswith('\n') else '\n'
            self.starts.append((lines, path))
            lines += part.count('\n')
            parts.append(part)
        text = ''.join(parts)
        name = hashlib.sha256(str(files).encode()).hexdigest()[:16]
        self.path = folder / f'{name}.cc'
        self.path.write_text(text)

    def locate(self, output):
        """The output with the places of the files."""
        def place(match):
            line = int(match[1])
            start, path = [s for s in self.starts if s[0] < line][-1]
            return f'{path}:{line - start}'
        return re.sub(re.escape(str(self.path)) + r':(\d+)', place, output)


def run_tidy(text, flags, root):
    run = subprocess.run(
        [TIDY, '--quiet', f'--config-file={root / ".clang-tidy"}',
         str(text.path), '--', *flags, *FLAGS],
        capture_output=True, text=True, check=False)
    trouble = run.stdout.strip()
    if run.returncode and not trouble:
        trouble = run.stderr.strip()
    return run.returncode, text.locate(trouble)


def tidy(files, flags, root, folder):
    """(files, exit code, output) of each text that was checked."""
    text = Text(files, folder)
    try:
        code, trouble = run_tidy(text, flags, root)
        if len(files) > 1 and '[clang-diagnostic-' in trouble:
            half = len(files) // 2
            return tidy(files[:half], flags, root, folder) + \
                tidy(files[half:], flags, root, folder)
        return [(files, code, trouble)]
    finally:
        text.path.unlink()


def declared(text):
    return {name for found in DECLARED.findall(text) for name in found if name}


@functools.lru_cache(maxsize=None)
def shown(header):
    return declared(header.read_text())


def names_of(path, headers):
    """(names that no other file may see, names that it sees of others)"""
    text = path.read_text()
    own = {'main'} & declared(text)
    for part in UNNAMED.findall(text):
        own |= declared(part)
    rest = declared(UNNAMED.sub('', text))
    return own, rest.union(*map(shown, headers))


def groups(waiting, flags, headers_reached):
    """The files by texts to check: neighbours that are compiled alike, none of
    which declares for itself what another one sees."""
    texts = {}  # by flags: [(files, their own names, names they see)]
    for path in sorted(waiting):
        own, seen = names_of(path, headers_reached(path))
        for members, owned, known in texts.setdefault(flags[path], []):
            if len(members) < FILES_AT_ONCE and own.isdisjoint(owned | known) \
                    and seen.isdisjoint(owned):
                members.append(path)
                owned |= own
                known |= seen
                break
        else:
            texts[flags[path]].append(([path], own, seen))
    found = [(members, flag) for flag, bins in texts.items()
             for members, *_ in bins]
    return sorted(found, key=lambda text: -len(text[0]))


def main():
    here = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser()
    parser.add_argument('root', nargs='?', type=pathlib.Path, default=here)
    parser.add_argument('--build', type=pathlib.Path)
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    build = (arguments.build or root / 'build').resolve()
    stamps = Stamps(root, build / 'tidy')
    waiting = {}
    flags = sources(root, build)
    for path in flags:
        stamp = stamps.stamp(path)
        if not stamp.exists():
            waiting[path] = stamp
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        runs = [pool.submit(tidy, files, flag, root, stamps.folder)
                for files, flag in groups(
                    waiting, flags, stamps.headers_reached)]
        for run in concurrent.futures.as_completed(runs):
            for files, code, trouble in run.result():
                if code:
                    failed += 1
                    print(trouble, flush=True)
                else:
                    for path in files:
                        waiting[path].touch()
    print(f'tidy: {len(flags)} files, {len(waiting)} checked, {failed} texts '
          'with findings')
    return 1 if failed or not flags else 0


if __name__ == '__main__':
    sys.exit(main())
