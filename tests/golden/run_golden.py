#!/usr/bin/env python3
"""Golden query cases over samples/: a question per line of cases.txt, its
whole answer in cases/NAME.out.

    tests/golden/run_golden.py            compares, prints a diff, exits 1
    tests/golden/run_golden.py --update   writes the answers; review the diff

A line of cases.txt is `NAME: arguments of vigie`, quoted as for a shell.
Times, page tokens and the versions of analyser and dictionary are not part of
an answer.
"""
import difflib
import pathlib
import re
import shlex
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'e2e'))
import vigie_programs as programs  # noqa: E402

# What differs between runs and builds: times, the bytes of page tokens, and the
# hashes of the sources of the French chain and of the dictionary.
ELAPSED = re.compile(r' · [0-9.,]+ ms$', re.MULTILINE)
TOKEN = re.compile(r'(--page-token) \S+')
VERSION = re.compile(r'\b(fr1|dict)-[0-9a-f]{16}\b')


def cases():
    for line in (HERE / 'cases.txt').read_text().splitlines():
        if line and not line.startswith('#'):
            name, _, arguments = line.partition(': ')
            yield name, shlex.split(arguments)


def answer_of(server, arguments):
    answer = server.ask(*arguments)
    text = answer.stdout.decode() + answer.stderr.decode()
    text = TOKEN.sub(r'\1 …', ELAPSED.sub('', text))
    text = VERSION.sub(r'\1-…', text)
    return text + f'exit {answer.returncode}\n'


def main():
    update = '--update' in sys.argv[1:]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        added = programs.index(folder + '/index', programs.SAMPLES)
        if added.returncode:
            sys.exit(added.stderr.decode())
        server = programs.Server(folder + '/index')
        try:
            for name, arguments in cases():
                path = HERE / 'cases' / f'{name}.out'
                got = answer_of(server, arguments)
                if update:
                    path.write_text(got)
                want = path.read_text() if path.exists() else ''
                if got == want:
                    passed += 1
                    continue
                failed += 1
                sys.stdout.writelines(difflib.unified_diff(
                    want.splitlines(True), got.splitlines(True),
                    f'{name} (wanted)', f'{name} (got)'))
        finally:
            server.stop()
    print(f'golden: {passed} passed, {failed} failed')
    sys.exit(1 if failed or not passed else 0)


if __name__ == '__main__':
    main()
