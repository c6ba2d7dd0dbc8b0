#!/usr/bin/env python3
"""Runs what the pages of the documentation tell a reader to type.

usage: run_pages.py PAGE...

The blocks of a page that begin with ```sh are run in order by one shell, in an
empty folder, with the programs of VIGIE_BIN; the first command that fails ends
it. Blocks of another kind (```sh root: for an installation) are not. What lies
in /usr/share/vigie after installation is taken from the source tree, and the
port 7711 is another one, free here.
"""
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve()
SOURCE = HERE.parents[2]
BLOCK = re.compile(r'^```sh\n(.*?)^```$', re.M | re.S)
INSTALLED = '/usr/share/vigie/'
TIMEOUT = 240


def free_port():
    with socket.socket() as listener:
        listener.bind(('127.0.0.1', 0))
        return str(listener.getsockname()[1])


def script_of(page):
    blocks = BLOCK.findall(page.read_text(encoding='utf-8'))
    text = '\n'.join(['set -eux', *blocks])
    return text.replace(INSTALLED, f'{SOURCE}/').replace('7711', free_port())


def run(page):
    """The page's fault, or None."""
    script = script_of(page)
    environment = {
        'PATH': f'{os.environ["VIGIE_BIN"]}:/usr/bin:/bin', 'LC_ALL': 'C.UTF-8',
        'PYTHONDONTWRITEBYTECODE': '1'}
    environment.update((name, value) for name, value in os.environ.items()
                       if name.endswith('SAN_OPTIONS'))
    address = re.search(r'--listen (\S+)', script)
    if address:
        environment['VIGIE_SERVER'] = address.group(1)
    with tempfile.TemporaryDirectory() as folder:
        environment['HOME'] = folder
        with open(folder + '/.log', 'w+', encoding='utf-8') as log:
            # A group of its own: servers that a page leaves running end too.
            shell = subprocess.Popen(
                ['sh', '-c', script], cwd=folder, env=environment, stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True)
            try:
                code = shell.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                code = f'more than {TIMEOUT} s'
            try:
                os.killpg(shell.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            shell.wait()
            log.seek(0)
            said = log.read().splitlines()
    if code == 0:
        return None
    return f'{page}: ended with {code}\n' + '\n'.join(said[-25:])


def main(pages):
    faults = []
    for name in pages:
        page = SOURCE / name
        count = len(BLOCK.findall(page.read_text(encoding='utf-8')))
        fault = run(page) if count else f'{page}: no block to run'
        print(f'{name}: {count} blocks', 'failed' if fault else 'done')
        if fault:
            faults.append(fault)
    print('\n'.join(faults))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
