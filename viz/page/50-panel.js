// The panel: the facts of what is selected, each with its sentence; an overview where nothing is.
const SIGNS = { ">": "＞", "<": "＜", ">=": "≥", "<=": "≤", "~": "≈" };

function number(value, unit, comparator) {
  if (value === null) return "";
  const grouped = value.replace(/^(-?\d{5,})/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ","));
  return `${SIGNS[comparator] ?? ""}${grouped}${unit && unit !== "%" ? " " : ""}${unit ?? ""}`;
}

function growth(figure) {
  if (figure.change === null) return null;
  const down = figure.change.startsWith("-");
  const size = figure.change.replace("-", "");
  return make("span", { class: down ? "down" : "up" }, `${down ? "↓" : "↑"} ${number(size, figure.changeUnit, "=")}`);
}

function place(figure) {
  if (figure.rank === null) return null;
  return make("span", { class: "rank" }, `${word("place")}${figure.rank}${word("ordinal")}`, make("small", {}, figure.rankScope ?? ""));
}

function figureTable(all) {
  const heads = ["indicator", "value", "period", "change"];
  const quoteRow = (group) => make("tr", { class: "quoted" }, make("td", { colspan: heads.length },
    quotes(group.flatMap((f) => f.evidence), new Set(group.map((f) => f.subject)))));
  const row = (f) => make("tr", { "data-figure": f.number },
    make("th", { scope: "row" }, f.indicator, f.target && tag(word("target"), "planned"), confidence(f.confidence, f.rules)),
    make("td", { class: "value" }, number(f.value, f.unit, f.comparator)),
    make("td", {}, f.period ?? ""),
    make("td", {}, growth(f), place(f)));
  return make("table", { class: "figures" },
    make("thead", {}, make("tr", {}, heads.map((key) => make("th", { scope: "col" }, word(key) + (key === "change" ? ` · ${word("rank")}` : ""))))),
    bySentence(all).map((group) => make("tbody", {}, group.map(row), quoteRow(group))));
}

function factLine(fact, other) {
  return make("div", { class: `fact${fact.planned ? " is-planned" : ""}`, "data-fact": fact.number },
    entityLink(other),
    fact.detail && tag(fact.detail, "detail"),
    fact.planned && tag(word("planned"), "planned"),
    confidence(fact.confidence, fact.rules),
    make("button", { type: "button", class: "link goto", title: label(relations[fact.relation]), onclick: () => select("fact", fact.number) }, "⤢"));
}

function relationGroups(entity) {
  const groups = new Map();
  const add = (fact, other, arrow) => {
    const sign = relations[fact.relation].symmetric ? "" : arrow;
    const key = `${sign}${fact.relation}`;
    const group = groups.get(key) ?? { fact, sign, items: [] };
    group.items.push({ fact, other, evidence: fact.evidence });
    groups.set(key, group);
  };
  for (const fact of entity.out) add(fact, fact.object, "outgoing");
  for (const fact of entity.in) add(fact, fact.subject, "incoming");
  return [...groups.values()].map(({ fact, sign, items }) => {
    const name = label(relations[fact.relation]);
    const heading = sign === "incoming" ? `${word(sign)} ${name}` : sign ? `${name} ${word(sign)}` : name;
    const blocks = bySentence(items).map((group) => make("div", { class: "said" },
      group.map((item) => factLine(item.fact, item.other)),
      quotes(group[0].evidence, new Set([entity.number, ...group.map((item) => item.other)]))));
    return section(`${heading}`, items.length, blocks, true);
  });
}

function section(heading, count, content, open) {
  return make("details", { open }, make("summary", {}, heading, make("span", { class: "count" }, String(count))), content);
}

function entityPanel(entity) {
  const places = [...entity.mentions, ...entity.references];
  const lonely = !entity.degree && !entity.figures.length;
  return [
    make("p", { class: "kind" }, make("span", { class: "chip" }, icon(entity.class), label(classes[entity.class])), confidence(entity.confidence),
      !entityShown(entity) && tag(word("hiddenby"), "detail")),
    make("h2", { class: "name" }, entity.name),
    entity.aliases.length > 0 && make("p", { class: "aliases" }, `${word("aliases")} `, entity.aliases.map((alias) => make("span", {}, alias))),
    !entity.degree && make("p", { class: "muted" }, word("alone")),
    entity.figures.length > 0 && section(word("figures"), entity.figures.length, figureTable(entity.figures), true),
    relationGroups(entity),
    places.length > 0 && section(word("mentions"), places.length, quotes(places, new Set([entity.number])), lonely),
  ];
}

function factPanel(fact) {
  const same = (other) => other !== fact && [fact.subject, fact.object].every((end) => [other.subject, other.object].includes(end));
  const one = (f) => make("div", { class: "said", "data-fact": f.number },
    make("div", { class: "triple" },
      entityLink(f.subject), make("p", { class: `relation${f.planned ? " is-planned" : ""}` }, relations[f.relation].symmetric ? "↕ " : "↓ ", make("span", {}, label(relations[f.relation]))), entityLink(f.object)),
    make("p", { class: "kind" }, f.detail && tag(f.detail, "detail"), f.planned && tag(word("planned"), "planned"), confidence(f.confidence, f.rules)),
    quotes(f.evidence, new Set([f.subject, f.object])));
  return [make("p", { class: "kind" }, make("span", { class: "chip" }, word("relation"))), one(fact), facts.filter(same).map(one)];
}

function overview() {
  const busiest = [...entities].sort((a, b) => b.degree - a.degree || a.number - b.number).slice(0, 12).filter((e) => e.degree);
  const counts = [["entities", entities], ["facts", facts], ["figures", figures]];
  const about = (r) => [["publisher", r.publisher], ["region", r.region], ["year", r.year]].filter(([, value]) => value)
    .map(([key, value]) => [make("dt", {}, word(key)), make("dd", {}, String(value))]);
  return [
    make("h2", { class: "name title" }, title),
    make("div", { class: "counts" }, counts.map(([key, all]) => make("div", {}, make("b", {}, String(all.length)), make("span", {}, word(key))))),
    reports.length === 1 ? make("dl", {}, about(reports[0])) : section(word("reports"), reports.length, make("ul", { class: "list" }, reports.map((r) => make("li", {}, r.title))), false),
    make("p", { class: "muted" }, word("intro")),
    busiest.length > 0 && make("h3", {}, word("busiest")),
    make("ul", { class: "list" }, busiest.map((e) => make("li", {}, entityLink(e.number), make("span", { class: "count" }, String(e.degree))))),
  ];
}

function drawPanel() {
  const chosen = state.selected;
  const content = !chosen ? overview() : chosen.kind === "entity" ? entityPanel(entities[chosen.number]) : factPanel(facts[chosen.number]);
  const close = chosen && make("button", { type: "button", class: "close", "aria-label": word("close"), onclick: clearSelection }, "×");
  const panel = document.getElementById("panel");
  document.body.classList.toggle("has-selection", Boolean(chosen));
  panel.replaceChildren(...[close, ...content.flat(2)].filter(Boolean));
  panel.scrollTop = 0;
}

document.getElementById("panel").addEventListener("click", ({ target }) => {
  const name = target.closest("b.name[data-entity]");
  if (name) select("entity", Number(name.dataset.entity));
});
