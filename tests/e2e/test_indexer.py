"""vigie-indexer on good, repaired and broken input, and on damaged indexes."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

import vigie_programs as programs


def snapshot_of(directory):
    return {path.relative_to(directory).as_posix(): path.read_bytes()
            for path in sorted(pathlib.Path(directory).rglob('*'))
            if path.is_file()}


class Indexer(unittest.TestCase):

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        self.index = self.path / 'index'
        self.input = self.path / 'input'
        self.input.mkdir()

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, content):
        path = self.input / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes)
                         else content.encode())
        return path

    def serve(self):
        server = programs.Server(self.index)
        self.addCleanup(server.stop)
        return server

    def test_running_twice_changes_nothing(self):
        self.assertEqual(programs.index(self.index, programs.SAMPLES)
                         .returncode, 0)
        before = snapshot_of(self.index)
        again = programs.index(self.index, programs.SAMPLES)
        self.assertEqual(again.returncode, 0)
        self.assertIn('24 inchangés', again.stderr.decode())
        self.assertEqual(snapshot_of(self.index), before)

    def test_a_changed_article_replaces_the_old_one(self):
        self.write('a.txt', 'Une usine de verre\n\nElle ouvre à Reims.')
        programs.index(self.index, self.input)
        self.write('a.txt', 'Une usine de papier\n\nElle ouvre à Reims.')
        second = programs.index(self.index, self.input)
        self.assertIn('1 remplacés', second.stderr.decode())
        server = self.serve()
        self.assertEqual(server.hits('verre'), [])
        self.assertEqual(server.hits('papier'), ['a.txt'])
        self.assertEqual(server.json('status')['index']['articles'], 1)

    def test_ids_are_given_or_come_from_the_path_or_the_url(self):
        self.write('deux/b.txt', 'Un titre\nEt un texte sur la laine.')
        self.write('c.jsonl', '\n'.join([
            '{"id":"x-1","title":"Laine","text":"La laine."}',
            '{"url":"https://www.Example.org/a/?utm_source=z#f",'
            '"text":"Une laine."}',
            '{"text":"Des laines."}']))
        self.assertEqual(programs.index(self.index, self.input).returncode, 0)
        self.assertEqual(sorted(self.serve().hits('laine')),
                         ['c.jsonl#3', 'deux/b.txt',
                          'https://example.org/a', 'x-1'])

    def test_standard_input_is_json_lines(self):
        added = programs.index(
            self.index, '-', stdin=b'{"id":"s","text":"Un phare en mer."}\n')
        self.assertEqual(added.returncode, 0, added.stderr.decode())
        self.assertEqual(self.serve().hits('phare'), ['s'])

    def test_broken_input_is_named_and_the_rest_is_indexed(self):
        self.write('latin1.txt', 'Le café est servi.'.encode('latin-1'))
        self.write('nul.txt', b'Un texte\x00 avec un octet nul.')
        self.write('empty.txt', b'')
        self.write('blank.txt', b' \n\n ')
        self.write('word.txt', b'a' * 5_000_000)
        self.write('good.txt', 'Le café ferme.')
        self.write('mixed.jsonl', '\n'.join([
            '{"id":"ok-1","text":"Un café."}',
            '{"id":"broken","text":',
            '["not an object"]',
            '{"id":"%s","text":"Un café trop long."}' % ('i' * 300),
            '{"id":"bad-type","text":12.5}',
            '{"id":"nothing"}',
            '{"id":"bad-date","text":"Un café.","published_at":"2026-02-30"}',
            '{"id":"ok-2","text":"Deux cafés.","extra":1}']))
        added = programs.index(self.index, self.input)
        said = added.stderr.decode()
        self.assertEqual(added.returncode, 4, said)
        for place in ['empty.txt', 'blank.txt', 'word.txt', 'mixed.jsonl:2',
                      'mixed.jsonl:3', 'mixed.jsonl:4', 'mixed.jsonl:5',
                      'mixed.jsonl:6']:
            self.assertRegex(said, rf'{place} : rejeté', place)
        for place in ['latin1.txt', 'nul.txt', 'mixed.jsonl:7']:
            self.assertRegex(said, rf'{place} : réparé', place)
        self.assertIn('extra (1)', said)
        rejects = [json.loads(line) for line in
                   open(str(self.index) + '.rejects.ndjson')]
        self.assertEqual(len(rejects), 8)
        self.assertTrue(all(r['file'] and r['reason'] and r['message']
                            for r in rejects))
        server = self.serve()
        self.assertEqual(sorted(server.hits('café')),
                         ['bad-date', 'good.txt', 'latin1.txt', 'ok-1',
                          'ok-2'])
        self.assertEqual(server.hits('octet'), ['nul.txt'])

    def test_an_unknown_path_is_rejected_and_the_rest_indexed(self):
        good = self.write('good.txt', 'Un bon texte sur le sel.')
        added = programs.index(self.index, good, self.path / 'absent.txt',
                               self.write('image.png', b'x'))
        self.assertEqual(added.returncode, 4)
        self.assertEqual(self.serve().hits('sel'), ['good.txt'])

    def test_usage_errors_exit_with_2(self):
        for arguments in [(), ('add',), ('add', '--index', self.index),
                          ('fly',), ('add', '--nope')]:
            self.assertEqual(programs.run('vigie-indexer', *arguments)
                             .returncode, 2, arguments)

    def test_a_bad_dictionary_is_named_with_its_line(self):
        dictionary = self.write('d.jsonl', '{"id":"org/a"}\n')
        added = programs.index(self.index, '--dictionary', dictionary,
                               programs.SAMPLES)
        self.assertEqual(added.returncode, 1)
        self.assertIn('d.jsonl:1', added.stderr.decode())

    def test_a_directory_that_cannot_be_written_fails_cleanly(self):
        file = self.write('file', 'x')
        added = programs.index(file, programs.SAMPLES)
        self.assertEqual(added.returncode, 1)
        self.assertIn('rien n’a été publié', added.stderr.decode())

    def test_a_flipped_bit_in_any_file_is_refused_and_named(self):
        programs.index(self.index, programs.SAMPLES)
        rng = random.Random(20261121)
        names = [name for name, content in snapshot_of(self.index).items()
                 if content]
        self.assertGreaterEqual(len(names), 5)
        for name in names:
            copy = self.path / 'copy'
            shutil.copytree(self.index, copy)
            content = bytearray((copy / name).read_bytes())
            bit = rng.randrange(len(content) * 8)
            content[bit // 8] ^= 1 << bit % 8
            (copy / name).write_bytes(bytes(content))
            with self.subTest(name=name, bit=bit):
                server = programs.run('vigie-server', '--index', copy,
                                      '--listen',
                                      f'unix:{self.path}/s', timeout=60)
                self.assertEqual(server.returncode, 1)
                self.assertIn(pathlib.Path(name).name,
                              server.stderr.decode() + server.stdout.decode())
            shutil.rmtree(copy)

    def test_a_writer_killed_at_any_time_leaves_the_old_revision(self):
        self.write('a.txt', 'Un texte sur le houblon.')
        programs.index(self.index, self.input)
        for i in range(400):
            self.write(f'more/{i}.txt', f'Texte {i} sur le houblon. ' * 40)
        rng = random.Random(7)
        for _ in range(6):
            process = subprocess.Popen(
                [str(programs.BIN / 'vigie-indexer'), 'add', '--quiet',
                 '--index', str(self.index), str(self.input)],
                stderr=subprocess.DEVNULL)
            try:
                process.wait(timeout=rng.uniform(0.01, 0.25))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            count = len(self.serve_once('houblon'))
            self.assertIn(count, (1, 200))
        self.assertEqual(programs.index(self.index, self.input).returncode, 0)
        self.assertEqual(len(self.serve_once('houblon')), 200)

    def serve_once(self, query):
        server = programs.Server(self.index)
        try:
            return server.hits(query)
        finally:
            server.stop()


if __name__ == '__main__':
    unittest.main()
