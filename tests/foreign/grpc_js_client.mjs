// @grpc/grpc-js, its types read from the .proto files: grpc_js_client.mjs
// ADDRESS PROTO_FOLDER
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

import {check} from './expectations.mjs';

const [address, folder] = process.argv.slice(2);
const names = ['search_service', 'article_service', 'index_service'];
const definition = loader.loadSync(
    names.map(name => `vigie/v1/${name}.proto`),
    {includeDirs: [folder], longs: Number, defaults: true});
const {v1} = grpc.loadPackageDefinition(definition).vigie;
const clients = {};
for (const name of ['SearchService', 'ArticleService', 'IndexService']) {
  clients[name] = new v1[name](address, grpc.credentials.createInsecure());
}
const options = () => ({deadline: Date.now() + 20_000});

await check(
    (service, method, request) => new Promise((resolve, reject) => {
      clients[service][method](
          request, options(),
          (error, response) => error ? reject(error) : resolve(response));
    }),
    (service, method, request) => new Promise((resolve, reject) => {
      const messages = [];
      const stream = clients[service][method](request, options());
      stream.on('data', message => messages.push(message));
      stream.on('error', reject);
      stream.on('end', () => resolve(messages));
    }));
for (const client of Object.values(clients)) client.close();
