// The live page: follows the feed and shows it.
import { request } from "./access.js";
import { kept, recent } from "./charts.js";
import { deadLetters } from "./deadletters.js";
import { follow } from "./feed.js";
import { bytes, count, decimal, millis, percent, point, totals } from "./figures.js";
import { invite, propose, refresh, show } from "./pattern.js";

const BEHIND_MS = 5000;
const REFRESH_EVENTS = 5;
const HITS_MS = 10000;
const $ = id => document.getElementById(id);

const plots = [
  recent("outcomes", ["rate"], count, { least: 4 }),
  recent("batches", ["batch", "compaction"], count, { decades: [1, 10] }),
  recent("freshness", ["p50", "p99", "behind"], millis),
  recent("latency", ["read50", "read95", "read99"], millis, { decades: [0.1, 10] }),
  recent("hits", ["l1", "l2", "l3", "sql"], percent, { most: 1.05 }),
];

let points = [];
let last = null;
let lately = [];
let roles = null;
let events = 0;

function text(id, value) {
  const node = $(id);
  if (node.textContent !== value) node.textContent = value;
}

function state(kind, said) {
  $("state").dataset.state = kind;
  document.body.dataset.stale = String(kind === "away");
  text("state", said);
}

// What is said in place of a figure: another process may have it.
function unmeasured(role) {
  return roles?.includes(role) ? "nothing yet" : "not measured here";
}

function legend(id, ...entries) {
  $(`l-${id}`).replaceChildren(...entries.map((entry, i) => {
    const span = document.createElement("span");
    span.className = `key-${"abcd"[i]}`;
    span.textContent = entry;
    return span;
  }));
}

function stats(now) {
  const at = Date.parse(now.as_of);
  lately = [...lately.filter(old => Date.parse(old.as_of) > at - HITS_MS), now];
  const p = point(now, last, lately[0]);
  last = now;
  points = [...points.filter(old => old.at > p.at - kept - 5 && old.at < p.at), p];
  plots.forEach(draw => draw(points));
  status(now);
  tiles(now, p);
  legend("outcomes", `${count(p.rate)} a second`);
  legend("batches", `${decimal(p.batch)} outcomes a batch`, `${decimal(p.compaction)} a row`);
  legend("freshness", `p50 ${millis(p.p50)}`, `p99 ${millis(p.p99)}`, p.behind == null ? "lag unknown here" : `lag ${millis(p.behind)}`);
  legend("latency", `p50 ${millis(p.read50)}`, `p95 ${millis(p.read95)}`, `p99 ${millis(p.read99)}`);
  legend("hits", `L1 ${percent(p.l1)}`, `L2 ${percent(p.l2)}`, `L3 ${percent(p.l3)}`, `SQL ${percent(p.sql)}`);
  codecs(now.compression.codecs);
  deadLetters(now);
  invite(now.patterns);
  if (++events % REFRESH_EVENTS === 0) refresh();
}

function status(now) {
  const behind = now.behind_ms;
  if (behind == null) state("live", "live; how far the log is ahead is not known here");
  else if (behind < BEHIND_MS) state("live", behind === 0 ? "live, nothing waits" : `live, ${millis(behind)} behind the log`);
  else state("behind", `${millis(behind)} behind: Kafka is away, or there is much to take in. Reads go on.`);
}

function tiles(now, p) {
  const all = totals(now);
  const packed = now.compression;
  text("now-patterns", count(now.patterns));
  text("now-patterns-note", `${bytes(now.database.file_bytes)} on disk`);
  text("now-outcomes", decimal(p.rate));
  text("now-outcomes-note", `${count(all.events)} in all`);
  text("now-compaction", decimal(p.compaction ?? (all.rows ? all.events / all.rows : null)));
  text("now-compaction-note", `${decimal(all.batches ? all.events / all.batches : null)} a batch in all`);
  text("now-freshness", millis(p.p50));
  text("now-freshness-note", p.p99 == null ? unmeasured("view") : `99 of 100 within ${millis(p.p99)}`);
  text("now-hits", percent(now.cache.hit_rate));
  text("now-hits-note", `${decimal(p.reads)} reads a second`);
  text("now-saved", percent(packed.saved));
  text("now-saved-note", packed.original_bytes ? `${bytes(packed.original_bytes)} in ${bytes(packed.stored_bytes)}` : "");
}

function none(said) {
  const item = document.createElement("li");
  item.className = "none";
  item.textContent = said;
  return item;
}

function codecs(byName) {
  const entries = Object.entries(byName ?? {});
  $("codecs").replaceChildren(...(entries.length ? entries.map(codec) : [none(byName ? "nothing was encoded since the start" : unmeasured("processor"))]));
}

function codec([name, { original_bytes: before, stored_bytes: after, saved }]) {
  const item = document.createElement("li");
  const meter = document.createElement("meter");
  meter.value = Math.max(0, saved);
  meter.setAttribute("aria-label", `${name} saved`);
  item.append(span(name), meter, span(percent(saved), "share"), span(`${bytes(before)} in ${bytes(after)}`, "bytes"));
  return item;
}

function span(said, kind) {
  const made = document.createElement("span");
  made.textContent = said;
  if (kind) made.className = kind;
  return made;
}

function movers(now) {
  fill("risers", now.risers, "nothing rises");
  fill("fallers", now.fallers, "nothing falls");
  text("movers-note", `out of the ${count(now.considered)} most used, against the end of an earlier window of evidence`);
  propose((now.fallers[0] ?? now.risers[0])?.id);
  $("known-ids").replaceChildren(...[...now.risers, ...now.fallers].map(mover => new Option(mover.id, mover.id)));
}

// Buttons are kept where they are, so that the one that has the focus keeps it.
function fill(id, movers, otherwise) {
  const list = $(id);
  if (!movers.length) {
    list.replaceChildren(none(otherwise));
    return;
  }
  while (list.children.length > movers.length || list.querySelector(".none")) list.lastElementChild.remove();
  movers.forEach((mover, i) => {
    const item = list.children[i] ?? list.appendChild(entry());
    const change = mover.now - mover.before;
    const [button] = item.children;
    const [name, was, by] = button.children;
    button.title = mover.id;
    name.textContent = mover.id;
    was.textContent = `${mover.before.toFixed(2)} → ${mover.now.toFixed(2)}`;
    by.textContent = `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(2)}`;
  });
}

function entry() {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.append(span("", "id"), span("", "was"), span("", "change"));
  button.addEventListener("click", () => show(button.title));
  item.append(button);
  return item;
}

async function process() {
  const response = await request("/info");
  const info = await response.json();
  roles = info.roles;
  text("process", `${info.version} · ${roles.join(", ")}`);
}

const on = {
  event(name, data) {
    if (name === "stats") stats(data);
    else if (name === "movers") movers(data);
    else if (name === "problem") state("away", data.detail);
  },
  away(detail) {
    state("away", `${detail}; trying again`);
  },
};

movers({ risers: [], fallers: [], considered: 0 });
process().catch(() => {});
follow("/v1/live", on);
