"""vigie, the command line: verbs, formats, languages and exit codes."""
import json
import os
import pathlib
import tempfile
import unittest

import vigie_programs as programs


class Client(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.index = cls.folder.name + '/index'
        added = programs.index(cls.index, programs.SAMPLES)
        assert added.returncode == 0, added.stderr.decode()
        cls.server = programs.Server(cls.index)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.folder.cleanup()

    def test_mention_lines_have_the_documented_keys(self):
        lines = self.server.lines('mentions', 'type:organization')
        self.assertGreater(len(lines), 50)
        for line in lines:
            self.assertEqual(set(line['article']),
                             {'id', 'title', 'source', 'published_at', 'url'})
            self.assertEqual(set(line['entity']) - {'unlisted', 'wikidata_id'},
                             {'id', 'type', 'label'})
            self.assertEqual(line['entity']['type'], 'organization')
            self.assertEqual(set(line['sentence']), {'begin', 'end', 'text'})
            self.assertIn(line['field'], ('title', 'text'))
            self.assertIn(line['rule'],
                          ('dictionary', 'coreference', 'model'))
            self.assertLessEqual(line['confidence'], 1)

    def test_stream_pages_and_document_give_the_same_mentions(self):
        stream = self.server.lines('mentions', 'type:person')
        pages = self.server.lines('mentions', 'type:person', '-n', '100000')
        document = self.server.json('mentions', 'type:person')
        self.assertEqual(stream, pages)
        self.assertEqual(stream, document['mentions'])
        self.assertEqual(document['total_mentions'], len(stream))
        self.assertEqual(
            self.server.lines('mentions', 'type:person', '-n', '3'),
            stream[:3])

    def test_pages_of_a_search_join_to_the_whole(self):
        whole = self.server.hits('')
        self.assertEqual(len(whole), 24)
        paged, token = [], ''
        while True:
            page = self.server.json('search', '-n', '5', '--page-token',
                                    token, '')
            paged += [hit['article']['id'] for hit in page['hits']]
            token = page['next_page_token']
            if not token:
                break
        self.assertEqual(paged, whole)

    def test_every_click_on_a_facet_gives_its_count(self):
        for query in ('', 'Paris OU Europe', 'entity:"Microsoft"'):
            answer = self.server.json('facets', query, '--top', '1000', '--by',
                                      'organization,person,place,source,month,'
                                      'type')
            for facet in answer['facets']:
                key = facet['key']
                name = key['entity_type'] if key['dimension'] == 'entity' \
                    else {'entity_type': 'type'}.get(key['dimension'],
                                                     key['dimension'])
                for value in facet['values'][:12]:
                    found = self.server.json(
                        'search', query, '--filter',
                        f'{name}={value["value"]}', '-n', '1')
                    self.assertEqual(found['total_hits'], value['articles'],
                                     (query, name, value))

    def test_every_hit_can_be_explained(self):
        for query in ('Paris OU Europe', 'accord ministre', 'Microsoft',
                      '"intelligence artificielle"', 'fédér*'):
            answer = self.server.json('search', query, '-n', '200')
            self.assertGreater(answer['total_hits'], 0, query)
            for hit in answer['hits']:
                article = hit['article']['id']
                explained = self.server.json('explain', query, '--article',
                                             article)
                self.assertTrue(explained['matches'])
                self.assertAlmostEqual(explained['score'], hit['score'])
                summed = sum(part['weight'] for part in
                             explained['clauses'] + explained['parts'])
                self.assertAlmostEqual(summed, hit['score'], places=6)
                shown = self.server.json('show', article)['article']
                for clause in explained['clauses']:
                    self.assertTrue(clause['message'])
                    self.assertTrue(clause['message_en'])
                    for place in clause['found']:
                        field = shown[place['field']].encode()
                        begin, end = place['range'].values()
                        self.assertEqual(field[begin:end].decode(),
                                         place['surface'])

    def test_explanations_come_in_three_formats_and_two_languages(self):
        explain = ('explain', 'zzyzx Brésil', '--article', 'dp-20251112-cop30')
        document = self.server.json(*explain)
        lines = self.server.lines(*explain)
        self.assertEqual([line['line'] for line in lines],
                         ['clause'] * len(document['clauses'])
                         + ['part'] * len(document['parts']) + ['total'])
        self.assertEqual(lines[-1]['score'], document['score'])
        french = self.server.ask(*explain).stdout.decode()
        self.assertIn('dp-20251112-cop30 ne répond pas à la requête', french)
        self.assertIn('✗ « zzyzx »', french)
        english = self.server.ask('--lang', 'en', *explain).stdout.decode()
        self.assertIn('dp-20251112-cop30 does not match the query', english)

    def test_age_lowers_scores_and_changes_no_hit(self):
        plain = self.server.json('search', 'Paris', '-n', '200')
        aged = self.server.json('search', 'Paris', '-n', '200',
                                '--freshness', '30')
        self.assertEqual(aged['total_hits'], plain['total_hits'])
        scores = {hit['article']['id']: hit['score'] for hit in plain['hits']}
        for hit in aged['hits']:
            score = scores.pop(hit['article']['id'])
            self.assertLessEqual(hit['score'], score)
        self.assertEqual(scores, {})

    def test_exit_codes(self):
        ask = self.server.ask
        self.assertEqual(ask('search', 'zzyzx').returncode, 0)
        self.assertEqual(ask('-e', 'search', 'zzyzx').returncode, 1)
        self.assertEqual(ask('-e', 'mentions', 'zzyzx').returncode, 1)
        self.assertEqual(ask('-e', 'search', 'Paris').returncode, 0)
        self.assertEqual(ask('search', '--nope').returncode, 2)
        self.assertEqual(ask('facets', '--by', 'couleur').returncode, 2)
        self.assertEqual(ask('search', '--filter', 'source').returncode, 2)
        self.assertEqual(ask('--strict', 'search', 'a').returncode, 2)
        strict = ask('search', '--strict', 'né (Paris')
        self.assertEqual(strict.returncode, 2)
        self.assertTrue(strict.stderr.decode().endswith(
            '\n  né (Paris\n     ^\n'), strict.stderr)
        self.assertEqual(
            ask('search', '--require-complete', 'Paris').returncode, 0)
        self.assertEqual(ask('search', '--page-token', 'x', '').returncode, 2)
        self.assertEqual(ask('show', 'no-such-article').returncode, 2)
        for days in ('-1', 'nan', 'hier'):
            self.assertEqual(
                ask('search', 'x', '--freshness', days).returncode, 2)
        explain = ('explain', '--article', 'dp-20251112-cop30')
        self.assertEqual(ask(*explain, 'zzyzx').returncode, 0)
        self.assertEqual(ask('-e', *explain, 'zzyzx').returncode, 1)
        self.assertEqual(ask('-e', *explain, '').returncode, 0)
        self.assertEqual(ask(*explain, '--strict', '(Paris').returncode, 2)
        self.assertEqual(ask('explain', 'Paris').returncode, 2)
        self.assertEqual(
            ask('explain', 'x', '--article', 'no-such-article').returncode, 2)
        self.assertEqual(
            ask('show', 'no-such-article', 'dp-20251112-cop30').returncode, 4)
        self.assertEqual(programs.run('vigie', '--server',
                                      'unix:/nonexistent/socket', 'status')
                         .returncode, 3)

    def test_errors_go_to_stderr_in_the_language_asked(self):
        french = self.server.ask('show', 'no-such-article')
        self.assertEqual(french.stdout, b'')
        self.assertIn('introuvable', french.stderr.decode())
        english = self.server.ask('--lang', 'en', 'show', 'no-such-article')
        self.assertIn('not found', english.stderr.decode())
        self.assertIn('searches articles', programs.run(
            'vigie', '--lang', 'en', '--help').stdout.decode())
        self.assertIn('cherche des articles',
                      programs.run('vigie', '--help').stdout.decode())

    def test_language_changes_no_answer(self):
        french = self.server.ask('mentions', 'chip IP', '--format', 'ndjson')
        english = self.server.ask('--lang', 'en', 'mentions', 'chip IP',
                                  '--format', 'ndjson')
        self.assertEqual(french.stdout, english.stdout)

    def test_no_colour_and_no_escape_when_stdout_is_no_terminal(self):
        for verb in (['search', 'Paris'], ['mentions', 'Paris'],
                     ['facets', 'Paris'], ['show', 'dp-20251112-cop30'],
                     ['analyze', 'l’IA'], ['status'],
                     ['explain', 'Paris', '--article', 'dp-20251112-cop30']):
            answer = self.server.ask(*verb)
            self.assertEqual(answer.returncode, 0)
            self.assertNotIn(b'\033', answer.stdout)
            self.assertNotEqual(answer.stdout, b'')
        colored = self.server.ask('--color', 'always', 'search', 'Paris')
        self.assertIn(b'\033[1;33mParis', colored.stdout)

    def test_the_article_of_an_elided_word_is_not_marked(self):
        answer = self.server.ask('search', 'OpenAI')
        self.assertRegex(answer.stdout.decode(), r'[dqDQ]u?’\[OpenAI\]')

    def test_the_server_comes_from_the_environment_unless_a_flag_says(self):
        status = programs.run('vigie', 'status', '--format', 'json',
                              env={'VIGIE_SERVER': self.server.address})
        self.assertEqual(json.loads(status.stdout)['index']['articles'], 24)
        flag = programs.run('vigie', '--server', 'unix:/nonexistent/socket',
                            'status',
                            env={'VIGIE_SERVER': self.server.address})
        self.assertEqual(flag.returncode, 3)

    def test_an_index_can_be_asked_without_a_server(self):
        private = programs.run('vigie', '--index', self.index, 'mentions',
                               'OpenAI', '--format', 'ndjson')
        self.assertEqual(private.returncode, 0, private.stderr.decode())
        served = self.server.ask('mentions', 'OpenAI', '--format', 'ndjson')
        self.assertEqual(private.stdout, served.stdout)
        absent = programs.run('vigie', '--index', '/nonexistent', 'status')
        self.assertEqual(absent.returncode, 3)

    def test_a_unix_socket_serves_like_a_port(self):
        path = pathlib.Path(self.folder.name) / 'socket'
        server = programs.Server(self.index, listen=f'unix:{path}')
        try:
            self.assertEqual(server.hits('Paris'), self.server.hits('Paris'))
            self.assertEqual(os.stat(path).st_mode & 0o077, 0)
        finally:
            self.assertEqual(server.stop(), 0)
        self.assertFalse(path.exists())

    def test_a_new_revision_is_served_without_a_restart(self):
        directory = self.folder.name + '/live'
        programs.index(directory, '-', stdin=b'{"id":"1","text":"Un pin."}')
        server = programs.Server(directory)
        try:
            self.assertEqual(server.hits('pin'), ['1'])
            programs.index(directory, '-',
                           stdin=b'{"id":"2","text":"Deux pins."}')
            for _ in range(200):
                found = server.hits('pin')
                if len(found) == 2:
                    break
            self.assertEqual(sorted(found), ['1', '2'])
        finally:
            self.assertEqual(server.stop(), 0)


if __name__ == '__main__':
    unittest.main()
