// What happened between two events of the feed, and how figures are written.

const OUTCOMES = /\.confidence(\.priority)?$/;

function outcomes(stats) {
  const sum = { events: 0, batches: 0, rows: 0 };
  for (const entry of stats.ledger) {
    if (OUTCOMES.test(entry.topic)) {
      sum.events += entry.consumed;
      sum.batches += entry.batches;
      sum.rows += entry.rows;
    }
  }
  return sum;
}

function ratio(part, whole) {
  return whole > 0 ? part / whole : null;
}

// Which part of the reads each level answered: what the last one missed, the database did.
function answered(now, then) {
  const since = (level, what) => now[level][what] - then[level][what];
  const reads = since("l1", "hits") + since("l1", "misses");
  const share = number => ratio(number, reads);
  return {
    l1: share(since("l1", "hits")), l2: share(since("l2", "hits")), l3: share(since("l3", "hits")),
    sql: share(since("l3", "misses")),
  };
}

/** A point of every plot; hits since `earlier`, the rest since `then`. What cannot be known, or was not measured, is null. */
export function point(now, then, earlier) {
  const at = Date.parse(now.as_of) / 1000;
  const fixed = {
    at,
    p50: now.freshness_ms.p50, p99: now.freshness_ms.p99, behind: now.behind_ms,
    read50: now.operations.p50_ms, read95: now.operations.p95_ms, read99: now.operations.p99_ms,
    rate: null, batch: null, compaction: null, l1: null, l2: null, l3: null, sql: null, reads: null,
  };
  const seconds = then ? at - Date.parse(then.as_of) / 1000 : 0;
  if (seconds <= 0) return fixed;
  const a = outcomes(then);
  const b = outcomes(now);
  return {
    ...fixed,
    rate: Math.max(0, b.events - a.events) / seconds,
    batch: ratio(b.events - a.events, b.batches - a.batches),
    compaction: ratio(b.events - a.events, b.rows - a.rows),
    ...answered(now.cache, earlier.cache),
    reads: (now.operations.count - then.operations.count) / seconds,
  };
}

export function totals(stats) {
  return outcomes(stats);
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

export function count(value) {
  if (value == null) return "–";
  return value < 100000 ? whole.format(value) : compact.format(value);
}

export function decimal(value) {
  if (value == null) return "–";
  return value < 100 ? value.toFixed(1) : count(value);
}

export function millis(value) {
  if (value == null) return "–";
  if (value === 0) return "0 ms";
  if (value < 1) return `${Math.round(value * 1000)} µs`;
  if (value < 10) return `${value.toFixed(1)} ms`;
  if (value < 1000) return `${Math.round(value)} ms`;
  return value < 120000 ? `${(value / 1000).toFixed(1)} s` : `${whole.format(value / 60000)} min`;
}

export function percent(value) {
  return value == null ? "–" : `${(value * 100).toFixed(value > 0.995 && value < 1 ? 1 : 0)} %`;
}

export function bytes(value) {
  if (value == null) return "–";
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

export function day(time) {
  return new Date(time).toISOString().slice(0, 10);
}
