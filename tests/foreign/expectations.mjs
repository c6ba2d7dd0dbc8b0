// What every client of another maker must see of the sample articles. `call`
// asks one method and gives the response as an object, or throws an error with
// the numbers of google.rpc.Code as `code`.
import assert from 'node:assert/strict';

const INVALID_ARGUMENT = 3;
const NOT_FOUND = 5;

export async function check(call, collect) {
  const found = await call('SearchService', 'search',
                           {query: 'Microsoft', pageSize: 2});
  assert.ok(found.totalHits > 0);
  assert.ok(found.hits.length > 0 && found.hits.length <= 2);
  const again = await call('SearchService', 'search',
                           {query: 'Microsoft', pageSize: 2});
  assert.deepEqual(again.hits, found.hits);

  const id = found.hits[0].article.id;
  const {article} = await call('ArticleService', 'getArticle', {id});
  assert.equal(article.id, id);
  assert.ok(article.text.length > 0);

  const status = await call('IndexService', 'getStatus', {});
  assert.ok(status.serverVersion.length > 0);

  const messages =
      await collect('SearchService', 'streamMentions', {query: 'Microsoft'});
  assert.ok(messages.length > 1);

  await assert.rejects(
      call('ArticleService', 'getArticle', {id: 'none/such'}),
      error => error.code === NOT_FOUND);
  await assert.rejects(
      call('SearchService', 'search',
           {query: '((', options: {strict: true}}),
      error => error.code === INVALID_ARGUMENT);
  console.log('as documented');
}
