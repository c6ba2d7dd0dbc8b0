#!/usr/bin/env python3
"""Writes a compressed manual page made of what a program says of itself.

usage: manual_page.py PROGRAM VERSION LANGUAGE OUT.1.gz

Name, synopsis, options and those of every verb come from `PROGRAM [VERB]
--help --lang LANGUAGE`, in the layout of CLI11, so that a page can say nothing
that the program does not know.
"""
import gzip
import pathlib
import re
import subprocess
import sys

TITLES = {
    'en': {'NAME': 'NAME', 'SYNOPSIS': 'SYNOPSIS', 'Options': 'OPTIONS',
           'Positionals': 'ARGUMENTS', 'Subcommands': 'VERBS',
           'MORE': 'MORE', 'more': 'The documentation lies in {}.'},
    'fr': {'NAME': 'NOM', 'SYNOPSIS': 'SYNOPSIS', 'Options': 'OPTIONS',
           'Positionals': 'ARGUMENTS', 'Subcommands': 'VERBES',
           'MORE': 'SUITE', 'more': 'La documentation se trouve dans {}.'},
}
DOCUMENTATION = '/usr/share/doc/vigie'
SECTION = re.compile(r'^([A-Z][a-z]+):$')


def escaped(text):
    text = text.replace('\\', '\\e').replace('-', '\\-')
    return '\\&' + text if text[:1] in ("'", '.') else text


def help_of(program, verbs, language):
    """None where the program has no such option or verb."""
    for flags in (['--help', '--lang', language], ['--help']):
        run = subprocess.run([program, *verbs, *flags], capture_output=True,
                             text=True)
        if run.returncode == 0:
            return run.stdout
    return None


def sections(text):
    """(what precedes the first title, {title: [(term, explanation)]})."""
    head, found, title = [], {}, None
    for line in text.splitlines():
        match = SECTION.match(line)
        if match:
            title = found.setdefault(match.group(1), [])
        elif title is None:
            head.append(line)
        elif re.match(r'  \S', line):
            term, _, rest = re.sub(r'\s{2,}', '\0', line.strip(),
                                   count=1).partition('\0')
            title.append([term, rest])
        elif line.strip() and title:
            title[-1][1] = (title[-1][1] + ' ' + line.strip()).strip()
    return [line for line in head if line.strip()], found


def terms(rows):
    for term, explanation in rows:
        yield '.TP'
        yield f'\\fB{escaped(term)}\\fR'
        yield escaped(explanation) if explanation else '\\&'


def synopsis(head, program):
    usage = [line for line in head if line.startswith('Usage:')]
    rest = usage[0].split()[1 + len(program.split()):] if usage else []
    return f'\\fB{escaped(program)}\\fR ' + escaped(' '.join(rest))


def page(program, version, language):
    name = pathlib.Path(program).name
    titles = TITLES[language]
    head, found = sections(help_of(program, [], language))
    about = re.sub(rf'^{name} *: *', '', head[0]).rstrip('.')
    lines = [f'.TH {name.upper()} 1 "" "vigie {version}"',
             f'.SH {titles["NAME"]}', f'{name} \\- {escaped(about)}',
             f'.SH {titles["SYNOPSIS"]}', synopsis(head, name)]
    verbs = found.pop('Subcommands', [])
    for title, rows in found.items():
        lines += [f'.SH {titles.get(title, title.upper())}', *terms(rows)]
    if verbs:
        lines.append(f'.SH {titles["Subcommands"]}')
    for verb, about in verbs:
        lines += [f'.SS {escaped(verb)}', escaped(about), '.PP']
        said = help_of(program, [verb], language)
        head, inner = sections(said) if said else ([], {})
        lines.append(synopsis(head, f'{name} {verb}'))
        for rows in inner.values():
            lines += terms([row for row in rows if '--help' not in row[0]])
    lines += [f'.SH {titles["MORE"]}',
              titles['more'].format(escaped(DOCUMENTATION))]
    return '\n'.join(lines) + '\n'


def main(program, version, language, out):
    text = page(program, version, language)
    path = pathlib.Path(out)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
