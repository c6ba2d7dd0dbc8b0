#!/usr/bin/python3
"""A client that shares nothing with Vigie but its .proto files.

    foreign_client.py ADDRESS

ADDRESS is that of a running vigie-server over the sample articles, such as
127.0.0.1:7711 or unix:/run/vigie.sock. Python classes are generated with
protoc and grpc_python_plugin into a folder that is removed afterwards, and the
server is driven with grpcio alone (Debian packages protobuf-compiler,
protobuf-compiler-grpc, grpc-proto, python3-grpcio, python3-protobuf). Every
answer is checked.

Exit codes: 0 all is as documented, 1 it is not, 2 usage, 77 a package is
missing (what it is on stderr).
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROTO = pathlib.Path(__file__).resolve().parents[2] / 'proto'
DEBIAN_PROTO = pathlib.Path('/usr/share/grpc-proto')
HEALTH = 'grpc/health/v1/health.proto'
SERVICES = ('SearchService', 'ArticleService', 'IndexService')
TIMEOUT = 20


def generate(folder):
    """Writes the Python classes of every .proto file to `folder`."""
    own = sorted(str(path.relative_to(PROTO)) for path in PROTO.rglob('*.proto'))
    # Python's package grpc would hide generated modules of that name.
    health = folder / 'src' / 'health.proto'
    health.parent.mkdir()
    shutil.copy(DEBIAN_PROTO / HEALTH, health)
    subprocess.run(
        ['protoc', '-I', str(PROTO), '-I', str(health.parent),
         '--python_out', str(folder), '--grpc_out', str(folder),
         '--plugin=protoc-gen-grpc=' + shutil.which('grpc_python_plugin'),
         *own, health.name], check=True)


def check(condition, what):
    if not condition:
        raise AssertionError(what)


class Client:
    """Channel and stubs; each method drives one part of the contract."""

    def __init__(self, address, grpc):
        import google.rpc.error_details_pb2 as details
        import google.rpc.status_pb2 as status
        import health_pb2
        import health_pb2_grpc
        from vigie.v1 import article_service_pb2, article_service_pb2_grpc
        from vigie.v1 import facet_pb2, index_service_pb2
        from vigie.v1 import index_service_pb2_grpc, mention_pb2, range_pb2
        from vigie.v1 import search_service_pb2, search_service_pb2_grpc
        self.grpc, self.details, self.status = grpc, details, status
        self.health_types = health_pb2
        self.article_types = article_service_pb2
        self.index_types = index_service_pb2
        self.search_types = search_service_pb2
        self.facets, self.mentions = facet_pb2, mention_pb2
        self.ranges = range_pb2
        channel = grpc.insecure_channel(address)
        self.health = health_pb2_grpc.HealthStub(channel)
        self.search = search_service_pb2_grpc.SearchServiceStub(channel)
        self.articles = article_service_pb2_grpc.ArticleServiceStub(channel)
        self.index = index_service_pb2_grpc.IndexServiceStub(channel)

    def check_health(self):
        names = [''] + ['vigie.v1.' + name for name in SERVICES]
        for name in names:
            request = self.health_types.HealthCheckRequest(service=name)
            answer = self.health.Check(request, timeout=TIMEOUT)
            check(answer.status == answer.SERVING, 'health of ' + repr(name))

    def check_status(self):
        answer = self.index.GetStatus(self.index_types.GetStatusRequest(),
                                      timeout=TIMEOUT)
        check(answer.index.articles > 0, 'articles of the index')
        check(answer.index.revision > 0, 'revision of the index')
        check(answer.server_version, 'version of the server')

    def check_search(self):
        request = self.search_types.SearchRequest(query='Microsoft',
                                                  page_size=2)
        request.facets.add().key.dimension = \
            self.facets.FACET_DIMENSION_SOURCE
        ids = []
        while True:
            answer = self.search.Search(request, timeout=TIMEOUT)
            ids += [hit.article.id for hit in answer.hits]
            request.page_token = answer.next_page_token
            if not answer.next_page_token:
                break
        check(len(ids) == answer.total_hits > 0, 'hits on all pages')
        check(len(set(ids)) == len(ids), 'no hit twice')
        facet = answer.facets[0]
        total = sum(value.articles for value in facet.values)
        check(facet.exact, 'an exact facet')
        check(total + facet.other + facet.missing >= answer.total_hits,
              'counts of the facet')
        return ids

    def check_articles(self, ids):
        answer = self.articles.BatchGetArticles(
            self.article_types.BatchGetArticlesRequest(
                ids=ids[:3] + ['none/such']), timeout=TIMEOUT)
        check([article.id for article in answer.articles] == ids[:3],
              'articles in the order asked')
        check(list(answer.not_found_ids) == ['none/such'], 'the unknown id')
        one = self.articles.GetArticle(
            self.article_types.GetArticleRequest(
                id=ids[0], include_mentions=True,
                range_unit=self.ranges.RANGE_UNIT_CODE_POINTS),
            timeout=TIMEOUT)
        check(one.mentions, 'mentions of ' + ids[0])
        for mention in one.mentions:  # in the units of Python's strings
            field = one.article.title \
                if mention.field == self.ranges.FIELD_TITLE \
                else one.article.text
            surface = field[mention.range.begin:mention.range.end]
            check(surface == mention.surface, 'range of ' + mention.surface)

    def check_stream(self):
        request = self.search_types.StreamMentionsRequest(
            query='', scope=self.search_types.MENTION_SCOPE_ENTITIES_IN_HITS,
            types=[self.mentions.ENTITY_TYPE_ORGANIZATION])
        messages = list(self.search.StreamMentions(request, timeout=TIMEOUT))
        check(messages[-1].HasField('summary'), 'a summary at the end')
        rows = [message.row for message in messages[:-1]]
        check(all(message.HasField('row') for message in messages[:-1]),
              'rows before the summary')
        check(len(rows) == messages[-1].summary.total_mentions > 0,
              'as many rows as the summary says')
        page = self.search.ListMentions(
            self.search_types.ListMentionsRequest(
                query=request.query, scope=request.scope, types=request.types,
                page_size=5), timeout=TIMEOUT)
        check(list(page.rows) == rows[:5], 'the first page in the stream')

    def check_facets_and_analysis(self):
        request = self.search_types.ListFacetsRequest(query='Microsoft')
        key = request.facets.add().key
        key.dimension = self.facets.FACET_DIMENSION_ENTITY
        key.entity_type = self.mentions.ENTITY_TYPE_ORGANIZATION
        answer = self.search.ListFacets(request, timeout=TIMEOUT)
        values = {value.label: value for value in answer.facets[0].values}
        check('Microsoft' in values, 'Microsoft among organisations')
        text = 'L’accord d’OpenAI'
        answer = self.search.Analyze(
            self.search_types.AnalyzeRequest(
                text=text, range_unit=self.ranges.RANGE_UNIT_CODE_POINTS),
            timeout=TIMEOUT)
        words = [text[token.range.begin:token.range.end]
                 for token in answer.tokens]
        check('accord' in words and 'OpenAI' in words, 'words of ' + text)

    def check_explanation(self, ids):
        request = self.search_types.ExplainRequest(
            query='Microsoft', article_id=ids[0],
            range_unit=self.ranges.RANGE_UNIT_CODE_POINTS)
        answer = self.search.Explain(request, timeout=TIMEOUT)
        article = self.articles.GetArticle(
            self.article_types.GetArticleRequest(id=ids[0]),
            timeout=TIMEOUT).article
        check(answer.matches and answer.score > 0, 'a score for a hit')
        check(any(clause.found for clause in answer.clauses), 'places found')
        for clause in answer.clauses:
            typed = request.query[clause.range.begin:clause.range.end]
            check(typed == clause.clause, 'range of the clause ' + typed)
            check(clause.message and clause.message_en, 'words for ' + typed)
            for place in clause.found:
                field = article.title \
                    if place.field == self.ranges.FIELD_TITLE else article.text
                surface = field[place.range.begin:place.range.end]
                check(surface == place.surface, 'range of ' + place.surface)
        request.options.typo_tolerance = False
        request.query = 'zzyzx'
        answer = self.search.Explain(request, timeout=TIMEOUT)
        check(not answer.matches, 'no hit of a word that is nowhere')

    def error_of(self, method, request):
        """Code, google.rpc.ErrorInfo and BadRequest of a call that fails."""
        try:
            method(request, timeout=TIMEOUT)
        except self.grpc.RpcError as error:
            metadata = dict(error.trailing_metadata())
            status = self.status.Status.FromString(
                metadata['grpc-status-details-bin'])
            info, bad = self.details.ErrorInfo(), self.details.BadRequest()
            for detail in status.details:
                if not detail.Unpack(info):
                    detail.Unpack(bad)
            return error.code(), info, bad
        raise AssertionError('no error for ' + str(request))

    def check_errors(self):
        code, info, bad = self.error_of(
            self.search.Search,
            self.search_types.SearchRequest(query='x' * 20_000))
        check(code == self.grpc.StatusCode.INVALID_ARGUMENT, 'code of a limit')
        check(info.domain == 'vigie.v1', 'domain of a reason')
        check(info.reason == 'QUERY_TOO_COMPLEX', 'reason of a limit')
        check(bad.field_violations[0].field == 'query', 'field at fault')
        code, info, _ = self.error_of(
            self.articles.GetArticle,
            self.article_types.GetArticleRequest(id='none/such'))
        check(code == self.grpc.StatusCode.NOT_FOUND, 'code of no article')
        check(info.reason == 'ARTICLE_NOT_FOUND', 'reason of no article')
        code, info, _ = self.error_of(
            self.search.Explain,
            self.search_types.ExplainRequest(query='x',
                                             article_id='none/such'))
        check(info.reason == 'ARTICLE_NOT_FOUND', 'reason of no explanation')

    def check_all(self):
        self.check_health()
        self.check_status()
        ids = self.check_search()
        self.check_articles(ids)
        self.check_explanation(ids)
        self.check_stream()
        self.check_facets_and_analysis()
        self.check_errors()


def main(arguments):
    if len(arguments) != 1:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        import google
        import grpc
        import google.protobuf  # noqa: F401
    except ImportError as error:
        print('missing: %s' % error, file=sys.stderr)
        return 77
    for program in ('protoc', 'grpc_python_plugin'):
        if not shutil.which(program):
            print('missing: ' + program, file=sys.stderr)
            return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        generate(folder)
        sys.path.append(name)
        # google.rpc beside the google.protobuf that is installed.
        google.__path__ = [*google.__path__, str(folder / 'google')]
        try:
            Client(arguments[0], grpc).check_all()
        except (AssertionError, grpc.RpcError) as error:
            print('foreign_client: %s' % error, file=sys.stderr)
            return 1
    print('foreign_client: every answer is as documented')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
