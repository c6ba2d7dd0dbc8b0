"""What the Debian packages hold and need; that the programs of one that is
unpacked, and not installed, answer.

usage: test_packages.py BUILD VERSION ABI

Makes the packages of BUILD without compression, in a folder of its own. How
they install, upgrade and serve on a fresh system is packaging/fresh_root.sh's.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

BUILD, VERSION, ABI = sys.argv[1:4]
SOURCE = pathlib.Path(__file__).resolve().parents[2]
UNIT = SOURCE / 'packaging/systemd/vigie-server.service'
PROGRAMS = ('vigie', 'vigie-server', 'vigie-indexer', 'vigie-dictionary')


def output(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          **options).stdout


class Packages(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.folder.name)
        output('cpack', '--config', BUILD + '/CPackConfig.cmake', '-B',
               str(root), '-D', 'CPACK_DEBIAN_COMPRESSION_TYPE=none', '-D',
               f'CPACK_OUTPUT_FILE_PREFIX={root}', cwd=BUILD)
        cls.files = {path.name.split('_')[0]: path
                     for path in root.glob('*.deb')}
        cls.tree = root / 'tree'
        for path in cls.files.values():
            output('dpkg-deb', '-x', path, cls.tree)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def field(self, package, name):
        return output('dpkg-deb', '-f', self.files[package], name).strip()

    def names(self, package):
        listing = output('dpkg-deb', '-c', self.files[package])
        return [line.split()[5].lstrip('.') for line in listing.splitlines()]

    def test_there_are_three_of_one_version(self):
        self.assertEqual(sorted(self.files),
                         sorted([f'libvigie{ABI}', 'libvigie-dev', 'vigie']))
        for package in self.files:
            self.assertEqual(self.field(package, 'Version'), VERSION)

    def test_the_library_needs_no_service(self):
        depends = self.field(f'libvigie{ABI}', 'Depends')
        for needed in ('libxapian30', 'libicu', 'libzstd1'):
            self.assertIn(needed, depends)
        for foreign in ('grpc', 'protobuf', 'absl', 'spdlog', 'archive'):
            self.assertNotIn(foreign, depends)
        shlibs = output('sh', '-c', 'dpkg-deb --ctrl-tarfile "$0" | '
                        'tar xO ./shlibs', self.files[f'libvigie{ABI}'])
        self.assertEqual(
            shlibs.strip(), f'libvigie {ABI} libvigie{ABI} (>= {VERSION})')

    def test_development_goes_with_its_own_library(self):
        self.assertEqual(self.field('libvigie-dev', 'Depends'),
                         f'libvigie{ABI} (= {VERSION})')
        names = self.names('libvigie-dev')
        headers = {name for name in names if name.endswith('.h')}
        source = SOURCE / 'search/include'
        self.assertEqual(headers, {f'/usr/include/{path.relative_to(source)}'
                                   for path in source.rglob('*.h')})
        for end in ('/vigie.pc', '/vigie-config.cmake', '/libvigie.so',
                    '/examples/c/main.c', '/examples/python/mentions.py'):
            self.assertTrue(any(name.endswith(end) for name in names), end)
        # Compiling against it must ask for no other -dev package.
        described = next(self.tree.rglob('vigie.pc')).read_text()
        self.assertNotIn('Requires', described)

    def test_programs_have_manual_pages_in_both_languages(self):
        names = self.names('vigie')
        for program in PROGRAMS:
            self.assertIn(f'/usr/bin/{program}', names)
            self.assertIn(f'/usr/share/man/man1/{program}.1.gz', names)
            self.assertIn(f'/usr/share/man/fr/man1/{program}.1.gz', names)
        self.assertIn('libgrpc++', self.field('vigie', 'Depends'))

    def test_manual_pages_hold_every_verb(self):
        for language, verb in (('', 'erase'), ('fr/', 'backup')):
            page = f'usr/share/man/{language}man1/vigie-indexer.1.gz'
            text = output('zcat', self.tree / page)
            self.assertIn(f'\n.SS {verb}\n', text)

    def test_the_server_has_a_unit_and_settings_that_stay(self):
        unit = (self.tree / 'usr/lib/systemd/system/vigie-server.service')
        self.assertIn('ExecStart=/usr/bin/vigie-server', unit.read_text())
        self.assertTrue((self.tree / 'etc/vigie/server.toml').is_file())
        control = output('sh', '-c', 'dpkg-deb --ctrl-tarfile "$0" | '
                         'tar xO ./conffiles', self.files['vigie'])
        self.assertEqual(control, '/etc/vigie/server.toml\n')

    def test_shells_can_complete(self):
        for name in ('bash-completion/completions/vigie',
                     'zsh/vendor-completions/_vigie',
                     'fish/vendor_completions.d/vigie.fish'):
            script = (self.tree / 'usr/share' / name).read_text()
            self.assertIn('__complete', script)

    def test_no_file_names_this_machine_or_lacks_its_licence(self):
        for package in self.files:
            documentation = f'/usr/share/doc/{package}/'
            self.assertIn(documentation + 'copyright', self.names(package))
        for program in PROGRAMS:
            dynamic = output('readelf', '-dW',
                             self.tree / 'usr/bin' / program)
            self.assertNotIn('RUNPATH', dynamic)
            self.assertNotIn('RPATH', dynamic)

    def test_unpacked_programs_index_and_answer(self):
        index = self.folder.name + '/index'
        environment = dict(os.environ, PATH=f'{self.tree}/usr/bin:'
                           + os.environ['PATH'])
        environment.pop('VIGIE_SERVER', None)
        output('vigie-indexer', 'add', '--index', index,
               self.tree / 'usr/share/vigie/samples', env=environment)
        found = output('vigie', '--index', index, 'search',
                       'Broadcom OU concept:"chip IP"', '--format', 'json',
                       env=environment)
        self.assertIn('org/broadcom', found)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
