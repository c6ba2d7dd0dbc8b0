// connect-node over gRPC, its types read from a descriptor set:
// connect_client.mjs ADDRESS DESCRIPTOR_SET
import {createFileRegistry, fromBinary} from '@bufbuild/protobuf';
import {FileDescriptorSetSchema} from '@bufbuild/protobuf/wkt';
import {createClient} from '@connectrpc/connect';
import {createGrpcTransport} from '@connectrpc/connect-node';
import {readFileSync} from 'node:fs';

import {check} from './expectations.mjs';

const [address, descriptors] = process.argv.slice(2);
const registry = createFileRegistry(
    fromBinary(FileDescriptorSetSchema, readFileSync(descriptors)));
const transport = createGrpcTransport({baseUrl: `http://${address}`});
const options = {timeoutMs: 20_000};

function client(service) {
  return createClient(registry.getService(`vigie.v1.${service}`), transport);
}

await check(
    (service, method, request) => client(service)[method](request, options),
    async (service, method, request) => {
      const messages = [];
      for await (const message of client(service)[method](request, options)) {
        messages.push(message);
      }
      return messages;
    });
process.exit(0);
