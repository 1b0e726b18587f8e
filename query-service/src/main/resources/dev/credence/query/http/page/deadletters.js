// What was refused, by reason, each with the commands that look at it and publish it again. The page itself changes nothing.
import { count } from "./figures.js";

const COPIED_MS = 1500;
const list = document.getElementById("dead");
let shown = null;

/** Shows the counts of these statistics. Rows stay where they are, so that a button that has the focus keeps it. */
export function deadLetters(now) {
  const kept = now.ledger.reduce((sum, entry) => sum + entry.dead_lettered, 0);
  document.getElementById("l-dead").textContent = `${count(kept)} in all; by reason since the start of this process`;
  const entries = byReason(now.dead_letters, kept);
  const names = entries.map(([name]) => name).join(" ") + (now.dead_letters ? "" : "?");
  if (names !== shown) {
    shown = names;
    list.replaceChildren(...(entries.length ? entries.map(([name]) => row(name))
      : [item("none", now.dead_letters ? "nothing was refused" : "reasons are not measured here, but by the processor")]));
  }
  entries.forEach(([, number], i) => { list.children[i].firstElementChild.textContent = count(number); });
}

function byReason(reasons, kept) {
  const known = Object.entries(reasons ?? {}).filter(([, number]) => number > 0).sort(([a], [b]) => a < b ? -1 : 1);
  return known.length || !kept ? known : [["", kept]];
}

function row(reason) {
  const which = reason ? ` --reason ${reason}` : "";
  const made = item("reason");
  made.append(element("b", ""), element("span", reason || "of before, or of another process"),
    ...command(`./credence dead-letters list${which}`), ...command(`./credence dead-letters redrive${which || " --all"}`));
  return made;
}

function command(line) {
  const code = element("code", line);
  const button = element("button", "Copy");
  button.type = "button";
  button.setAttribute("aria-label", `Copy ${line}`);
  button.addEventListener("click", () => copy(line, code, button));
  return [code, button];
}

// Where the clipboard is closed to the page, as over plain HTTP from another machine, the line is selected instead.
async function copy(line, code, button) {
  try {
    await navigator.clipboard.writeText(line);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, COPIED_MS);
  } catch {
    getSelection().selectAllChildren(code);
  }
}

function item(kind, text) {
  const made = element("li", text ?? "");
  made.className = kind;
  return made;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
