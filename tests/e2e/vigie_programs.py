"""The real programs, driven as a user drives them. For the end-to-end tests.

Programs are looked up in VIGIE_BIN, a folder such as build/bin.
"""
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get('VIGIE_BIN', ROOT / 'build/bin'))
SAMPLES = ROOT / 'samples'


def run(program, *arguments, stdin=None, env=None, timeout=120):
    """Runs a program to its end; returns the CompletedProcess, bytes."""
    environment = dict(os.environ, **(env or {}))
    environment.pop('VIGIE_SERVER', None)
    environment['VIGIE_CONFIG'] = ''  # of the user's own
    environment.update(env or {})
    return subprocess.run([str(BIN / program), *map(str, arguments)],
                          input=stdin, capture_output=True, timeout=timeout,
                          env=environment, check=False)


def index(directory, *arguments, stdin=None):
    return run('vigie-indexer', 'add', '--index', directory, *arguments,
               stdin=stdin)


class Server:
    """A vigie-server on a free loopback port, or on `listen`."""

    def __init__(self, directory, *flags, listen='127.0.0.1:0'):
        self.folder = tempfile.TemporaryDirectory()
        port_file = pathlib.Path(self.folder.name) / 'port'
        self.log = open(pathlib.Path(self.folder.name) / 'log', 'w+b')
        self.process = subprocess.Popen(
            [str(BIN / 'vigie-server'), '--index', str(directory),
             '--listen', listen, '--port-file', str(port_file), *flags],
            stdout=self.log, stderr=self.log)
        limit = time.monotonic() + 60
        while not port_file.exists() or not port_file.stat().st_size:
            if self.process.poll() is not None or time.monotonic() > limit:
                raise RuntimeError('server did not start: ' + self.output())
            time.sleep(0.02)
        self.address = listen if listen.startswith('unix:') \
            else '127.0.0.1:' + port_file.read_text().strip()

    def output(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read().decode(errors='replace')

    def ask(self, *arguments, **more):
        return run('vigie', '--server', self.address, *arguments, **more)

    def json(self, *arguments):
        """The answer of a verb that must succeed, as JSON."""
        answer = self.ask(*arguments, '--format', 'json')
        assert answer.returncode == 0, answer.stderr.decode()
        return json.loads(answer.stdout)

    def lines(self, *arguments):
        """The NDJSON lines of a verb that must succeed."""
        answer = self.ask(*arguments, '--format', 'ndjson')
        assert answer.returncode == 0, answer.stderr.decode()
        return [json.loads(line) for line in answer.stdout.splitlines()]

    def hits(self, *arguments):
        """Ids of the hits of a search, in order."""
        return [hit['article']['id']
                for hit in self.lines('search', '-n', '200', *arguments)]

    def stop(self):
        """Ends the server as an operator does; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=30)
        self.log.close()
        self.folder.cleanup()
        return code
