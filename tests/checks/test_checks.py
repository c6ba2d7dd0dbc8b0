"""The checks themselves: each must find what it is there to find."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / 'scripts'
PROTO = '''syntax = "proto3";
package vigie.v1;
message Thing {
  string name = 1;
  repeated uint32 counts = 2;
}
enum Kind { KIND_UNSPECIFIED = 0; KIND_A = 1; }
service ThingService { rpc Get(Thing) returns (stream Thing); }
'''


class Check(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def check(self, script, *arguments):
        return subprocess.run(
            [sys.executable, str(SCRIPTS / script),
             *map(str, arguments or [self.root])],
            capture_output=True, text=True, check=False)

    def expect_fault(self, script, *words):
        run = self.check(script)
        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        for word in words:
            self.assertIn(word, run.stdout)

    def expect_clean(self, script):
        run = self.check(script)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)


class Messages(Check):

    GOOD = ('Say(language, "introuvable\u202f: ", "not found: ");\n'
            'Wording{"aucune", "none"};  // d\'ici : là\n'
            'puts("plain");\n')

    def test_accepts_pairs_and_typography(self):
        self.write('client/a.cc', self.GOOD)
        self.expect_clean('check_messages.py')

    def test_finds_what_is_missing_or_misspelt(self):
        for text, word in (
                ('puts("délai dépassé");', 'no translation'),
                ('Say(l, "oui", "");', 'no translation'),
                ('Say(l, "oui", "dépassé");', 'French for English'),
                ('Say(l, "non : x", "no: x");', 'narrow space'),
                ('Say(l, "« x\u202f»", "x");', 'narrow space'),
                ('Say(l, "rien d\'écrit", "nothing");', 'apostrophe')):
            self.write('client/b.cc', self.GOOD + text)
            self.expect_fault('check_messages.py', 'client/b.cc:4: ' + word)

    def test_wants_narrow_spaces_of_indexer_and_server(self):
        path = self.write('indexer/a.cc', 'Print("rejeté : " + x, "%d %%");\n')
        self.expect_fault('check_messages.py', 'indexer/a.cc:1: narrow space')
        self.check('check_messages.py', '--fix', self.root)
        self.assertEqual(path.read_text(),
                         'Print("rejeté\u202f: " + x, "%d %%");\n')

    def test_puts_narrow_spaces_in(self):
        path = self.write('client/c.cc', 'Say(l, "« x » : y", "x: y");')
        self.check('check_messages.py', '--fix', self.root)
        self.assertEqual(path.read_text(),
                         'Say(l, "«\u202fx\u202f»\u202f: y", "x: y");')
        self.expect_clean('check_messages.py')


class Layering(Check):

    def test_accepts_the_arrows(self):
        self.write('search/src/match/a.cc', '#include "index/b.h"\n'
                   '#include "query/c.h"\n#include <xapian.h>\n#include <set>\n')
        self.write('search/src/snapshot.cc', '#include "match/a.h"\n')
        self.write('search/include/vigie/a.h',
                   '#include <string>\n#include "vigie/b.h"\n')
        self.write('server/a.cc', '#include <grpcpp/grpcpp.h>\n'
                   '#include "wire/b.h"\n#include "vigie/v1/c.pb.h"\n')
        self.write('client/a.cc', '#include "vigie/v1/c.pb.h"\n')
        self.expect_clean('check_layering.py')

    def test_refuses_what_goes_against_them(self):
        for name, line in (
                ('search/src/text/a.cc', '#include "analysis/b.h"'),
                ('search/src/analysis/a.h', '#include "entities/b.h"'),
                ('search/src/query/a.cc', '#include "index/b.h"'),
                ('search/src/index/a.cc', '#include "match/b.h"'),
                ('search/src/index/a.cc', '#include "query/b.h"'),
                ('search/src/query/a.cc', '#include <xapian.h>'),
                ('search/src/match/a.cc', '#include <grpcpp/grpcpp.h>'),
                ('search/src/match/a.cc', '#include "vigie/v1/hit.pb.h"'),
                ('search/src/match/a.cc', '#include "wire/b.h"'),
                ('search/src/match/a.cc', '#include "search/src/text/b.h"'),
                ('search/src/snapshot.cc', '#  include "server/b.h"'),
                ('search/include/vigie/a.h', '#include <xapian.h>'),
                ('search/include/vigie/a.h', '#include <grpcpp/status.h>'),
                ('search/include/vigie/a.h', '#include "match/b.h"'),
                ('search/include/vigie/a.h', '#include <sys/types.h>'),
                ('server/a.cc', '#include "match/b.h"'),
                ('server/a.cc', '#include <xapian.h>'),
                ('indexer/a.cc', '#include "server/b.h"'),
                ('wire/a.cc', '#include "index/b.h"'),
                ('client/a.cc', '#include "vigie/snapshot.h"'),
                ('client/a.cc', '#include <vigie/snapshot.h>'),
                ('client/a.cc', '#include "wire/b.h"'),
                ('examples/embed/main.cc', '#include "match/b.h"')):
            with self.subTest(name=name, line=line):
                path = self.write(name, line + '\n')
                self.expect_fault('check_layering.py', f'{name}:1')
                path.unlink()


class Files(Check):

    def test_accepts_an_orderly_tree(self):
        self.write('README.md', '[a](docs/a.md) [b](https://example.org/b)\n')
        self.write('docs/a.md', '[up](../README.md#top)\n')
        self.write('src/a.cc', 'int a;\n' * 400)
        self.write('src/b.cc', '// Long because it is one table.\n'
                   + 'int a;\n' * 400)
        self.expect_clean('check_files.py')

    def test_refuses_disorder(self):
        mark = 'TO' + 'DO'
        for name, text, fault in (
                ('src/a.cc', 'int a;\n' * 401, '401 lines'),
                ('src/a.py', f'# {mark}: later\n', 'unfinished'),
                ('src/string_util.h', '', 'says nothing'),
                ('src/helpers/a.h', '', 'says nothing'),
                ('docs/a.md', '[gone](b.md)\n', 'dead link'),
                ('docs/b.md', 'one\n' + '<' * 7 + ' HEAD\n', 'a merge')):
            with self.subTest(name=name):
                path = self.write(name, text)
                self.expect_fault('check_files.py', name, fault)
                path.unlink()


class Format(Check):

    def setUp(self):
        super().setUp()
        self.write('.clang-format', (ROOT / '.clang-format').read_text())

    def test_tells_the_file(self):
        self.write('a.cc', 'int main() { return 0; }\n')
        self.expect_clean('check_format.py')
        self.write('b.cc', 'int  main( ) {return 0;}\n')
        self.expect_fault('check_format.py', 'b.cc: not formatted')
        self.check('check_format.py', '--fix', self.root)
        self.expect_clean('check_format.py')


class Tidy(Check):

    def setUp(self):
        super().setUp()
        self.write('.clang-tidy', (ROOT / '.clang-tidy').read_text())
        self.write('search/include/vigie/a.h', 'inline int One() { return 1; }\n')
        self.source = self.write('search/src/a.cc', '#include "vigie/a.h"\n'
                                 'int Two() { return 2 * One(); }\n')
        self.write('build/compile_commands.json', json.dumps([{
            'directory': str(self.root / 'build'), 'file': str(self.source),
            'command': f'c++ -I{self.root}/search/include -c {self.source}'}]))

    def test_checks_a_file_again_only_when_it_or_its_header_changed(self):
        def checked():
            run = self.check('check_tidy.py')
            self.assertEqual(run.returncode, 0, run.stdout)
            return run.stdout.split(', ')[1]
        self.assertEqual(checked(), '1 checked')
        self.assertEqual(checked(), '0 checked')
        self.write('search/include/vigie/a.h', 'inline int One() { return 3; }\n')
        self.assertEqual(checked(), '1 checked')

    def test_tells_the_finding_every_time(self):
        self.source.write_text('int *Two() { return 0; }\n')
        for _ in range(2):
            self.expect_fault('check_tidy.py', 'modernize-use-nullptr',
                              '1 texts with findings')

    def write_second(self, text):
        second = self.write('search/src/b.cc', text)
        database = self.root / 'build/compile_commands.json'
        commands = json.loads(database.read_text())
        command = dict(commands[0], file=str(second))
        command['command'] = command['command'].replace(
            str(self.source), str(second))
        database.write_text(json.dumps([*commands, command]))

    def test_names_the_place_in_the_second_of_two_files_checked_as_one(self):
        self.write_second('int Three();\nint *Four() { return 0; }\n')
        self.expect_fault('check_tidy.py', 'search/src/b.cc:2:22: error')

    def test_checks_files_that_do_not_compile_as_one(self):
        self.write_second('int Two() { return 2; }\n'
                          'int *Four() { return 0; }\n')
        self.expect_fault('check_tidy.py', 'search/src/b.cc:2:22: error',
                          '2 checked', '1 texts with findings')

    def test_keeps_files_apart_that_have_a_name_of_their_own_alike(self):
        private = 'namespace {\nint *Own() { return 0; }\n}  // namespace\n'
        self.source.write_text(private + 'int *Two() { return Own(); }\n')
        self.write_second(private + 'int *Three() { return Own(); }\n')
        self.expect_fault('check_tidy.py', 'search/src/a.cc:2:21: error',
                          'search/src/b.cc:2:21: error',
                          '2 texts with findings')

    def test_refuses_a_build_without_sources(self):
        self.write('build/compile_commands.json', '[]')
        self.expect_fault('check_tidy.py', '0 files')


class Proto(Check):

    def setUp(self):
        super().setUp()
        self.golden = self.write('tests/checks/proto_v1.golden', '')
        self.proto = self.write('proto/vigie/v1/a.proto', PROTO)
        self.check('check_proto.py', '--update', self.root)

    def test_holds_while_nothing_changes(self):
        self.assertIn('field vigie.v1.Thing.counts = 2 repeated uint32',
                      self.golden.read_text())
        self.expect_clean('check_proto.py')

    def test_names_what_breaks_clients(self):
        for before, after, fault in (
                ('name = 1', 'name = 3', 'was 1 string and is 3 string'),
                ('string name', 'bytes name', 'is 1 bytes'),
                ('  string name = 1;\n', '', 'Thing.name = 1 string is gone'),
                ('KIND_A = 1', 'KIND_A = 2', 'KIND_A was 1 and is 2'),
                ('repeated uint32', 'uint32', 'is 2 uint32'),
                ('stream Thing', 'Thing', 'rpc vigie.v1.ThingService.Get was'),
                ('counts = 2;', 'counts = 2; bool more = 4;',
                 'more = 4 bool is new')):
            with self.subTest(after=after):
                self.proto.write_text(PROTO.replace(before, after))
                self.expect_fault('check_proto.py', fault)


if __name__ == '__main__':
    unittest.main()
