// Reads outcomes that Credence wrote, as any program with a Kafka client and a Confluent-compatible registry library would.
//
//   node read.mjs --bootstrap-server HOST:PORT --schema-registry URL --topic TOPIC --pattern-id ID --count N
//
// Prints what it read; exits 1 when N outcomes of that pattern are not there within 30 s.

import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { randomUUID } from 'node:crypto';

// The libraries are those of the program beside this one.
const require = createRequire(new URL('../polyglot/publish.mjs', import.meta.url));
const kafkajs = require('kafkajs');
const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry');

const WAIT_MS = 30_000;

const { values: options } = parseArgs({
  options: Object.fromEntries(
    ['bootstrap-server', 'schema-registry', 'topic', 'pattern-id', 'count'].map((name) => [name, { type: 'string' }])),
});

const registry = new SchemaRegistry({ host: options['schema-registry'] });
const kafka = new kafkajs.Kafka({
  clientId: 'interop',
  brokers: options['bootstrap-server'].split(','),
  logLevel: kafkajs.logLevel.ERROR,
});

const wanted = Number(options.count);
const read = [];
const consumer = kafka.consumer({ groupId: `interop-${randomUUID()}` });
await consumer.connect();
await consumer.subscribe({ topic: options.topic, fromBeginning: true });
const done = new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error(`read ${read.length} of ${wanted} outcomes within ${WAIT_MS} ms`)), WAIT_MS).unref();
  consumer.run({
    eachMessage: async ({ message }) => {
      const event = await registry.decode(message.value);
      if (message.key.toString() === options['pattern-id'] && event.pattern_id === options['pattern-id']) {
        read.push(event);
        if (read.length === wanted) resolve();
      }
    },
  }).catch(reject);
});
try {
  await done;
  console.log(JSON.stringify(read));
  process.exitCode = read.every((event) => event.outcome === 'SUCCESS' && event.weight === 2.5) ? 0 : 1;
} catch (error) {
  console.error(`FAILED: ${error.message}`);
  process.exitCode = 1;
} finally {
  await consumer.disconnect();
}
