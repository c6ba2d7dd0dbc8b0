#!/usr/bin/python3
"""Clients of other makers against the real server: @grpc/grpc-js and
connect-node, buf curl by reflection, and grpc-js through nginx.

They come from npm's registry (tests/foreign/package-lock.json) into a folder
that is kept beside the programs; without npm, or offline, all is skipped.
"""
import hashlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

import vigie_programs as programs

FOREIGN = programs.ROOT / 'tests/foreign'
KEPT = programs.BIN.parent / 'foreign'
PROXY = '''
daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} http2;
    location / {{ grpc_pass grpc://{address}; }}
  }}
}}
'''


def free_port():
    """A port that nobody listens on now."""
    with socket.create_server(('127.0.0.1', 0)) as taken:
        return taken.getsockname()[1]


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(('127.0.0.1', port)) == 0


def packages():
    """The folder with the clients; why there is none, in SkipTest."""
    if not shutil.which('node') or not shutil.which('npm'):
        raise unittest.SkipTest('needs Node.js and npm')
    lock = (FOREIGN / 'package-lock.json').read_bytes()
    folder = KEPT / hashlib.sha256(lock).hexdigest()[:12]
    if not (folder / 'node_modules').exists():
        KEPT.mkdir(exist_ok=True)
        draft = pathlib.Path(tempfile.mkdtemp(dir=KEPT))
        for name in ('package.json', 'package-lock.json'):
            shutil.copy(FOREIGN / name, draft)
        try:
            subprocess.run(
                ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund',
                 '--fetch-retries=0', '--fetch-timeout=20000'], cwd=draft,
                check=True, capture_output=True, timeout=120)
            draft.rename(folder)
        except (subprocess.SubprocessError, OSError) as error:
            shutil.rmtree(draft, ignore_errors=True)
            raise unittest.SkipTest(f'npm ci fails, offline? ({error})')
    for script in FOREIGN.glob('*.mjs'):
        shutil.copy(script, folder)
    return folder


class NodeClients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.packages = packages()
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        added = programs.index(cls.folder / 'index', programs.SAMPLES)
        assert added.returncode == 0, added.stderr.decode()
        cls.server = programs.Server(cls.folder / 'index')

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0
        cls.scratch.cleanup()

    def drive(self, *command):
        client = subprocess.run(command, capture_output=True, timeout=60,
                                cwd=self.packages, check=False)
        self.assertEqual(client.returncode, 0,
                         (client.stdout + client.stderr).decode())
        return client.stdout

    def grpc_js(self, address):
        self.drive('node', 'grpc_js_client.mjs', address,
                   str(programs.ROOT / 'proto'))

    def test_grpc_js(self):
        self.grpc_js(self.server.address)

    def test_the_program_of_the_readme(self):
        readme = (programs.ROOT / 'README.md').read_text()
        program = readme.split('```js\n')[1].split('```')[0]
        for there, here in (('/usr/share/vigie/proto',
                             str(programs.ROOT / 'proto')),
                            ('127.0.0.1:7711', self.server.address)):
            self.assertIn(there, program)
            program = program.replace(there, here)
        rows = self.drive('node', '-e', program).decode()
        self.assertIn("id: 'org/openai'", rows)
        self.assertNotIn('Error', rows)

    def test_connect_node(self):
        descriptors = self.folder / 'descriptors'
        proto = programs.ROOT / 'proto'
        self.drive('protoc', '-I', str(proto), '--include_imports',
                   f'--descriptor_set_out={descriptors}',
                   *map(str, proto.glob('vigie/v1/*_service.proto')))
        self.drive('node', 'connect_client.mjs', self.server.address,
                   str(descriptors))

    def buf_curl(self, method, request):
        buf = self.packages / 'node_modules/@bufbuild/buf-linux-x64/bin/buf'
        if not buf.exists():
            self.skipTest('buf has no program for this machine')
        return json.loads(self.drive(
            str(buf), 'curl', '--protocol', 'grpc', '--http2-prior-knowledge',
            '-d', json.dumps(request),
            f'http://{self.server.address}/{method}'))

    def test_buf_curl_by_reflection(self):
        found = self.buf_curl('vigie.v1.SearchService/Search',
                              {'query': 'Microsoft', 'pageSize': 1})
        self.assertGreater(found['totalHits'], 0)
        health = self.buf_curl('grpc.health.v1.Health/Check', {})
        self.assertEqual(health['status'], 'SERVING')

    def test_grpc_js_through_nginx(self):
        nginx = os.environ.get('NGINX') or shutil.which(
            'nginx', path=os.environ.get('PATH', '') + ':/usr/sbin')
        if not nginx:
            self.skipTest('needs nginx')
        folder = self.folder / 'nginx'
        folder.mkdir()
        number = free_port()
        (folder / 'conf').write_text(PROXY.format(
            folder=folder, port=number, address=self.server.address))
        proxy = subprocess.Popen(
            [nginx, '-p', str(folder), '-e', str(folder / 'log'), '-c',
             str(folder / 'conf')], stderr=subprocess.DEVNULL)
        try:
            limit = time.monotonic() + 20
            while not listens(number):
                self.assertIsNone(proxy.poll(), 'nginx did not start')
                self.assertLess(time.monotonic(), limit)
                time.sleep(0.02)
            self.grpc_js(f'127.0.0.1:{number}')
        finally:
            proxy.send_signal(signal.SIGTERM)
            proxy.wait(timeout=20)


if __name__ == '__main__':
    unittest.main()
