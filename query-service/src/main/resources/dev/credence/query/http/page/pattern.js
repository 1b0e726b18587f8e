// Finds one pattern by its id: what it says, how its confidence came about, and what in the log it rests on.
import { request } from "./access.js";
import { band } from "./charts.js";
import { count, day, decimal } from "./figures.js";

const $ = id => document.getElementById(id);
const found = $("pattern-found");
const message = $("pattern-message");
let draw = null;
let wanted = null;
let invited = null;

function say(...parts) {
  found.hidden = true;
  message.replaceChildren(...parts);
}

function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

/** What to do while nothing was asked for. */
export function invite(patterns) {
  if (wanted || invited === patterns > 0) return;
  invited = patterns > 0;
  if (invited) {
    say(element("p", "Give an id, or choose one that rises or falls."));
    return;
  }
  const how = "./credence store p1 --type note --content \"Retry once before giving up\"\n./credence outcome p1 success";
  say(element("p", "Nothing is stored yet. In a terminal:"), element("pre", how));
}

async function json(path) {
  const response = await request(path);
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail ?? `the service answered ${response.status}`);
  return body;
}

/** Shows the pattern, or why there is none to show. */
export async function show(id) {
  wanted = id;
  $("find-id").value = id;
  try {
    await load(id);
  } catch (failed) {
    if (wanted === id) say(element("p", failed instanceof TypeError ? "The service did not answer; try again." : failed.message));
  }
}

/** Shows something to begin with, unless something was asked for. */
export function propose(id) {
  if (id && !wanted && !$("find-id").value) show(id);
}

/** Asks again for what is shown; keeps it where there is no answer. */
export function refresh() {
  if (wanted && !found.hidden) load(wanted).catch(() => {});
}

async function load(id) {
  const path = `/v1/patterns/${encodeURIComponent(id)}`;
  const [pattern, history] = await Promise.all([json(path), json(`${path}/history`)]);
  if (wanted === id) fill(pattern, history);
}

function fill(pattern, history) {
  message.replaceChildren();
  found.hidden = false;
  const { confidence } = pattern;
  $("pattern-id").textContent = pattern.id;
  $("pattern-chips").replaceChildren(
    element("span", pattern.type),
    ...Object.entries(pattern.metadata).map(([key, value]) => element("span", `${key}: ${value}`)));
  $("pattern-text").textContent = pattern.content;
  $("pattern-mean").textContent = confidence.mean.toFixed(3);
  $("pattern-lower").textContent = confidence.lower_bound.toFixed(3);
  $("pattern-strength").textContent = decimal(confidence.strength);
  $("pattern-outcomes").textContent = `${count(confidence.successes)} / ${count(confidence.failures)}`;
  windows(history);
  $("pattern-offsets").replaceChildren(...Object.entries(pattern.offsets).flatMap(([topic, partitions]) =>
    Object.entries(partitions).map(([partition, offset]) => element("li", `${topic}-${partition}@${offset}`))));
}

function windows(history) {
  const now = Date.parse(history.as_of);
  const ends = history.windows.map(w => ({ ...w, at: Math.min(Date.parse(w.to), now) / 1000 }));
  draw ??= band($("pattern-chart"));
  draw(ends);
  $("pattern-windows").tBodies[0].replaceChildren(...history.windows.map(w => {
    const row = document.createElement("tr");
    row.append(...[day(w.from), count(w.successes), count(w.failures), w.mean_at_end.toFixed(3), w.lower_bound_at_end.toFixed(3)]
      .map(text => element("td", text)));
    return row;
  }).reverse());
}

$("find").addEventListener("submit", event => {
  event.preventDefault();
  const id = $("find-id").value.trim();
  if (id) show(id);
});

document.addEventListener("keydown", event => {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    $("find-id").focus();
  }
});
