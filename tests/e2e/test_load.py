#!/usr/bin/python3
"""vigie-load against a server of its own, for a fraction of a second each."""
import json
import pathlib
import tempfile
import unittest

import vigie_programs as programs


@unittest.skipUnless((programs.BIN / 'vigie-load').exists(),
                     'vigie-load was not built')
class Load(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.index = pathlib.Path(cls.folder.name) / 'index'
        added = programs.index(cls.index, programs.SAMPLES)
        assert added.returncode == 0, added.stderr.decode()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def load(self, *flags):
        ran = programs.run('vigie-load', '--index', self.index, '--json',
                           '--seconds', '0.2', '--query-count', '10', *flags)
        self.assertEqual(ran.returncode, 0, ran.stderr.decode())
        return json.loads(ran.stdout)

    def test_closed_loop_beside_the_echo_and_the_library(self):
        figures = self.load('--mix', 'top10:2,full,count', '--in-flight', '8',
                            '--in-process', '1')
        self.assertEqual(figures['errors'], 0)
        for figure in ('ok_per_s', 'p50_us', 'p99_us', 'echo_ratio',
                       'in_process_ratio', 'server_peak_rss_mb'):
            self.assertGreater(figures[figure], 0)
        self.assertGreater(figures['echo']['ok_per_s'], 0)
        size = figures['echo']['reply_bytes'] / figures['reply_bytes']
        self.assertTrue(.8 < size < 1.25, size)

    def test_open_loop_counts_from_when_a_call_was_due(self):
        figures = self.load('--rate', '100', '--echo', 'off', '--distinct')
        self.assertEqual(figures['loop'], 'open')
        self.assertEqual(figures['ok'], 20)
        self.assertNotIn('echo', figures)
        late = self.load('--rate', '20000', '--echo', 'off', '--in-flight', '1',
                         '--distinct', '--mix', 'full')
        self.assertGreater(late['p99_us'], 50_000)

    def test_writes_beside_the_calls(self):
        figures = self.load('--server-flag=--writes', '--ingest', '50',
                            '--echo', 'callback')
        self.assertEqual(figures['errors'], 0)
        self.assertGreater(figures['ingest']['acknowledged'], 0)
        self.assertEqual(figures['ingest']['refused'], 0)

    def test_a_token_opens_a_server_that_asks_for_one(self):
        tokens = pathlib.Path(self.folder.name) / 'tokens'
        made = programs.run('vigie-server', 'token', 'load', '--tokens', tokens)
        token = pathlib.Path(self.folder.name) / 'token'
        token.write_bytes(made.stdout)
        asked = ('--server-flag=--tokens', f'--server-flag={tokens}')
        figures = self.load(*asked, '--token-file', token, '--echo', 'queue')
        self.assertEqual(figures['errors'], 0)
        refused = programs.run('vigie-load', '--index', self.index, *asked)
        self.assertEqual(refused.returncode, 1)
        absent = programs.run('vigie-load', '--server', '127.0.0.1:1',
                              '--token-file', '/nowhere')
        self.assertEqual(absent.returncode, 1)
        self.assertIn(b'/nowhere', absent.stderr)

    def test_what_is_no_load(self):
        for flags, code in (([], 2),
                            (['--server', '127.0.0.1:1', '--in-process', '1'],
                             2),
                            (['--index', self.index, '--mix', 'all'], 1),
                            (['--index', '/nowhere'], 1),
                            (['--server', '127.0.0.1:1'], 1)):
            ran = programs.run('vigie-load', *flags)
            self.assertEqual(ran.returncode, code, flags)
            self.assertTrue(ran.stderr.startswith(b'vigie-load: '), ran.stderr)


if __name__ == '__main__':
    unittest.main()
