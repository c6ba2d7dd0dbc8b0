"""A client that nobody here wrote the stubs of: Python's grpcio against the
real server, over a port and over a unix socket."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

import vigie_programs as programs

HERE = pathlib.Path(__file__).resolve().parent


class ForeignClient(unittest.TestCase):

    def drive(self, listen):
        with tempfile.TemporaryDirectory() as folder:
            added = programs.index(folder + '/index', programs.SAMPLES)
            self.assertEqual(added.returncode, 0, added.stderr.decode())
            server = programs.Server(
                folder + '/index', listen=listen.format(folder=folder))
            try:
                client = subprocess.run(
                    [sys.executable, str(HERE / 'foreign_client.py'),
                     server.address],
                    capture_output=True, timeout=120, check=False)
            finally:
                self.assertEqual(server.stop(), 0)
            self.assertEqual(client.returncode, 0,
                             (client.stdout + client.stderr).decode())

    def test_over_a_port(self):
        self.drive('127.0.0.1:0')

    def test_over_a_unix_socket(self):
        self.drive('unix:{folder}/socket')


if __name__ == '__main__':
    unittest.main()
