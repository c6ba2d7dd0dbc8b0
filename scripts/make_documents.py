#!/usr/bin/env python3
"""Makes documents in the formats of real material, to try vigie-indexer on.

make_documents.py --corpus FILE.jsonl[.zst] --count 10000 OUT

Texts come from the corpus (one JSON object per line with "title" and "text"),
layouts from the sample pages: their paragraphs, title and address are replaced.
Of the documents, 60 % are pages in files, 10 % pages in zip and tar.gz archives,
15 % items of RSS and 15 % pages of WARC files with revisits and pictures beside
them; pages are in UTF-8, windows-1252 or UTF-16; one in a hundred is damaged
(cut, or with bits flipped). OUT/.made.json says how
many of each there are, and which files are damaged.
"""
import argparse
import gzip
import html
import io
import json
import pathlib
import random
import re
import subprocess
import tarfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = ROOT / 'tests' / 'indexer' / 'pages'
PAGES_IN_ARCHIVE = 50
ITEMS_IN_FEED = 25
PAGES_IN_WARC = 100


def corpus_lines(path):
    if path.endswith('.zst'):
        with subprocess.Popen(['zstd', '-dcq', path],
                              stdout=subprocess.PIPE) as process:
            yield from process.stdout
            process.stdout.close()
        return
    with open(path, 'rb') as file:
        yield from file


def texts(path, count, every):
    """(title, paragraphs) of every n-th document that has enough text."""
    found = []
    while len(found) < count:
        before = len(found)
        for number, line in enumerate(corpus_lines(path)):
            if number % every:
                continue
            document = json.loads(line)
            paragraphs = [part.strip() for part in
                          re.split(r'\n+', document.get('text') or '')]
            paragraphs = [part for part in paragraphs
                          if len(part) > 80 and part[-1] in '.!?…»']
            if paragraphs:
                title = (document.get('title') or paragraphs[0])[:120].strip()
                found.append((title, paragraphs[:40]))
                if len(found) == count:
                    return found
        if len(found) == before:
            raise SystemExit('the corpus holds no text of more than 80 letters')
    return found


class Layouts:

    def __init__(self):
        self.layouts = []
        for page in sorted(PAGES.glob('*.html')):
            raw = page.read_bytes()
            declared = re.search(rb'charset="?([\w-]+)', raw).group(1).decode()
            text = raw.decode(declared)
            parts = page.with_suffix('.txt').read_text('utf-8').split('\n\n')
            parts = [part.strip() for part in parts if len(part.strip()) > 80]
            self.layouts.append((declared, text, parts))

    def fill(self, number, title, paragraphs):
        declared, page, parts = self.layouts[number % len(self.layouts)]
        for index, part in enumerate(parts):
            replacement = paragraphs[index % len(paragraphs)]
            page = page.replace(html.escape(part), html.escape(replacement))
        page = re.sub(r'<h1[^>]*>.*?</h1>',
                      lambda _: '<h1>' + html.escape(title) + '</h1>', page, 1)
        page = re.sub(r'<title>.*?</title>',
                      lambda _: '<title>' + html.escape(title) + '</title>',
                      page, 1)
        page = re.sub(r'"headline": "[^"]*"',
                      lambda _: '"headline": ' + json.dumps(title), page)
        return declared, page.replace('.html', '-%d.html' % number)


def encoded(number, declared, page):
    """Now and then in another character set than UTF-8, declared."""
    if number % 10 == 3:
        page = page.replace('charset="%s"' % declared,
                            'charset="windows-1252"')
        return 'windows-1252', page.encode('cp1252', 'xmlcharrefreplace')
    if number % 50 == 7:
        return 'utf-16', b'\xff\xfe' + page.encode('utf-16-le')
    return declared, page.encode(declared, 'xmlcharrefreplace')


def damaged(data, rng):
    if rng.random() < .5:
        return data[:rng.randrange(len(data))]
    data = bytearray(data)
    for _ in range(rng.randrange(1, 200)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


def warc_record(kind, url, block):
    head = ('WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n'
            'Content-Length: %d\r\n\r\n' % (kind, url, len(block)))
    return gzip.compress(head.encode() + block + b'\r\n\r\n', 1)


def http(media, body):
    return (b'HTTP/1.1 200 OK\r\nContent-Type: ' + media + b'\r\n\r\n' + body)


class Writer:

    def __init__(self, out, seed):
        self.out = pathlib.Path(out)
        self.rng = random.Random(seed)
        self.made = {}
        self.files = 0
        self.damaged = []

    def count(self, kind, number=1):
        self.made[kind] = self.made.get(kind, 0) + number

    def write(self, name, data):
        if self.rng.random() < .01:
            data = damaged(data, self.rng)
            self.damaged.append(name)
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.files += 1

    def pages(self, pages):
        for number, charset, data in pages:
            self.count('pages')
            self.count('in ' + charset)
            self.write('pages/%02d/page-%d.html' % (number % 50, number), data)

    def archives(self, pages):
        for begin in range(0, len(pages), PAGES_IN_ARCHIVE):
            part = pages[begin:begin + PAGES_IN_ARCHIVE]
            packed = io.BytesIO()
            if begin // PAGES_IN_ARCHIVE % 2:
                with zipfile.ZipFile(packed, 'w', zipfile.ZIP_DEFLATED) as file:
                    for number, _, data in part:
                        file.writestr('page-%d.html' % number, data)
                name = 'lot-%d.zip' % begin
            else:
                with tarfile.open(fileobj=packed, mode='w:gz') as file:
                    for number, _, data in part:
                        member = tarfile.TarInfo('page-%d.html' % number)
                        member.size = len(data)
                        file.addfile(member, io.BytesIO(data))
                name = 'lot-%d.tar.gz' % begin
            self.count('pages in archives', len(part))
            self.write(name, packed.getvalue())

    def feeds(self, documents):
        for begin in range(0, len(documents), ITEMS_IN_FEED):
            items = ''.join(
                '<item><title>%s</title><link>https://fil.example/%d</link>'
                '<pubDate>Sat, 14 Mar 2026 18:05:09 +0100</pubDate>'
                '<description>%s</description></item>\n' %
                (html.escape(title), begin + index,
                 html.escape(''.join('<p>' + html.escape(part) + '</p>'
                                     for part in paragraphs)))
                for index, (title, paragraphs)
                in enumerate(documents[begin:begin + ITEMS_IN_FEED]))
            feed = ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">'
                    '<channel><title>Le Fil</title>\n' + items +
                    '</channel></rss>')
            self.count('items of feeds',
                       len(documents[begin:begin + ITEMS_IN_FEED]))
            control = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]')
            self.write('feeds/fil-%d.rss' % begin,
                       control.sub(' ', feed).encode())

    def warcs(self, pages):
        for begin in range(0, len(pages), PAGES_IN_WARC):
            records = [warc_record('warcinfo', '', b'software: sample')]
            for number, _, data in pages[begin:begin + PAGES_IN_WARC]:
                url = 'https://crawl.example/page/%d' % number
                records.append(
                    warc_record('response', url, http(b'text/html', data)))
                if number % 5 == 0:
                    records.append(warc_record('revisit', url, b''))
                    records.append(warc_record(
                        'response', url + '.png', http(b'image/png', b'\x89P')))
                    self.count('WARC revisits')
                    self.count('WARC pictures')
            self.count('pages in WARC', len(pages[begin:begin + PAGES_IN_WARC]))
            self.write('crawl-%d.warc.gz' % begin, b''.join(records))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--corpus', required=True)
    parser.add_argument('--count', type=int, default=10000)
    parser.add_argument('--every', type=int, default=1,
                        help='take every n-th document of the corpus')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('out')
    options = parser.parse_args()
    documents = texts(options.corpus, options.count, options.every)
    layouts = Layouts()
    pages_end = options.count * 60 // 100
    archives_end = options.count * 70 // 100
    feeds_end = options.count * 85 // 100

    def page(number):
        title, paragraphs = documents[number]
        declared, text = layouts.fill(number, title, paragraphs)
        return (number,) + encoded(number, declared, text)

    writer = Writer(options.out, options.seed)
    writer.pages(map(page, range(pages_end)))
    writer.archives([page(n) for n in range(pages_end, archives_end)])
    writer.feeds(documents[archives_end:feeds_end])
    writer.warcs([page(n) for n in range(feeds_end, options.count)])
    writer.made['files'] = writer.files
    writer.made['damaged files'] = len(writer.damaged)
    print(json.dumps(writer.made, indent=1))
    (pathlib.Path(options.out) / '.made.json').write_text(
        json.dumps(dict(writer.made, damaged=sorted(writer.damaged))), 'utf-8')


if __name__ == '__main__':
    main()
