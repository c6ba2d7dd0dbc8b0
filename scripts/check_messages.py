#!/usr/bin/env python3
"""Fails on a message of the command line without its translation, and on
French that breaks the rules of typography.

usage: check_messages.py [--fix] [ROOT]

Read are the string literals of the rooms in ROOMS. French is a literal that
another one follows after a comma (its English) in a call of Say or in a pair
of braces; a literal with an accent anywhere else has no translation, unless
its file is among BILINGUAL. Rules: a narrow no-break space (U+202F) before
; : ! ? and inside « », a typographic apostrophe. --fix puts the spaces in.
In the rooms of SPACED, whose messages are made in other ways, the spaces alone
are checked, in every literal: English has none there.
"""
import pathlib
import re
import sys

ROOMS = ('client',)
SPACED = ('indexer', 'server')
# What it compares with the text of pages is no message.
COMPARED = ('html_names.cc', 'page_metadata.cc')
# Tables with a column for each language, and the typography itself: tests of
# their own.
BILINGUAL = ('facet_keys.cc', 'text_format.cc', 'wording.cc')
NARROW = '\u202f'
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
LITERALS = re.compile(rf'(?:{LITERAL}\s*)+')
ACCENT = re.compile('[àâçéèêëîïôùûüœÀÂÇÉÈÊËÎÏÔÙÛÜŒ«»’]')
# An ordinary or no-break space where a narrow one belongs.
SPACE = re.compile(r'(?<=[^\s])[ \u00a0](?=[;:!?»%](?:[^:/]|$))|(?<=«)[ \u00a0]')
# The same, without what a format string holds.
MARK_SPACE = re.compile(r'(?<=[^\s])[ \u00a0](?=[;:!?»](?:[^:/]|$))|(?<=«)[ \u00a0]')
APOSTROPHE = re.compile(r"\b(?:[ldnsjcmt]|qu|jusqu|aujourd)'(?=[a-zéèêàâœ])",
                        re.IGNORECASE)


def strip_comments(text):
    """The text with comments blanked, so that offsets stay."""
    blank = lambda match: match.group(1) or re.sub(r'[^\n]', ' ', match.group(0))
    return re.sub(rf'({LITERAL})|//[^\n]*|/\*.*?\*/', blank, text, flags=re.S)


def value(literals):
    return ''.join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', literals))


def pairs_of(text):
    """Spans of (French, English) literals, and of all literals."""
    found = [m for m in LITERALS.finditer(text)]
    pairs = {}
    for first, second in zip(found, found[1:]):
        between = text[first.end():second.start()]
        before = text[:first.start()].rstrip()
        opens = before.endswith('{') or re.search(
            r'Say\(\s*(?:[\w.()\->]+,\s*)?$', before)
        closes = re.match(r'\s*([})]|,\s*[^"\s])', text[second.end():])
        if between.strip() == ',' and opens and closes:
            pairs[first.start()] = (first, second)
    return pairs, found


def check(path, name, faults):
    text = path.read_text()
    code = strip_comments(text)
    pairs, found = pairs_of(code)
    english = {second.start() for _, second in pairs.values()}
    for match in found:
        line = code.count('\n', 0, match.start()) + 1
        content = value(match.group(0))
        if match.start() in pairs:
            other = value(pairs[match.start()][1].group(0))
            if bool(content.strip()) != bool(other.strip()):
                faults.append(f'{name}:{line}: no translation: {content}')
        elif match.start() in english:
            if ACCENT.search(content.replace('’', '')):
                faults.append(f'{name}:{line}: French for English: {content}')
            continue
        elif ACCENT.search(content) and path.name not in BILINGUAL:
            faults.append(f'{name}:{line}: no translation: {content}')
        if match.start() in pairs and SPACE.search(content):
            faults.append(f'{name}:{line}: narrow space: {content}')
        if match.start() in pairs and APOSTROPHE.search(content):
            faults.append(f'{name}:{line}: apostrophe: {content}')


def fix(path):
    text = path.read_text()
    pairs, _ = pairs_of(strip_comments(text))
    for start in sorted(pairs, reverse=True):
        first = pairs[start][0]
        fixed = SPACE.sub(NARROW, text[start:first.end()])
        text = text[:start] + fixed + text[first.end():]
    path.write_text(text)


def check_spaces(path, name, faults):
    """Also fixes when asked."""
    text = path.read_text()
    code = strip_comments(text)
    for match in reversed(list(re.finditer(LITERAL, code))):
        if not MARK_SPACE.search(match.group(0)):
            continue
        line = code.count('\n', 0, match.start()) + 1
        if '--fix' not in sys.argv:
            faults.append(f'{name}:{line}: narrow space: {match.group(0)}')
        text = text[:match.start()] + MARK_SPACE.sub(NARROW, match.group(0)) \
            + text[match.end():]
    if '--fix' in sys.argv:
        path.write_text(text)


def main():
    arguments = [a for a in sys.argv[1:] if a != '--fix']
    here = pathlib.Path(__file__).resolve().parent.parent
    root = pathlib.Path(arguments[0]).resolve() if arguments else here
    faults = []
    for room in ROOMS:
        for path in sorted((root / room).glob('*.cc')):
            if '--fix' in sys.argv:
                fix(path)
            check(path, path.relative_to(root).as_posix(), faults)
    for room in SPACED:
        for path in sorted((root / room).glob('*.cc')):
            if path.name not in COMPARED:
                check_spaces(path, path.relative_to(root).as_posix(), faults)
    print('\n'.join(faults) or 'messages: no fault')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
