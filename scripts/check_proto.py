#!/usr/bin/env python3
"""Fails when proto/vigie/v1 is not what clients were promised.

usage: check_proto.py [--update] [ROOT [GOLDEN]]

GOLDEN (tests/checks/proto_v1.golden) holds one line per field, enum value and
rpc. A line that is gone or changed breaks clients and must come back. A new
line is recorded by --update.
"""
import pathlib
import subprocess
import sys
import tempfile

from google.protobuf import descriptor_pb2

FIELD = descriptor_pb2.FieldDescriptorProto


def type_of(field):
    name = field.type_name.lstrip('.') or \
        FIELD.Type.Name(field.type).removeprefix('TYPE_').lower()
    if field.label == FIELD.LABEL_REPEATED:
        return 'repeated ' + name
    return ('optional ' if field.proto3_optional else '') + name


def lines_of_enum(enum, scope):
    for value in enum.value:
        yield f'enum {scope}{enum.name}.{value.name}', str(value.number)


def lines_of_message(message, scope):
    name = f'{scope}{message.name}'
    yield f'message {name}', ''
    for field in message.field:
        shown = f'{field.number} {type_of(field)}'
        if field.HasField('oneof_index') and not field.proto3_optional:
            shown += f' in {message.oneof_decl[field.oneof_index].name}'
        yield f'field {name}.{field.name}', shown
    for reserved in message.reserved_range:
        yield f'reserved {name}.{reserved.start}', str(reserved.end)
    for reserved in message.reserved_name:
        yield f'reserved {name}.{reserved}', ''
    for enum in message.enum_type:
        yield from lines_of_enum(enum, name + '.')
    for nested in message.nested_type:
        yield from lines_of_message(nested, name + '.')


def lines_of_service(service, scope):
    for method in service.method:
        asks = 'stream ' if method.client_streaming else ''
        gives = 'stream ' if method.server_streaming else ''
        yield (f'rpc {scope}{service.name}.{method.name}',
               f'{asks}{method.input_type.lstrip(".")} -> '
               f'{gives}{method.output_type.lstrip(".")}')


def contract(root):
    """{what: how} of every proto in vigie.v1."""
    protos = sorted((root / 'proto/vigie/v1').glob('*.proto'))
    with tempfile.NamedTemporaryFile() as out:
        subprocess.run(['protoc', '-I', str(root / 'proto'),
                        f'--descriptor_set_out={out.name}',
                        *map(str, protos)], check=True)
        files = descriptor_pb2.FileDescriptorSet.FromString(out.read())
    lines = {}
    for file in files.file:
        scope = file.package + '.'
        for enum in file.enum_type:
            lines.update(lines_of_enum(enum, scope))
        for message in file.message_type:
            lines.update(lines_of_message(message, scope))
        for service in file.service:
            lines.update(lines_of_service(service, scope))
    return lines


def read_golden(path):
    lines = {}
    for line in path.read_text().splitlines():
        if line and not line.startswith('#'):
            what, _, how = line.partition(' = ')
            lines[what] = how
    return lines


def write_golden(path, lines):
    text = '# One line per promise of vigie.v1; scripts/check_proto.py says more.\n'
    for what, how in sorted(lines.items()):
        text += f'{what} = {how}\n' if how else f'{what}\n'
    path.write_text(text)


def faults(golden, now):
    for what, how in golden.items():
        if what not in now:
            yield f'{what} = {how} is gone: clients still send or expect it'
        elif now[what] != how:
            yield f'{what} was {how} and is {now[what]}: clients would misread it'
    for what in now:
        if what not in golden:
            yield f'{what} = {now[what]} is new: record it with --update'


def main():
    arguments = [a for a in sys.argv[1:] if a != '--update']
    here = pathlib.Path(__file__).resolve().parent.parent
    root = pathlib.Path(arguments[0]).resolve() if arguments else here
    golden = pathlib.Path(arguments[1]) if arguments[1:] \
        else root / 'tests/checks/proto_v1.golden'
    now = contract(root)
    if '--update' in sys.argv:
        write_golden(golden, now)
    found = list(faults(read_golden(golden), now))
    print('\n'.join(found) or f'proto: {len(now)} promises kept')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
