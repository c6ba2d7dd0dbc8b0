#!/usr/bin/env python3
"""Indexes an article and lists what it mentions, by the C interface and
ctypes alone.

usage: mentions.py NEW-DIRECTORY [PATH-OF-libvigie.so]
"""
import ctypes
import json
import sys


class Vigie:
    """The calls of vigie/c.h that this program needs; answers as objects."""

    def __init__(self, path):
        self.library = ctypes.CDLL(path)
        for name in ('version', 'error_message', 'error_reason'):
            getattr(self.library, f'vigie_{name}').restype = ctypes.c_char_p

    def call(self, name, *arguments):
        """Raises RuntimeError with code, reason and message of the library."""
        error = ctypes.c_void_p()
        code = getattr(self.library, f'vigie_{name}')(
            *arguments, ctypes.byref(error))
        if code != 0:
            reason = self.library.vigie_error_reason(error).decode()
            message = self.library.vigie_error_message(error).decode()
            self.library.vigie_error_free(error)
            raise RuntimeError(f'{code} {reason}: {message}')

    def open(self, kind, directory, *options):
        handle = ctypes.c_void_p()
        self.call(f'{kind}_open', directory.encode(), *options,
                  ctypes.byref(handle))
        return handle

    def ask(self, name, snapshot, request, timeout_ms=1000):
        answer = ctypes.c_void_p()
        self.call(name, snapshot, json.dumps(request).encode(),
                  ctypes.c_uint32(timeout_ms), ctypes.byref(answer))
        try:
            return json.loads(ctypes.string_at(answer))
        finally:
            self.library.vigie_string_free(answer)

    def close(self, kind, handle):
        getattr(self.library, f'vigie_{kind}_close')(handle)


def main(directory, path='libvigie.so.0.1'):
    vigie = Vigie(path)
    writer = vigie.open('writer', directory, None)
    article = {'id': 'essai', 'title': 'L’Élysée reçoit Mistral AI',
               'text': 'Arthur Mensch dirige Mistral AI. « Paris compte », '
                       'a-t-il dit.'}
    vigie.call('writer_add', writer, json.dumps(article).encode())
    vigie.call('writer_commit', writer, None)
    vigie.close('writer', writer)

    snapshot = vigie.open('snapshot', directory)
    answer = vigie.ask('list_mentions', snapshot,
                       {'query': '', 'scope': 'entities_in_hits'})
    for row in answer['rows']:
        mention = row['mention']
        # Ranges count bytes of UTF-8.
        field = article[mention['field']].encode()
        place = mention['range']
        surface = field[place['begin']:place['end']].decode()
        assert surface == mention['surface']
        print(mention['type'], mention['entity_id'], surface, sep='\t')
    vigie.close('snapshot', snapshot)
    try:
        vigie.open('snapshot', directory + '/nothing-here')
    except RuntimeError as error:
        print(error)
    return 0 if answer['total_mentions'] >= 4 else 1


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
