// Elements are only ever made from text: what a report says can never become markup.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "style") for (const [name, v] of Object.entries(value)) element.style.setProperty(name, v);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
const polygon = (count, turn) =>
  Array.from({ length: count }, (_, n) => {
    const angle = ((n / count) * 2 + turn) * Math.PI;
    return `${(8 + 7 * Math.cos(angle)).toFixed(1)},${(8 + 7 * Math.sin(angle)).toFixed(1)}`;
  }).join(" ");
const star = Array.from({ length: 10 }, (_, n) => {
  const angle = (n / 5 - 0.5) * Math.PI;
  const radius = n % 2 ? 3.2 : 7.6;
  return `${(8 + radius * Math.cos(angle)).toFixed(1)},${(8.4 + radius * Math.sin(angle)).toFixed(1)}`;
}).join(" ");
const POINTS = {
  square: "2,2 14,2 14,14 2,14",
  diamond: "8,0.8 15.2,8 8,15.2 0.8,8",
  triangle: "8,1.5 15,14 1,14",
  triangleDown: "1,2 15,2 8,14.5",
  hexagon: polygon(6, 0),
  star,
};

function icon(cls) {
  const { shape, colour } = classes[cls];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const form = document.createElementNS(SVG, POINTS[shape] ? "polygon" : "circle");
  const parts = POINTS[shape] ? { points: POINTS[shape] } : { cx: 8, cy: 8, r: 6.5 };
  for (const [key, value] of Object.entries({ ...parts, fill: colour })) form.setAttribute(key, value);
  svg.append(form);
  return svg;
}

function entityLink(number) {
  const entity = entities[number];
  return make("button", { type: "button", class: "link", "data-entity": number, onclick: () => select("entity", number) },
    icon(entity.class), make("span", {}, entity.name));
}

function tag(text, kind) {
  return make("span", { class: `tag ${kind}` }, text);
}

function confidence(value, rules) {
  if (!(value < 1)) return null;
  const percent = `${Math.round(value * 100)}%`;
  return make("span", { class: "confidence", title: rules?.length ? `${word("rule")}: ${rules.join(", ")}` : null },
    `${word("confidence")} ${value.toFixed(2)}`, make("i", {}, make("i", { style: { width: percent } })));
}

// The sentences that hold the places, one block for each, their words marked and the given entities' names clickable.
function quotes(places, among) {
  const blocks = new Map();
  for (const [report, from, to] of places) {
    const [start, end] = sentence(report, from, to);
    const key = `${report} ${start}`;
    const block = blocks.get(key) ?? { report, start, end, marks: [] };
    block.end = Math.max(block.end, end);
    block.marks.push({ from, to });
    blocks.set(key, block);
  }
  return [...blocks.values()].map((block) => quote(block, among));
}

function quote({ report, start, end, marks }, among) {
  const named = mentions(report).filter((m) => m.to > start && m.from < end && among.has(m.entity.number));
  const places = marks.map(({ from, to }) => [report, from, to]);
  return make("blockquote", {},
    reports.length > 1 && make("cite", {}, reports[report].title),
    runs(report, start, end, named, marks).map((run) => {
      const inner = run.mention ? make("b", { class: "name", "data-entity": run.mention.entity.number }, run.text) : run.text;
      return run.marked ? make("mark", {}, inner) : inner;
    }),
    " ",
    make("button", { type: "button", class: "link intext", onclick: () => showInText(places) }, word("intext")));
}

const sentencesOf = (places) => places.map(([r, from, to]) => `${r} ${sentence(r, from, to)[0]}`).join(",");

// Facts said in the same sentences share one quotation.
function bySentence(items) {
  const groups = new Map();
  for (const item of items) {
    const key = sentencesOf(item.evidence);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}
