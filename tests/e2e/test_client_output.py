"""vigie: files, tables, pages, terminals, pagers, shells and completion."""
import csv
import io
import json
import os
import pathlib
import pty
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import vigie_programs as programs

HOSTILE = {'id': 'hostile', 'title': '=cmd()', 'source': '+Le «Mal»',
           'text': 'Un phare\x1b[31m rouge\u202e \u2066caché\u2069\u200f <b>.'}
VERBS = (('search', 'Paris'), ('mentions', 'OpenAI'), ('facets', 'Microsoft'),
         ('timeline', 'OpenAI', '--step', 'month'), ('related', 'OpenAI'),
         ('compare', 'Microsoft', 'OpenAI'), ('suggest', 'broad'),
         ('similar', 'dp-20251112-cop30'), ('entity', 'altman'),
         ('explain', 'Paris', '--article', 'dp-20251112-cop30'),
         ('completeness', 'org/orange'), ('show', 'dp-20251112-cop30'),
         ('export', 'Microsoft'), ('receipt', 'Broadcom'),
         ('analyze', 'l’IA d’OpenAI'), ('status',), ('watch-index', '-n', '1'))
FORMATS = ('texte', 'json', 'ndjson', 'csv', 'tsv', 'ids', 'bibtex', 'ris',
           'html')
OF_ARTICLES = ('search', 'mentions', 'similar', 'show', 'export')


def in_terminal(arguments, env=None):
    """What a program writes to a terminal, and its exit code."""
    leader, follower = pty.openpty()
    environment = dict(os.environ, TERM='xterm', VIGIE_CONFIG='',
                       VIGIE_PAGER='')
    environment.update(env or {})
    environment = {k: v for k, v in environment.items() if v is not None}
    if 'NO_COLOR' not in (env or {}):
        environment.pop('NO_COLOR', None)
    process = subprocess.Popen(
        [str(programs.BIN / 'vigie'), *arguments], stdin=subprocess.DEVNULL,
        stdout=follower, stderr=subprocess.DEVNULL, env=environment)
    os.close(follower)
    written = b''
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        written += part
    os.close(leader)
    return written.decode(), process.wait(timeout=60)


class Output(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        cls.index = cls.path / 'index'
        for source, text in ((programs.SAMPLES, None),
                             ('-', json.dumps(HOSTILE).encode())):
            added = programs.index(cls.index, source, stdin=text)
            assert added.returncode == 0, added.stderr.decode()
        cls.server = programs.Server(cls.index)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.folder.cleanup()

    def test_every_verb_answers_in_every_format(self):
        for verb in VERBS:
            for name in FORMATS:
                answer = self.server.ask(*verb, '--format', name)
                suits = verb[0] in OF_ARTICLES or name not in FORMATS[-3:]
                self.assertEqual(answer.returncode, 0 if suits else 2,
                                 (verb, name, answer.stderr.decode()))
                if not suits:
                    self.assertEqual(answer.stdout, b'')
                elif name in ('texte', 'json', 'ndjson', 'csv', 'tsv', 'html'):
                    self.assertNotEqual(answer.stdout, b'', (verb, name))
                if name == 'ndjson':
                    for line in answer.stdout.splitlines():
                        json.loads(line)

    def test_an_index_answers_as_a_server_does(self):
        for verb in VERBS[:8]:
            served = self.server.ask(*verb, '--format', 'ndjson')
            private = programs.run('vigie', '--index', self.index, *verb,
                                   '--format', 'ndjson')
            self.assertEqual(private.stdout, served.stdout, verb)

    def test_tables_are_read_back_and_hold_no_formula(self):
        answer = self.server.ask('search', 'phare', '--csv', 'excel-fr')
        self.assertTrue(answer.stdout.startswith(b'\xef\xbb\xbf'))
        self.assertEqual(answer.stdout.count(b'\r\n'), 2)
        rows = list(csv.DictReader(
            io.StringIO(answer.stdout.decode('utf-8-sig')), delimiter=';'))
        self.assertEqual(rows[0]['title'], "'=cmd()")
        self.assertEqual(rows[0]['source'], "'+Le «Mal»")
        self.assertRegex(rows[0]['score'], r'^\d+,\d+$')
        table = self.server.ask('search', 'phare', '--format', 'tsv')
        self.assertEqual(len(table.stdout.decode().split('\n')), 3)
        page = self.server.ask('export', 'phare', '--format', 'html').stdout
        self.assertIn(b'&lt;b&gt;', page)
        self.assertNotIn(b'\033', page)

    def test_a_file_appears_whole_or_not_at_all(self):
        path = self.path / 'm.ndjson'
        self.assertEqual(self.server.ask('mentions', 'OpenAI', '--format',
                                         'ndjson', '-o', path).returncode, 0)
        printed = self.server.ask('mentions', 'OpenAI', '--format', 'ndjson')
        self.assertEqual(path.read_bytes(), printed.stdout)
        meta = json.loads((self.path / 'm.ndjson.meta.json').read_text())
        self.assertEqual((meta['query'], meta['revision']), ('OpenAI', 2))
        absent = self.path / 'absent.ndjson'
        failed = self.server.ask('search', '--strict', '(x', '-o', absent)
        self.assertEqual(failed.returncode, 2)
        self.assertEqual(list(self.path.glob('absent*')), [])
        nowhere = self.server.ask('search', 'x', '-o', '/nonexistent/x')
        self.assertEqual(nowhere.returncode, 2)
        self.assertIn('/nonexistent/x', nowhere.stderr.decode())

    def test_a_terminal_is_sent_colours_and_nothing_of_the_articles(self):
        server = ('--server', self.server.address)
        text, code = in_terminal([*server, 'search', 'phare'])
        self.assertEqual(code, 0)
        self.assertIn('\033[1;33mphare', text)
        for verb in (['search', 'phare'], ['show', 'hostile'],
                     ['export', 'phare', '--format', 'tsv'],
                     ['export', 'phare', '--format', 'ndjson'],
                     ['search', 'phare', '--format', 'json'],
                     ['search', 'phare', '--template', '{passages.sentence.text}']):
            text, code = in_terminal([*server, *verb, '--color', 'never'])
            self.assertEqual(code, 0)
            self.assertIn('phare', text)
            for character in '\033\u202e\u2066\u2069\u200f':
                self.assertNotIn(character, text, verb)

    def test_colours_are_off_when_somebody_says_so(self):
        server = ('--server', self.server.address, 'search', 'phare')
        for arguments, env in (((), {'NO_COLOR': '1'}),
                               ((), {'TERM': 'dumb'}),
                               (('--no-color',), {})):
            text, _ = in_terminal([*server, *arguments], env)
            self.assertNotIn('\033', text, (arguments, env))

    def test_the_pager_is_for_terminals(self):
        env = {'VIGIE_PAGER': 'sed s/^/P:/'}
        server = ('--server', self.server.address, 'search', 'phare')
        text, code = in_terminal(server, env)
        self.assertEqual(code, 0)
        self.assertTrue(text.startswith('P:1 article'), text)
        self.assertIn('\033[1;33mphare', text)
        text, _ = in_terminal([*server, '--no-pager'], env)
        self.assertNotIn('P:', text)
        plain = self.server.ask('search', 'phare', env=env)
        self.assertNotIn(b'P:', plain.stdout)
        text, code = in_terminal(server, {'VIGIE_PAGER': 'true'})
        self.assertEqual(code, 0)

    def test_without_less_all_is_printed(self):
        tools = self.path / 'tools'
        tools.mkdir()
        for name in ('sh', 'cat'):
            (tools / name).symlink_to(shutil.which(name))
        text, code = in_terminal(
            ('--server', self.server.address, 'search', 'phare'),
            {'PATH': str(tools), 'VIGIE_PAGER': None, 'PAGER': None})
        self.assertEqual(code, 0)
        self.assertTrue(text.startswith('1 article'), text)

    def test_a_shell_keeps_its_connection_and_options(self):
        lines = ('search phare --format ids\n\n# rien\n'
                 "vigie search 'phare rouge'\nnope\nstatus\nquitter\nsearch x\n")
        answer = self.server.ask('shell', '--format', 'tsv',
                                 stdin=lines.encode())
        self.assertEqual(answer.returncode, 0)
        printed = answer.stdout.decode().split('\n')
        self.assertEqual(printed[0], 'hostile')
        self.assertTrue(printed[1].startswith('id\ttitle'))
        self.assertTrue(printed[3].startswith('revision\tarticles'))
        self.assertEqual(len(printed), 6)
        self.assertIn('nope est une commande inconnue', answer.stderr.decode())
        last = self.server.ask('shell', stdin=b'status\nnope\n')
        self.assertEqual(last.returncode, 2)

    def test_help_is_there_without_a_server(self):
        for arguments in (('help',), ('help', 'search'), ('search', '-h')):
            answer = programs.run('vigie', *arguments)
            self.assertEqual(answer.returncode, 0)
            self.assertIn('search', answer.stdout.decode())
        self.assertEqual(programs.run('vigie', 'help', 'nope').returncode, 2)

    def test_a_signal_leaves_no_server_and_no_file(self):
        scratch = self.path / 'scratch'
        scratch.mkdir()
        environment = dict(os.environ, TMPDIR=str(scratch), VIGIE_CONFIG='')
        process = subprocess.Popen(
            [str(programs.BIN / 'vigie'), '--index', str(self.index),
             'watch-index', '-o', str(self.path / 'w.txt')],
            stdout=subprocess.DEVNULL, env=environment)
        limit = time.monotonic() + 60
        while not (self.path / 'w.txt.part').exists():
            self.assertLess(time.monotonic(), limit)
            time.sleep(0.02)
        children = pathlib.Path(
            f'/proc/{process.pid}/task/{process.pid}/children').read_text()
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=30), -signal.SIGTERM)
        self.assertEqual(list(scratch.iterdir()), [])
        self.assertEqual(list(self.path.glob('w.txt*')), [])
        for child in children.split():
            while pathlib.Path(f'/proc/{child}/exe').exists():
                self.assertLess(time.monotonic(), limit)
                time.sleep(0.02)

    def test_a_line_editor_completes_and_remembers(self):
        home = self.path / 'home'
        typed = (b'sear', b'\t', b'phare --format ids\n', b'quitter\n')
        leader, follower = pty.openpty()
        process = subprocess.Popen(
            [str(programs.BIN / 'vigie'), '--server', self.server.address,
             'shell', '--no-pager'], stdin=follower, stdout=follower,
            stderr=follower, env=dict(os.environ, HOME=str(home), TERM='xterm',
                                      XDG_STATE_HOME='', VIGIE_CONFIG=''))
        os.close(follower)
        printed = b''
        for part in typed:
            os.write(leader, part)
        while True:
            try:
                printed += os.read(leader, 65536)
            except OSError:
                break
        os.close(leader)
        self.assertEqual(process.wait(timeout=30), 0)
        self.assertIn(b'\r\nhostile\r\n', printed)
        history = home / '.local/state/vigie/history'
        self.assertIn('search', history.read_text())
        self.assertEqual(history.stat().st_mode & 0o777, 0o600)

    def complete(self, *words):
        answer = programs.run('vigie', '__complete', *words,
                              env={'VIGIE_SERVER': self.server.address})
        return [line.split('\t')[0]
                for line in answer.stdout.decode().splitlines()]

    def test_completion_knows_entities_sources_and_clauses(self):
        self.assertIn('org/broadcom', self.complete('completeness', 'org/broad'))
        self.assertIn('entity:"org/broadcom"', self.complete('search', 'broad'))
        self.assertIn('source=La Gazette du numérique', self.complete(
            'search', '--filter', 'source=la gaz'))
        self.assertIn('organisation=org/openai', self.complete(
            'search', '--filter', 'organisation=openai'))
        absent = programs.run('vigie', '__complete', '--server',
                              'unix:/nonexistent', 'search', 'broad')
        self.assertEqual((absent.returncode, absent.stdout), (0, b''))

    def test_bash_completes_words_with_colons_and_spaces(self):
        script = '''
          eval "$(vigie completion bash)"
          try() { COMP_LINE=$1; COMP_POINT=${#1}; shift; COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1)); compopt() { :; }; _vigie
            printf '%s\n' "${COMPREPLY[@]}"; }
          try 'vigie sea' vigie sea
          try 'vigie search --filter source=La' vigie search --filter source = La
          try 'vigie search --sort=old' vigie search --sort = old
        '''
        answer = subprocess.run(
            ['bash', '-c', script], capture_output=True, check=True,
            env=dict(os.environ, VIGIE_SERVER=self.server.address,
                     PATH=f'{programs.BIN}:{os.environ["PATH"]}'))
        self.assertEqual(answer.stdout.decode().splitlines(),
                         ['search', 'La\\ Gazette\\ du\\ numérique', 'oldest'])

    def test_other_shells_read_their_scripts(self):
        for shell in ('zsh', 'fish'):
            if not shutil.which(shell):
                continue
            script = programs.run('vigie', 'completion', shell).stdout
            checked = subprocess.run([shell, '-n'], input=script,
                                     capture_output=True, check=False)
            self.assertEqual((checked.returncode, checked.stderr), (0, b''))


if __name__ == '__main__':
    unittest.main()
