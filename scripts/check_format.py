#!/usr/bin/env python3
"""Fails when a C++ file is not as clang-format 14 writes it.

usage: check_format.py [--fix] [ROOT]

Checked are the .h and .cc files tracked by git; outside a work tree, all.
"""
import pathlib
import subprocess
import sys

from check_files import tracked

FORMAT = 'clang-format-14'


def main():
    arguments = [a for a in sys.argv[1:] if a != '--fix']
    here = pathlib.Path(__file__).resolve().parent.parent
    root = pathlib.Path(arguments[0]).resolve() if arguments else here
    files = [str(path) for path in tracked(root)
             if path.suffix in ('.h', '.cc')]
    if not files:
        print('format: no file')
        return 0
    mode = ['-i'] if '--fix' in sys.argv else ['--dry-run', '--Werror']
    run = subprocess.run([FORMAT, *mode, *files], capture_output=True,
                         text=True, check=False)
    faulty = sorted({line.split(':')[0] for line in run.stderr.splitlines()
                     if ': error: ' in line})
    for name in faulty:
        print(f'{pathlib.Path(name).relative_to(root)}: not formatted')
    if run.returncode and not faulty:
        print(run.stderr.strip())
    print(f'format: {len(files)} files, {len(faulty)} faulty; '
          'scripts/check_format.py --fix formats them' if faulty
          else f'format: {len(files)} files, no fault')
    return 1 if run.returncode else 0


if __name__ == '__main__':
    sys.exit(main())
