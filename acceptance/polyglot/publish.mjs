// Publishes one pattern and two outcomes of it, as any program with a Kafka client and a Confluent-compatible registry
// library would, and waits until the read service shows them. The outcomes go to two different partitions on purpose:
// clients disagree about which partition a key belongs to, and Credence must not mind.
//
//   node publish.mjs --bootstrap-server HOST:PORT --schema-registry URL --url URL [--prefix credence]
//
// Prints what the service shows; exits 1 when that is not what was published.

import { parseArgs } from 'node:util';
import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

const WAIT_MS = 30_000;

const { values: options } = parseArgs({
  options: {
    'bootstrap-server': { type: 'string', default: '127.0.0.1:9092' },
    'schema-registry': { type: 'string', default: 'http://127.0.0.1:8081' },
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    prefix: { type: 'string', default: 'credence' },
  },
});

const patterns = `${options.prefix}.patterns`;
const confidence = `${options.prefix}.confidence`;
const registry = new SchemaRegistry({ host: options['schema-registry'] });

async function encode(topic, event) {
  return registry.encode(await registry.getLatestSchemaId(`${topic}-value`), event);
}

function pattern(id) {
  return {
    id,
    type: 'strategy',
    content: 'Ask the cheap model first, the dear one when it hesitates. → ½ the bill',
    metadata: { language: 'JavaScript', client: 'kafkajs' },
    embedding: [0.25, -0.5, 1],
    trajectory: [{ at: Date.now(), action: 'ask', reward: 0.5, state: [1, 2.5] }],
    prior: null,
    priority: 'MEDIUM',
  };
}

function outcome(id, result) {
  return {
    pattern_id: id,
    outcome: result,
    weight: 1,
    occurred_at: Date.now(),
    event_id: randomUUID(),
    source: 'polyglot',
    priority: 'MEDIUM',
  };
}

async function publish(id) {
  const kafka = new kafkajs.Kafka({
    clientId: 'polyglot',
    brokers: options['bootstrap-server'].split(','),
    logLevel: kafkajs.logLevel.ERROR,
  });
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  try {
    await producer.send({ topic: patterns, acks: -1, messages: [{ key: id, value: await encode(patterns, pattern(id)) }] });
    const messages = [
      { key: id, partition: 0, value: await encode(confidence, outcome(id, 'SUCCESS')) },
      { key: id, partition: 1, value: await encode(confidence, outcome(id, 'FAILURE')) },
    ];
    await producer.send({ topic: confidence, acks: -1, messages });
  } finally {
    await producer.disconnect();
  }
}

async function read(id) {
  const response = await fetch(`${options.url}/v1/patterns/${id}?include=embedding,trajectory`);
  return response.status === 200 ? response.json() : { status: response.status, problem: await response.text() };
}

const sorted = (object) => JSON.stringify(Object.entries(object ?? {}).sort());

// What is not as it was published; empty when all is.
function differences(published, shown) {
  const outcomeOffsets = Object.keys(shown.offsets?.[confidence] ?? {});
  const checks = {
    id: [published.id, shown.id],
    type: [published.type, shown.type],
    content: [published.content, shown.content],
    metadata: [sorted(published.metadata), sorted(shown.metadata)],
    usage_count: [2, shown.usage_count],
    successes: [1, shown.confidence?.successes],
    failures: [1, shown.confidence?.failures],
    'partitions of its outcomes': ['0,1', outcomeOffsets.sort().join()],
    'mean, rounded': ['0.50', shown.confidence?.mean?.toFixed(2)],
  };
  return Object.entries(checks)
    .filter(([, [expected, actual]]) => expected !== actual)
    .map(([what, [expected, actual]]) => `${what}: expected ${expected}, was ${actual}`);
}

async function main() {
  const id = `polyglot:${randomUUID()}`;
  const started = Date.now();
  await publish(id);
  const acked = Date.now();
  let shown;
  let wrong;
  do {
    await new Promise((resolve) => setTimeout(resolve, 50));
    shown = await read(id);
    wrong = differences(pattern(id), shown);
  } while (wrong.length > 0 && Date.now() - acked < WAIT_MS);
  console.log(JSON.stringify(shown, null, 1));
  if (wrong.length > 0) {
    console.error(`FAILED after ${WAIT_MS} ms:\n  ${wrong.join('\n  ')}`);
    return 1;
  }
  console.log(`published by Node.js in ${acked - started} ms, readable ${Date.now() - acked} ms later:` +
    ` usage_count=${shown.usage_count} from 2 partitions`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`FAILED: ${error.message}`);
  process.exitCode = 1;
}
