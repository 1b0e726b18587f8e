// The plots: one look for all of them, colours from the style sheet, sizes from the layout.
const SECONDS = 120;
const dark = matchMedia("(prefers-color-scheme: dark)");

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function axes(format) {
  const common = {
    stroke: () => colour("--soft"),
    font: "11px system-ui, sans-serif",
    grid: { stroke: () => colour("--grid"), width: 1 },
    ticks: { show: false },
  };
  return [
    { ...common, size: 22, space: 70, grid: { show: false } },
    { ...common, size: 52, space: 26, values: (plot, ticks) => ticks.map(at => at == null ? "" : format(at)) },
  ];
}

function line(key, format) {
  return { label: key, stroke: () => colour(`--${key}`), width: 1.75, points: { show: false }, value: (plot, v) => format(v) };
}

// Keeps a plot as large as its place, and its colours those of the scheme.
function settle(plot, place) {
  new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: place.clientHeight })).observe(place);
  dark.addEventListener("change", () => plot.redraw(false));
}

function clock(plot, ticks) {
  return ticks.map(at => new Date(at * 1000).toTimeString().slice(0, 8));
}

const dayAndMonth = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

function dates(plot, ticks) {
  return ticks.map(at => dayAndMonth.format(at * 1000));
}

// Powers of ten, so that what is small beside the greatest can be seen, too.
function powers([least, most]) {
  return {
    distr: 3,
    range: (u, min, max) => uPlot.rangeLog(Math.min(min ?? least, least), Math.max(max ?? most, most), 10, true),
  };
}

const decadesOnly = {
  splits: (plot, axis, min, max) => {
    const first = Math.round(Math.log10(min));
    return Array.from({ length: Math.round(Math.log10(max)) - first + 1 }, (_, i) => 10 ** (first + i));
  },
  filter: (plot, splits) => splits,
};

function fromZero(least, most) {
  return { range: (u, min, max) => [0, most ?? Math.max(least, (max ?? 0) * 1.15 || 1)] };
}

/** The last two minutes of some figures of the points; `decades`: on a logarithmic scale that shows at least these. */
export function recent(id, names, format, { least = 1e-9, most, decades } = {}) {
  const place = document.getElementById(`c-${id}`);
  const [across, up] = axes(format);
  const plot = new uPlot({
    width: place.clientWidth,
    height: place.clientHeight,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 26, 0, 0],
    scales: {
      x: { time: true, range: (u, min, max) => [max - SECONDS, max] },
      y: decades ? powers(decades) : fromZero(least, most),
    },
    axes: [{ ...across, values: clock }, decades ? { ...up, ...decadesOnly } : up],
    series: [{}, ...names.map((name, i) => line("abcd"[i], format))],
  }, empty(names.length), place);
  settle(plot, place);
  return points => plot.setData([points.map(p => p.at), ...names.map(name => points.map(p => p[name]))]);
}

function empty(series) {
  const now = Date.now() / 1000;
  return [[now - SECONDS, now], ...Array.from({ length: series }, () => [null, null])];
}

/** A confidence over time: its mean, and the band down to its lower bound. */
export function band(place) {
  const format = value => value == null ? "" : value.toFixed(2);
  const [across, up] = axes(format);
  const dots = { points: { show: true, size: 6 } };
  const plot = new uPlot({
    width: place.clientWidth,
    height: place.clientHeight,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 26, 0, 0],
    scales: { x: { time: true }, y: { range: [0, 1] } },
    axes: [{ ...across, values: dates }, up],
    series: [{}, { ...line("a", format), ...dots }, { ...line("a", format), width: 1, dash: [4, 3] }],
    bands: [{ series: [1, 2], fill: () => colour("--band") }],
  }, [[], [], []], place);
  settle(plot, place);
  return windows => plot.setData([
    windows.map(w => w.at),
    windows.map(w => w.mean_at_end),
    windows.map(w => w.lower_bound_at_end),
  ]);
}

/** How many seconds of points the plots show. */
export const kept = SECONDS;
