#!/usr/bin/env python3
"""Fails when an include goes against the arrows of ARCHITECTURE.md.

Checked: the rooms of search/src, the programs, and that public headers name
neither Xapian, gRPC, protobuf nor anything else outside std and vigie/.

usage: check_layering.py [ROOT]
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
ROOT = pathlib.Path(sys.argv[1]).resolve() if sys.argv[1:] else HERE
ROOMS = {
    'text': set(),
    'analysis': {'text'},
    'entities': {'analysis', 'text'},
    'index': {'entities', 'analysis', 'text'},
    'query': {'entities', 'analysis', 'text'},
    'match': {'query', 'index', 'entities', 'analysis', 'text'},
    'json': set(),
    'facades': {'match', 'query', 'index', 'entities', 'analysis', 'text',
                'json'},
}
# Program folder -> prefixes of project includes that it may use.
PROGRAMS = {
    'channel': ('channel/',),
    'indexer': ('indexer/', 'channel/', 'wire/', 'vigie/v1/', 'vigie/'),
    'wire': ('wire/', 'vigie/', 'google/rpc/'),
    'server': ('server/', 'wire/', 'vigie/', 'google/rpc/', 'grpc/health/'),
    'client': ('client/', 'channel/', 'vigie/v1/', 'google/rpc/', 'grpc/health/'),
    'examples': ('vigie/',),
}
PROJECT_FOLDERS = tuple(ROOMS) + tuple(PROGRAMS) + ('vigie', 'search')
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')
# Third-party headers by the room that may see them.
XAPIAN_ROOMS = {'index', 'match'}


def includes(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def sources(folder):
    for suffix in ('*.h', '*.cc'):
        yield from sorted(folder.rglob(suffix))


def check_room(path, room, faults):
    for number, quote, name in includes(path):
        where = f'{path.relative_to(ROOT)}:{number}'
        top = name.split('/')[0]
        if quote == '"' and top in ROOMS and top != room \
                and top not in ROOMS[room]:
            faults.append(f'{where}: {room} must not include {name}')
        if quote == '"' and (top in PROGRAMS or top == 'search'):
            faults.append(f'{where}: the library must not include {name}')
        if name.startswith('xapian') and room not in XAPIAN_ROOMS:
            faults.append(f'{where}: Xapian stays in index and match')
        if name.startswith(('grpc', 'google/protobuf', 'vigie/v1')):
            faults.append(f'{where}: no gRPC and no protobuf in the library')


def check_public(path, faults):
    for number, quote, name in includes(path):
        allowed = name.startswith('vigie/') if quote == '"' \
            else '.' not in name and '/' not in name or name == 'stdint.h'
        if not allowed:
            faults.append(f'{path.relative_to(ROOT)}:{number}: '
                          f'public headers name only std and vigie: {name}')


def check_program(path, program, faults):
    for number, quote, name in includes(path):
        where = f'{path.relative_to(ROOT)}:{number}'
        if quote == '"' and name.split('/')[0] in PROJECT_FOLDERS \
                and not name.startswith(PROGRAMS[program]):
            faults.append(f'{where}: {program} must not include {name}')
        if program == 'client' and name.startswith('vigie/') \
                and not name.startswith('vigie/v1/'):
            faults.append(f'{where}: the client never links the library')
        if name.startswith('xapian'):
            faults.append(f'{where}: Xapian is private to the library')


def main():
    faults = []
    source = ROOT / 'search/src'
    for path in sources(source):
        room = path.relative_to(source).parts[0]
        check_room(path, room if room in ROOMS else 'facades', faults)
    for path in sources(ROOT / 'search/include'):
        check_public(path, faults)
    for program in PROGRAMS:
        for path in sources(ROOT / program):
            check_program(path, program, faults)
    print('\n'.join(faults) or 'layering: no fault')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
