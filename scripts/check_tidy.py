#!/usr/bin/env python3
"""Runs clang-tidy over the product's own .cc files, in parallel.

usage: check_tidy.py [--build DIR] [--jobs N] [ROOT]

Checked is what DIR/compile_commands.json compiles below the folders of
FOLDERS; generated code is elsewhere. A file is checked again only when it, a
project header that it reaches, .clang-tidy or this script has changed since
its last success: DIR/tidy/ holds one stamp per success.
"""
import argparse
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

TIDY = 'clang-tidy-14'
FOLDERS = ('search', 'indexer', 'wire', 'server', 'client', 'examples')
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^">]+)[">]', re.M)
# The path-sensitive checks would take two thirds of the time with their deep
# mode; shallow keeps them within one function and what it inlines.
# The build's own compiler is GCC: it has warnings that clang does not know.
FLAGS = ['--quiet', '--extra-arg=-std=c++17',
         '--extra-arg=-Wno-unknown-warning-option', '--extra-arg=-Xclang',
         '--extra-arg=-analyzer-config', '--extra-arg=-Xclang',
         '--extra-arg=mode=shallow']


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

    def stamp(self, path):
        digest = self.common.copy()
        for member in self.closure(path):
            digest.update(f'\0{member}\0'.encode() + member.read_bytes())
        return self.folder / digest.hexdigest()


def sources(root, build):
    commands = json.loads((build / 'compile_commands.json').read_text())
    wanted = set()
    for command in commands:
        path = pathlib.Path(command['directory'], command['file']).resolve()
        if path.suffix == '.cc' and path.is_file() \
                and path.is_relative_to(root) \
                and path.relative_to(root).parts[0] in FOLDERS:
            wanted.add(path)
    return sorted(wanted)


def tidy(path, build):
    run = subprocess.run([TIDY, '-p', str(build), *FLAGS, str(path)],
                         capture_output=True, text=True, check=False)
    trouble = run.stdout.strip()
    if run.returncode and not trouble:
        trouble = run.stderr.strip()
    return run.returncode, trouble


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
    files = sources(root, build)
    for path in files:
        stamp = stamps.stamp(path)
        if not stamp.exists():
            waiting[path] = stamp
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        runs = {pool.submit(tidy, path, build): path for path in waiting}
        for run in concurrent.futures.as_completed(runs):
            code, trouble = run.result()
            if code:
                failed += 1
                print(trouble, flush=True)
            else:
                waiting[runs[run]].touch()
    print(f'tidy: {len(files)} files, {len(waiting)} checked, {failed} faulty')
    return 1 if failed or not files else 0


if __name__ == '__main__':
    sys.exit(main())
