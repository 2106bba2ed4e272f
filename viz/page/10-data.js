// The records of the page, and the paths between them. Offsets count code points, as in Python.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const drawn = read("drawn");
const { title, words, classes, relations, reports, entities, facts, figures } = read("records");

const state = {
  language: "zh",
  dark: false,
  view: "graph",
  selected: null, // {kind: "entity" | "fact", number}
  spot: [], // places to be marked in the text
  report: 0,
  table: "facts",
  hidden: { classes: new Set(), relations: new Set(), reports: new Set() },
};

entities.forEach((entity, number) => {
  Object.assign(entity, { number, out: [], in: [], figures: [] });
  entity.forms = [entity.name, ...entity.aliases].map(normal);
  entity.reports = new Set([...entity.mentions, ...entity.references].map(([report]) => report));
});
facts.forEach((fact, number) => {
  fact.number = number;
  fact.reports = new Set(fact.evidence.map(([report]) => report));
  entities[fact.subject].out.push(fact);
  if (fact.object !== fact.subject) entities[fact.object].in.push(fact);
});
figures.forEach((figure, number) => {
  figure.number = number;
  entities[figure.subject].figures.push(figure);
});
for (const entity of entities) entity.degree = entity.out.length + entity.in.length;

function word(key) {
  return words[state.language][key];
}

function label(term) {
  return term[state.language];
}

function normal(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’《》〈〉()（）[\]【】·•,，、.。:：;；\-—–~]/g, "");
}

function characters(report) {
  const text = reports[report].text;
  // Strings count UTF-16 units; only texts with rare characters differ.
  reports[report].characters ??= /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
  return reports[report].characters;
}

function slice(report, from, to) {
  const found = characters(report).slice(from, to);
  return typeof found === "string" ? found : found.join("");
}

// All places of a report that name an entity or stand for it, outer before inner.
function mentions(report) {
  reports[report].mentions ??= entities
    .flatMap((entity) => [
      ...entity.mentions.map(([r, from, to]) => ({ r, from, to, entity, named: true })),
      ...entity.references.map(([r, from, to]) => ({ r, from, to, entity, named: false })),
    ])
    .filter((m) => m.r === report)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return reports[report].mentions;
}

// The sentences from the one that holds `from` to the one that holds `to`, as [start, end].
function sentence(report, from, to) {
  const all = reports[report].sentences;
  let low = 0;
  let high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (all[middle][0] <= from) low = middle;
    else high = middle - 1;
  }
  let last = low;
  while (last + 1 < all.length && all[last + 1][0] < to) last += 1;
  return all.length ? [Math.min(all[low][0], from), Math.max(all[last][1], to)] : [from, to];
}

// Cut [from, to) where a mention or a mark begins or ends: [{text, mention, marked}].
function runs(report, from, to, named, marks) {
  const cuts = new Set([from, to]);
  for (const { from: a, to: b } of [...named, ...marks]) {
    if (a > from && a < to) cuts.add(a);
    if (b > from && b < to) cuts.add(b);
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  const found = [];
  for (let n = 0; n + 1 < ordered.length; n += 1) {
    const [a, b] = [ordered[n], ordered[n + 1]];
    const covers = (m) => m.from <= a && b <= m.to;
    found.push({
      text: slice(report, a, b),
      from: a,
      mention: named.filter(covers).sort((x, y) => x.to - x.from - (y.to - y.from))[0],
      marked: marks.some(covers),
    });
  }
  return found;
}

function factKey(fact) {
  const kind = fact.planned ? "planned" : "";
  return [entities[fact.subject].id, fact.relation, entities[fact.object].id, kind, fact.detail ?? ""].join("|");
}

const has = (set, among) => [...among].some((item) => set.has(item));
const inHiddenReports = (thing) =>
  state.hidden.reports.size > 0 && thing.reports.size > 0 && [...thing.reports].every((r) => state.hidden.reports.has(r));

function entityShown(entity) {
  return !state.hidden.classes.has(entity.class) && !inHiddenReports(entity);
}

function factShown(fact) {
  return !state.hidden.relations.has(fact.relation) && !inHiddenReports(fact)
    && entityShown(entities[fact.subject]) && entityShown(entities[fact.object]);
}
