"""vigie-indexer that sends to a server, and the server that takes it."""
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import unittest

import vigie_programs as programs


def send(server, *arguments, **more):
    return programs.run('vigie-indexer', 'add', '--server', server.address,
                        *arguments, **more)


class ServerWrites(unittest.TestCase):

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        self.socket = f'unix:{self.path}/socket'

    def serve(self, *flags, index='live'):
        server = programs.Server(self.path / index, '--writes', '--quiet',
                                 *flags, listen=self.socket)
        self.addCleanup(server.stop)
        return server

    def test_sources_give_the_same_answers_through_a_server(self):
        self.assertEqual(
            programs.index(self.path / 'batch', programs.SAMPLES).returncode, 0)
        server = self.serve()
        sent = send(server, programs.SAMPLES)
        self.assertEqual(sent.returncode, 0, sent.stderr.decode())
        self.assertIn('24 écrits, 0 rejetés', sent.stderr.decode())
        other = programs.Server(self.path / 'batch')
        self.addCleanup(other.stop)
        for query in ['', 'puce', 'entity:"OpenAI"', 'industrie NEAR/9 accord']:
            self.assertEqual(sorted(server.hits(query)),
                             sorted(other.hits(query)), query)
        mentions = [
            sorted(json.dumps(line, sort_keys=True)
                   for line in one.lines('mentions', 'puce') if 'mention' in line)
            for one in (server, other)]
        self.assertEqual(*mentions)

    def test_what_a_server_refuses_is_named_with_its_line(self):
        server = self.serve()
        lines = [{'id': 'v', 'text': 'Nouveau phare.', 'version': 7},
                 {'id': 'v', 'text': 'Ancien phare.', 'version': 3},
                 {'id': 'w', 'text': 'Un phare.'}]
        source = self.path / 'a.jsonl'
        source.write_text('\n'.join(map(json.dumps, lines)))
        sent = send(server, source, '--rejects', self.path / 'rejects')
        self.assertEqual(sent.returncode, 4, sent.stderr.decode())
        self.assertIn('a.jsonl:2 : rejeté', sent.stderr.decode())
        reject = json.loads((self.path / 'rejects').read_text())
        self.assertEqual((reject['reason'], reject['line'], reject['id']),
                         ('STALE_VERSION', 2, 'v'))
        self.assertEqual(sorted(server.hits('phare')), ['v', 'w'])
        self.assertEqual(server.hits('ancien'), [])

    def test_deletes(self):
        server = self.serve()
        send(server, '-', stdin=b'{"id":"a","text":"Un phare."}\n'
                                b'{"id":"b","text":"Un phare."}\n')
        deleted = programs.run('vigie-indexer', 'delete', '--server',
                               server.address, 'a', 'c')
        self.assertEqual(deleted.returncode, 4)
        self.assertIn('absent : c', deleted.stderr.decode())
        self.assertEqual(server.hits('phare'), ['b'])

    def test_a_server_that_only_reads_refuses(self):
        programs.index(self.path / 'live', programs.SAMPLES)
        server = programs.Server(self.path / 'live')
        self.addCleanup(server.stop)
        sent = send(server, '-', stdin=b'{"id":"a","text":"Un phare."}\n')
        self.assertEqual(sent.returncode, 1)
        self.assertIn('--writes', sent.stderr.decode())

    def test_goes_on_where_it_was_when_the_server_comes_back(self):
        for end in (signal.SIGTERM, signal.SIGKILL):
            index = f'live-{end}'
            server = self.serve(index=index)
            sender = subprocess.Popen(
                [programs.BIN / 'vigie-indexer', 'add', '--server',
                 self.socket, '-'],
                stdin=subprocess.PIPE, stderr=subprocess.PIPE)
            article = '{{"id":"n/{0}","text":"Un phare numéro {0}."}}\n'
            for number in range(3_000):
                sender.stdin.write(article.format(number).encode())
            sender.stdin.flush()
            os.kill(server.process.pid, end)
            server.process.wait(timeout=30)
            server = self.serve(index=index)
            for number in range(3_000, 4_000):
                sender.stdin.write(article.format(number).encode())
            _, errors = sender.communicate(timeout=60)
            self.assertEqual(sender.returncode, 0, errors.decode())
            status = server.json('status')
            self.assertEqual(status['index']['articles'], 4_000)
            server.stop()

    def test_usage(self):
        for words in (['add', '-'], ['delete', 'a'],
                      ['add', '--server', 'x', '--index', 'y', '-'],
                      ['add', '--server', 'x', '--threads', '2', '-'],
                      ['add', '--index', 'y', '--token-file', 'z', '-']):
            self.assertEqual(
                programs.run('vigie-indexer', *words).returncode, 2, words)


if __name__ == '__main__':
    unittest.main()
