#!/usr/bin/env python3
"""Runs the pages of docs/walkthroughs as they stand.

usage: run_walkthroughs.py [--update] [PAGE...]

Each page starts in an empty folder that holds `samples` alone. The lines after
`$ ` in its ```console blocks are commands, run by one bash; each must end with
0. The lines below a command are what it prints: a line `…` stands for any
lines, `…` within a line for any characters. --update writes into the pages
what the commands print.
"""
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import vigie_programs as programs

PAGES = programs.ROOT / 'docs/walkthroughs'
MARK = '\x01'
# What differs from run to run or day to day; scores and counts of all mentions,
# which better ranking and recognition change.
VARYING = re.compile(r'\d+(?:[.,]\d+)?(?= ms)|(?<=[ +])\d+,\d{2,}'
                     r'|(?<=--page-token )\S+'
                     r'|(?<=\()\d+(?=\)  )|\d+(?= valeurs)|\d+(?=  autres)')


def blocks_of(text):
    """The page as (is_console, text) parts, fences with the prose."""
    parts = re.split(r'(```console\n.*?\n```)', text, flags=re.S)
    return [(part.startswith('```console'), part) for part in parts]


def commands_of(block):
    """[command, expected lines] of a console block."""
    found = []
    for line in block.split('\n')[1:-1]:
        if line.startswith('$ '):
            found.append([line[2:], []])
        elif line.startswith('> ') and found and not found[-1][1]:
            found[-1][0] += '\n' + line[2:]
        else:
            found[-1][1].append(line)
    return found


def run(commands):
    """(exit code, printed lines) of each, in one bash."""
    script = ['set -o pipefail']
    for command in commands:
        script += [command, f'printf "{MARK}%d\\n" $?']
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith(('VIGIE', 'LC_', 'LANG', 'NO_COLOR'))}
    environment.update(VIGIE_CONFIG='', LC_ALL='C.UTF-8', PATH=os.pathsep.join(
        [str(programs.BIN), environment['PATH']]))
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / 'samples').symlink_to(programs.SAMPLES)
        done = subprocess.run(['bash', '-c', '\n'.join(script)], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env=environment, timeout=120, check=False)
    answers, printed = [], ''
    for line in done.stdout.decode().splitlines(keepends=True):
        before, mark, code = line.partition(MARK)
        printed += before
        if mark:
            answers.append((int(code), printed.splitlines()))
            printed = ''
    return answers


def matches(wanted, got):
    if not wanted:
        return not got
    if wanted[0] == '…':
        return any(matches(wanted[1:], got[skip:])
                   for skip in range(len(got) + 1))
    if not got:
        return False
    pattern = '.*'.join(re.escape(part) for part in wanted[0].split('…'))
    return (re.fullmatch(pattern, got[0]) is not None
            and matches(wanted[1:], got[1:]))


def check(page):
    """Faults of a page, as text."""
    commands = [command for console, part in blocks_of(page.read_text())
                if console for command in commands_of(part)]
    faults = [] if commands else [f'{page.name}: no command']
    answers = run([command for command, _ in commands])
    if len(answers) != len(commands):
        faults.append(f'{page.name}: ended early')
    for (command, wanted), (code, got) in zip(commands, answers):
        if code != 0:
            faults.append(f'{page.name}: $ {command}: code {code}\n'
                          + '\n'.join(got))
        elif not matches(wanted, got):
            faults.append(f'{page.name}: $ {command}\n' + '\n'.join(
                difflib.unified_diff(wanted, got, 'page', 'answer',
                                     lineterm='')))
    return faults


def shown(got, wanted):
    """What the page shows of an answer: whole unless it had left out lines."""
    lines = [VARYING.sub('…', line) for line in got]
    if '…' not in wanted:
        return lines
    head = wanted.index('…')
    tail = len(wanted) - head - 1
    return lines[:head] + ['…'] + (lines[-tail:] if tail else [])


def update(page):
    parts = blocks_of(page.read_text())
    commands = [command for console, part in parts if console
                for command in commands_of(part)]
    answers = iter(run([command for command, _ in commands]))
    text = ''
    for console, part in parts:
        if not console:
            text += part
            continue
        lines = ['```console']
        for command, wanted in commands_of(part):
            _, got = next(answers)
            lines += ['$ ' + command.replace('\n', '\n> ')]
            lines += shown(got, wanted)
        text += '\n'.join(lines + ['```'])
    page.write_text(text)


def main():
    names = [argument for argument in sys.argv[1:] if argument != '--update']
    pages = [pathlib.Path(name).resolve() for name in names] or sorted(
        PAGES.glob('[0-9]*.md'))
    if '--update' in sys.argv:
        for page in pages:
            update(page)
    faults = [fault for page in pages for fault in check(page)]
    print('\n'.join(faults) or f'walkthroughs: {len(pages)} pages, no fault')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
