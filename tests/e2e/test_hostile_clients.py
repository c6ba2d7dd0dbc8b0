#!/usr/bin/python3
"""Clients that break HTTP/2, stall or leave: the server goes on for others.

Everything stays on loopback and is bounded in count, bytes and time. After each
attack a well-behaved client is answered, and memory and descriptors are where
they were.
"""
import os
import random
import socket
import struct
import tempfile
import time
import unittest

import vigie_programs

PREFACE = b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
DATA, HEADERS, RST_STREAM, SETTINGS, PING, CONTINUATION = 0, 1, 3, 4, 6, 9
END_STREAM, END_HEADERS = 1, 4
# A sanitizer keeps what was freed, 256 MB of it, and pads what is not.
GROWTH_KIB = (512 if os.environ.get('SANITIZER') else 64) * 1024
SEARCH = '/vigie.v1.SearchService/Search'
REQUEST = b'\x0a\x06accord'  # query: "accord"


def frame(kind, flags, stream, payload=b''):
    return struct.pack('>I', len(payload))[1:] + bytes((kind, flags)) + \
        struct.pack('>I', stream) + payload


def literal(name, value):
    """A header field of HPACK: literal, never indexed, no Huffman code."""
    def text(content):
        size = len(content)
        if size < 127:
            return bytes((size,)) + content
        size, coded = size - 127, b'\x7f'
        while size >= 128:
            coded, size = coded + bytes((size % 128 + 128,)), size // 128
        return coded + bytes((size,)) + content
    return b'\x10' + text(name.encode()) + text(value.encode())


def headers(path=SEARCH, more=()):
    fields = [(':method', 'POST'), (':scheme', 'http'), (':path', path),
              (':authority', 'localhost'), ('te', 'trailers'),
              ('content-type', 'application/grpc'), *more]
    return b''.join(literal(name, value) for name, value in fields)


def message(content, claimed=None):
    size = len(content) if claimed is None else claimed
    return b'\0' + struct.pack('>I', size) + content


def call(stream, more=()):
    return frame(HEADERS, END_HEADERS, stream, headers(more=more)) + \
        frame(DATA, END_STREAM, stream, message(REQUEST))


class HostileClients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        index = os.path.join(cls.folder.name, 'index')
        built = vigie_programs.index(
            index, vigie_programs.SAMPLES / 'presse.jsonl')
        assert built.returncode == 0, built.stderr.decode()
        cls.server = vigie_programs.Server(index)
        cls.port = int(cls.server.address.rsplit(':', 1)[1])

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0
        cls.folder.cleanup()

    def setUp(self):
        self.open = []
        self.answers()
        # VmHWM counts from here: opening takes more, and gives it back.
        with open(f'/proc/{self.server.process.pid}/clear_refs', 'w') as peaks:
            peaks.write('5')
        self.before = self.use()

    def tearDown(self):
        self.answers()
        for connection in self.open:
            connection.close()
        self.assertLess(self.use('VmHWM') - self.before, GROWTH_KIB)
        limit = time.monotonic() + 20
        while self.descriptors() > 40 and time.monotonic() < limit:
            time.sleep(0.02)
        self.assertLessEqual(self.descriptors(), 40)

    def use(self, field='VmRSS'):
        with open(f'/proc/{self.server.process.pid}/status') as status:
            for line in status:
                if line.startswith(field):
                    return int(line.split()[1])
        raise AssertionError('the server is gone')

    def descriptors(self):
        return len(os.listdir(f'/proc/{self.server.process.pid}/fd'))

    def answers(self):
        """A client that keeps to the rules is answered at once."""
        start = time.monotonic()
        self.assertTrue(self.server.json('search', 'accord')['hits'])
        self.assertLess(time.monotonic() - start, 10)

    def connect(self, greeting=PREFACE + frame(SETTINGS, 0, 0)):
        connection = socket.create_connection(('127.0.0.1', self.port), 10)
        connection.settimeout(10)
        self.open.append(connection)
        if greeting:
            self.send(connection, greeting)
        return connection

    @staticmethod
    def send(connection, content):
        """Sends until the server closes; what it thinks is its business."""
        try:
            connection.sendall(content)
            return True
        except OSError:
            return False

    @staticmethod
    def read(connection, enough=lambda content: False, limit=5):
        """What the server says until it closes, or `limit` seconds."""
        content = b''
        end = time.monotonic() + limit
        connection.settimeout(0.2)
        while not enough(content) and time.monotonic() < end:
            try:
                part = connection.recv(65536)
            except socket.timeout:
                continue
            except OSError:
                break
            if not part:
                break
            content += part
        return content

    def test_what_is_no_http2(self):
        for greeting in (b'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
                         b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
                         b'\0' * 4096, PREFACE[:-4] + b'XX\r\n'):
            self.read(self.connect(greeting), lambda content: content, 1)

    def test_random_bytes_and_random_frames(self):
        seed = int.from_bytes(os.urandom(4), 'big')
        print('seed', seed)
        chance = random.Random(seed)
        for _ in range(100):
            self.send(self.connect(b''), chance.randbytes(512))
        for _ in range(100):
            connection = self.connect()
            for _ in range(20):
                garbage = frame(chance.randrange(12), chance.randrange(256),
                                chance.choice((0, 1, 3, 2**31 - 1)),
                                chance.randbytes(chance.randrange(64)))
                if not self.send(connection, garbage):
                    break

    def test_frames_that_break_their_rules(self):
        wrong = (frame(DATA, 0, 1, b'x'), frame(HEADERS, END_HEADERS, 2, b'\x82'),
                 frame(SETTINGS, 0, 1), frame(SETTINGS, 0, 0, b'12345'),
                 frame(PING, 0, 0, b'short'), frame(RST_STREAM, 0, 0, b'\0' * 4),
                 frame(CONTINUATION, 0, 1, b'x'),
                 frame(HEADERS, END_HEADERS, 1, b'\xff\xff\xff\xff\xff\xff'),
                 b'\xff\xff\xff' + frame(DATA, 0, 1)[3:])
        for content in wrong:
            self.read(self.connect(PREFACE + frame(SETTINGS, 0, 0) + content),
                      limit=0.3)

    def test_messages_that_claim_more_than_they_have(self):
        for claimed in (2**32 - 1, 5 << 20, len(REQUEST) + 1):
            connection = self.connect()
            self.send(connection,
                      frame(HEADERS, END_HEADERS, 1, headers()) +
                      frame(DATA, END_STREAM, 1, message(REQUEST, claimed)))
            said = self.read(connection, lambda content: b'grpc-status' in
                             content, 2)
            self.assertNotIn(b'grpc-status\x010', said)

    def test_messages_that_are_none(self):
        for content in (b'\x0a\x02\xc3\x28', b'\xff' * 50, b'\x0a\x7fx'):
            connection = self.connect()
            self.send(connection,
                      frame(HEADERS, END_HEADERS, 1, headers()) +
                      frame(DATA, END_STREAM, 1, message(content)))
            said = self.read(connection, lambda content: b'grpc-status' in
                             content, 2)
            self.assertIn(b'grpc-status\x013', said)  # INVALID_ARGUMENT
        self.assertNotIn('libprotobuf', self.server.output())

    def test_metadata_beyond_its_limit(self):
        connection = self.connect()
        self.send(connection, call(1, more=[('x-large', 'x' * 20_000)]))
        said = self.read(connection, lambda content: b'grpc-status' in content,
                         2)
        self.assertNotIn(b'grpc-status\x010', said)

    def test_connections_that_say_nothing_or_one_byte_at_a_time(self):
        silent = [self.connect(b'') for _ in range(100)]
        greeted = [self.connect() for _ in range(100)]
        slow = [self.connect() for _ in range(20)]
        for byte in call(1):
            for connection in slow:
                self.send(connection, bytes((byte,)))
        self.answers()
        for connection in slow:
            self.assertIn(b'OpenAI', self.read(
                connection, lambda content: b'OpenAI' in content))
        self.assertEqual(len(silent + greeted), 200)

    def test_half_closed_connections(self):
        for content in (b'', call(1), call(1)[:-3]):
            connection = self.connect()
            self.send(connection, content)
            connection.shutdown(socket.SHUT_WR)
            self.read(connection, limit=0.3)

    def test_resets_in_the_middle_of_calls(self):
        for cut in range(0, len(call(1)), 4):
            connection = self.connect()
            self.send(connection, call(1)[:cut])
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                  struct.pack('ii', 1, 0))
            connection.close()

    def test_streams_that_are_reset_as_soon_as_they_start(self):
        connection = self.connect()
        cancel = struct.pack('>I', 8)
        for stream in range(1, 4001, 2):
            if not self.send(connection, call(stream) +
                             frame(RST_STREAM, 0, stream, cancel)):
                break

    def test_more_streams_than_a_connection_may_have(self):
        connection = self.connect()
        for stream in range(1, 1001, 2):
            if not self.send(connection, frame(HEADERS, END_HEADERS, stream,
                                               headers())):
                break
        self.answers()

    def test_a_reader_that_does_not_read(self):
        window = struct.pack('>HI', 4, 0)  # SETTINGS_INITIAL_WINDOW_SIZE 0
        connection = self.connect(PREFACE + frame(SETTINGS, 0, 0, window))
        for stream in range(1, 129, 2):
            self.send(connection, call(stream))
        self.answers()

    def test_a_flood_of_pings_is_cut(self):
        connection = self.connect()
        for _ in range(200):
            if not self.send(connection, frame(PING, 0, 0, b'\0' * 8) * 50):
                break


if __name__ == '__main__':
    unittest.main()
