"""What the shared library shows: each function of vigie/c.h, the C++ interface,
all with the version of the ABI, and nothing else; and what it needs.

usage: test_symbols.py HEADER LIBRARY ABI
"""
import re
import subprocess
import sys

CXX = re.compile(r'(typeinfo (name )?for |vtable for )?vigie::')


def symbols(library):
    """(name with its version, demangled name) of each that it defines."""
    plain = subprocess.run(['nm', '-D', '--defined-only', library], check=True,
                           capture_output=True, text=True).stdout
    for line in plain.splitlines():
        name = line.split()[-1]
        bare = name.split('@')[0]
        readable = subprocess.run(['c++filt', bare], check=True,
                                  capture_output=True, text=True).stdout
        yield name, readable.strip()


def main(header, library, abi):
    with open(header, encoding='utf-8') as file:
        declared = set(re.findall(r'\b(vigie_[a-z_]+)\(', file.read()))
    faults = []
    shown = set()
    for name, readable in symbols(library):
        if name == f'VIGIE_{abi}':
            continue
        if not name.endswith(f'@@VIGIE_{abi}'):
            faults.append(f'without the version VIGIE_{abi}: {name}')
        elif not name.startswith('_Z'):
            shown.add(name.split('@')[0])
        elif not CXX.match(readable):
            faults.append(f'not of the interface: {readable}')
    faults += [f'declared and not shown: {n}' for n in declared - shown]
    faults += [f'shown and not declared: {n}' for n in shown - declared]
    dynamic = subprocess.run(['readelf', '-dW', library], check=True,
                             capture_output=True, text=True).stdout
    if f'[libvigie.so.{abi}]' not in dynamic:
        faults.append(f'the soname is not libvigie.so.{abi}')
    faults += [f'needs {n}' for n in re.findall(r'NEEDED.*\[(.*)\]', dynamic)
               if re.match(r'lib(grpc|protobuf|absl|spdlog)', n)]
    print('\n'.join(faults) or f'symbols: no fault, {len(shown)} of C')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
