"""The verbs of vigie-indexer that look after an index."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import vigie_programs as programs


def run(*arguments):
    return subprocess.run([os.path.join(programs.BIN, 'vigie-indexer'),
                           *map(str, arguments)],
                          capture_output=True, text=True, timeout=300)


class Maintenance(unittest.TestCase):

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        self.index = self.path / 'index'
        self.assertEqual(
            programs.index(self.index, programs.SAMPLES).returncode, 0)

    def status(self, index=None):
        told = run('status', '--index', index or self.index, '--format',
                   'json')
        self.assertEqual(told.returncode, 0, told.stderr)
        return json.loads(told.stdout)

    def test_deleting_counts_and_names_what_is_not_there(self):
        article = 'articles/puces-saint-ouen.txt'
        before = self.status()
        deleted = run('delete', '--index', self.index, article, 'absent')
        self.assertIn('absent', deleted.stderr)
        self.assertEqual(deleted.returncode, 4)
        after = self.status()
        self.assertEqual(after['articles'], before['articles'] - 1)
        self.assertEqual(after['tombstones'], 1)
        self.assertEqual(after['revision'], before['revision'] + 1)
        compacted = run('compact', '--index', self.index)
        self.assertEqual(compacted.returncode, 0, compacted.stderr)
        self.assertEqual(self.status()['tombstones'], 0)

    def test_erasing_names_the_backups_that_still_hold_the_article(self):
        backup = self.path / 'backup'
        self.assertEqual(
            run('backup', '--index', self.index, backup).returncode, 0)
        erased = run('erase', '--index', self.index, 'articles/puces-saint-ouen.txt')
        self.assertEqual(erased.returncode, 0, erased.stderr)
        self.assertIn(str(backup), erased.stdout)
        again = run('erase', '--index', self.index, 'articles/puces-saint-ouen.txt')
        self.assertEqual(again.returncode, 4)

    def test_verify_names_the_damaged_file(self):
        good = run('verify', '--index', self.index, '--format', 'json')
        self.assertEqual(good.returncode, 0, good.stderr)
        self.assertTrue(json.loads(good.stdout)['ok'])
        path = next(self.index.glob('seg-*/postings.glass'))
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        bad = run('verify', '--index', self.index, '--format', 'json')
        self.assertEqual(bad.returncode, 1)
        fault, = json.loads(bad.stdout)['faults']
        self.assertEqual(fault['file'],
                         path.relative_to(self.index).as_posix())
        self.assertEqual(fault['code'], 'DATA_LOSS')

    def test_a_backup_is_restored(self):
        backup, restored = self.path / 'backup', self.path / 'restored'
        run('backup', '--index', self.index, backup)
        back = run('restore', '--index', restored, backup)
        self.assertEqual(back.returncode, 0, back.stderr)
        self.assertEqual(self.status(restored)['articles'],
                         self.status()['articles'])
        refused = run('restore', '--index', restored, backup)
        self.assertEqual(refused.returncode, 1)

    def test_a_rebuild_is_served_without_a_restart(self):
        server = programs.Server(self.index)
        self.addCleanup(server.stop)
        before = server.hits('industrie')
        rebuilt = run('rebuild', '--index', self.index, '--lang', 'en')
        self.assertEqual(rebuilt.returncode, 0, rebuilt.stderr)
        self.assertIn('revision 2', rebuilt.stderr)
        self.assertEqual(server.hits('industrie'), before)
        self.assertEqual(self.status()['revision'], 2)

    def test_no_index_fails_with_a_message(self):
        for verb in ('status', 'verify', 'compact', 'rebuild'):
            failed = run(verb, '--index', self.path / 'nowhere')
            self.assertEqual(failed.returncode, 1, verb)
            self.assertIn('no index', failed.stderr)
            self.assertFalse((self.path / 'nowhere').exists(), verb)

    def test_an_unknown_verb_is_a_usage_error(self):
        self.assertEqual(run('melt', '--index', self.index).returncode, 2)
        self.assertEqual(run('delete', '--index', self.index).returncode, 2)


if __name__ == '__main__':
    unittest.main()
