"""vigie-indexer on the formats of real material, and watching a folder."""
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest
import zipfile

import vigie_programs as programs

PAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..',
                     'indexer', 'pages')


def page(name):
    with open(os.path.join(PAGES, name + '.html'), 'rb') as file:
        return file.read()


def warc_record(kind, url, block):
    head = ('WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n'
            'Content-Length: %d\r\n\r\n' % (kind, url, len(block)))
    return gzip.compress(head.encode() + block + b'\r\n\r\n')


def http(body):
    return b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n' + body


FEED = '''<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Le Fil des Halles</title>
<item><title>Le marché couvert rouvre</title>
<link>https://fil.example/marche</link>
<pubDate>Sat, 14 Mar 2026 18:05:09 +0100</pubDate>
<description>&lt;p&gt;Les étals de Zibeline attendent les clients.&lt;/p&gt;
</description></item></channel></rss>'''


class Sources(unittest.TestCase):

    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.index = os.path.join(self.scratch.name, 'index')
        self.inputs = os.path.join(self.scratch.name, 'entree')
        os.mkdir(self.inputs)

    def write(self, name, content):
        path = os.path.join(self.inputs, name)
        with open(path, 'wb') as file:
            file.write(content)
        return path

    def add(self, *arguments):
        return subprocess.run(
            [os.path.join(programs.BIN, 'vigie-indexer'), 'add', '--index',
             self.index, *arguments], capture_output=True, text=True,
            timeout=120, check=False)

    def articles(self):
        run = subprocess.run(
            [os.path.join(programs.BIN, 'vigie-indexer'), 'status', '--index',
             self.index, '--format', 'json'], capture_output=True, text=True,
            timeout=60, check=False)
        return json.loads(run.stdout)['articles'] if run.returncode == 0 else 0

    def test_a_folder_of_every_format_is_read(self):
        self.write('a.html', page('classic'))
        self.write('sans-fin', page('amp'))
        self.write('fil.rss', FEED.encode())
        self.write('crawl.warc.gz',
                   warc_record('response', 'https://x.example/1',
                               http(page('factbox'))) +
                   warc_record('revisit', 'https://x.example/1', b''))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, 'w') as archive:
            archive.writestr('b/c.html', page('quotes'))
            archive.writestr('../dehors.txt', 'x')
        self.write('lot.zip', packed.getvalue())
        self.write('photo.png', b'\x89PNG')
        run = self.add(self.inputs)
        self.assertEqual(run.returncode, 4, run.stderr)
        self.assertIn('5 ajoutés', run.stderr)
        self.assertIn('lot.zip!../dehors.txt', run.stderr)
        self.assertIn('chemin refusé dans une archive (1)', run.stderr)
        self.assertIn('revisites WARC (1)', run.stderr)
        self.assertIn('jeu de caractères : utf-8, déclaré (5)', run.stderr)
        self.assertEqual(self.articles(), 5)
        english = self.add('--lang', 'en', '--quiet', self.inputs)
        self.assertIn('rejected', english.stderr)
        english = self.add('--lang', 'en', self.inputs)
        self.assertIn('passed over, WARC revisit (1)', english.stderr)

    def test_made_documents_are_read_and_rejects_explained(self):
        root = os.path.join(PAGES, '..', '..', '..')
        subprocess.run(
            [sys.executable, os.path.join(root, 'scripts', 'make_documents.py'),
             '--corpus', os.path.join(root, 'samples', 'presse.jsonl'),
             '--count', '400', '--seed', '5', self.inputs],
            check=True, capture_output=True, timeout=60)
        with open(os.path.join(self.inputs, '.made.json'),
                  encoding='utf-8') as file:
            made = json.load(file)
        self.assertGreater(len(made['damaged']), 0)
        run = self.add('--no-entities', self.inputs)
        self.assertIn(run.returncode, (0, 4), run.stderr)
        rejected = []
        if run.returncode == 4:
            with open(self.index + '.rejects.ndjson', encoding='utf-8') as file:
                rejected = [json.loads(line) for line in file]
        for reject in rejected:
            name = os.path.relpath(reject['file'], self.inputs).split('!')[0]
            self.assertIn(name, made['damaged'], reject)
        self.assertGreater(self.articles(), 380 - 25 * len(rejected))

    def test_the_format_can_be_forced(self):
        path = self.write('page.txt', b'Un titre\n\nUn texte sur Zibeline.')
        self.assertEqual(self.add('--format', 'text', path).returncode, 0)
        self.assertEqual(self.add('--format', 'nitf', path).returncode, 4)
        self.assertEqual(self.add('--format', 'pdf', path).returncode, 2)

    def test_a_watched_folder_is_followed(self):
        self.write('avant.html', page('classic'))
        with subprocess.Popen(
                [os.path.join(programs.BIN, 'vigie-indexer'), 'add', '--index',
                 self.index, '--watch', self.inputs],
                stderr=subprocess.PIPE, text=True) as watching:
            try:
                self.assertIn('1 articles écrits',
                              watching.stderr.readline())
                self.write('fil.rss', FEED.encode())
                self.assertIn('2 articles écrits',
                              watching.stderr.readline())
            finally:
                watching.send_signal(signal.SIGTERM)
                watching.wait(timeout=60)
            self.assertEqual(watching.returncode, 0)
        self.assertEqual(self.articles(), 2)


if __name__ == '__main__':
    unittest.main()
