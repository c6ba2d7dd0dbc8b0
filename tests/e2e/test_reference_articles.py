"""What must hold on the two reference articles, which are not part of the
repository: their folder is the environment variable VIGIE_REFERENCE_ARTICLES,
else ../shared/articles beside the repository. Skipped where it is absent."""
import collections
import os
import pathlib
import tempfile
import unittest

import vigie_programs as programs

FOLDER = pathlib.Path(os.environ.get(
    'VIGIE_REFERENCE_ARTICLES', programs.ROOT.parent / 'shared/articles'))
A = '000_8870c4a42548b9d0.txt'
B = '004_3878c055db7a541e.txt'


def is_nominal(row):
    """« le géant logiciel », where « Suleyman » is a short name."""
    return row['rule'] == 'coreference' and row['surface'][0].islower()


@unittest.skipUnless((FOLDER / A).exists(), 'no reference articles here')
class ReferenceArticles(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        directory = cls.folder.name + '/index'
        added = programs.index(directory, FOLDER)
        assert added.returncode == 0, added.stderr.decode()
        cls.server = programs.Server(directory)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.folder.cleanup()

    def surfaces(self, query, article):
        rows = self.server.lines('mentions', query)
        return collections.Counter(row['surface'] for row in rows
                                   if row['article']['id'] == article)

    def per_article(self, query):
        rows = [row for row in self.server.lines('mentions', query)
                if not is_nominal(row)]
        return collections.Counter(row['article']['id'] for row in rows)

    def test_searches_find_exactly_the_article_on_the_partnership(self):
        self.assertEqual(self.server.hits('Broadcom'), [B])
        self.assertEqual(self.server.hits('concept:"chip IP"'), [B])
        self.assertEqual(self.server.hits('chip IP')[0], B)

    def test_broadcom_or_chip_ip_has_one_mention_of_each(self):
        rows = self.server.lines('mentions', 'Broadcom OU concept:"chip IP"')
        self.assertEqual([row['entity']['id'] for row in rows],
                         ['org/broadcom', 'concept/chip-ip'])
        self.assertIn('propriété intellectuelle sur les conceptions de puces',
                      rows[1]['surface'])

    def test_every_mention_is_found_once(self):
        for query, in_a, in_b in [
                ('entity:"Microsoft"', 12, 11), ('entity:"OpenAI"', 6, 12),
                ('Microsoft', 12, 11), ('OpenAI', 6, 12),
                ('entity:"Mustafa Suleyman"', 2, 0), ('Suleyman', 2, 0),
                ('entity:"Satya Nadella"', 1, 1), ('MAI-1-preview', 2, 0),
                ('entity:"Nvidia"', 1, 0), ('H100', 1, 0),
                ('entity:"Google"', 1, 1), ('entity:"Amazon"', 0, 1),
                ('entity:"Meta"', 1, 0), ('entity:"xAI"', 1, 0),
                ('entity:"LMArena"', 1, 0), ('entity:"Copilot"', 1, 0),
                ('entity:"Azure OpenAI"', 1, 0), ('entity:"Broadcom"', 0, 1),
                ('concept:"IA"', 10, 7)]:
            with self.subTest(query):
                counts = self.per_article(query)
                self.assertEqual((counts[A], counts[B]), (in_a, in_b))

    def test_a_nominal_mention_is_its_owners(self):
        rows = [row for row in self.server.lines('mentions', 'Microsoft')
                if is_nominal(row)]
        self.assertEqual([(row['article']['id'], row['surface'])
                          for row in rows], [(A, 'le géant logiciel')])

    def test_the_concept_is_counted_by_surface(self):
        in_a = self.surfaces('concept:"IA"', A)
        in_b = self.surfaces('concept:"IA"', B)
        self.assertEqual((in_a['IA'], in_b['IA']), (9, 1))
        self.assertEqual((in_a['AI'], in_b['AI']), (0, 2))
        self.assertEqual((in_a['intelligence artificielle'],
                          in_b['intelligence artificielle']), (1, 4))

    def test_openai_inside_azure_openai_is_nested(self):
        rows = [row for row in self.server.lines('mentions', 'OpenAI')
                if row['nested']]
        self.assertEqual(len(rows), 1)
        self.assertEqual(rows[0]['article']['id'], A)

    def test_ia_is_never_an_organisation(self):
        rows = self.server.lines('mentions', '--entities-in-hits', '')
        for row in rows:
            if row['surface'] in ('IA', 'AI'):
                self.assertEqual(row['entity']['type'], 'concept')

    def test_words_find_what_a_reader_would_find(self):
        for query, want in [('industrie', {B}), ('accord', {B}),
                            ('semi-conducteur', {B}), ('semiconducteur', {B}),
                            ('puce', {A, B}), ('Puce', {A, B}),
                            ('PUCES', {A, B})]:
            with self.subTest(query):
                self.assertEqual(set(self.server.hits(query)), want)

    def test_the_bytes_of_every_mention_are_its_surface(self):
        texts = {}
        for name in (A, B):
            article = self.server.json('show', name)['article']
            texts[name] = {field: article[field].encode()
                           for field in ('title', 'text')}
        rows = self.server.lines('mentions', '--entities-in-hits', '')
        self.assertGreater(len(rows), 70)
        for row in rows:
            text = texts[row['article']['id']][row['field']]
            self.assertEqual(text[row['begin']:row['end']].decode(),
                             row['surface'])
            sentence = row['sentence']
            self.assertEqual(text[sentence['begin']:sentence['end']].decode(),
                             sentence['text'])

    def test_titles_are_told_from_text(self):
        self.assertNotEqual(self.server.json('show', A)['article']['title'],
                            '')
        self.assertEqual(self.server.json('show', B)['article']['title'], '')

    def test_facet_counts_equal_the_hits_after_clicking(self):
        answer = self.server.json('facets', 'Microsoft', '--top', '1000')
        values = 0
        for facet in answer['facets']:
            self.assertTrue(facet['exact'])
            key = facet['key']
            name = key['entity_type'] if key['dimension'] == 'entity' \
                else key['dimension']
            for value in facet['values']:
                hits = self.server.hits('Microsoft', '--filter',
                                        f'{name}={value["value"]}')
                self.assertEqual(len(hits), value['articles'], value)
                values += 1
        self.assertGreater(values, 10)


if __name__ == '__main__':
    unittest.main()
