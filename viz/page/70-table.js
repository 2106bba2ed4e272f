// All facts, figures and entities as tables that can be filtered and sorted.
const CHUNK = 200;
const sorting = { column: 0, down: false, needle: "", shown: CHUNK };
const evidenceText = ({ evidence: [first] }) => first ? slice(first[0], ...sentence(...first)) : "";

const TABLES = {
  facts: {
    rows: () => facts.filter(factShown),
    open: (fact) => select("fact", fact.number),
    columns: [
      ["subject", (f) => entities[f.subject].name, (f) => entityLink(f.subject)],
      ["relation", (f) => label(relations[f.relation]), (f) => [label(relations[f.relation]), f.planned && tag(word("planned"), "planned"), f.detail && tag(f.detail, "detail")]],
      ["object", (f) => entities[f.object].name, (f) => entityLink(f.object)],
      ["confidence", (f) => f.confidence, (f) => f.confidence.toFixed(2)],
      ["evidence", evidenceText],
    ],
  },
  figures: {
    rows: () => figures.filter((f) => entityShown(entities[f.subject])),
    open: (figure) => select("entity", figure.subject),
    columns: [
      ["subject", (f) => entities[f.subject].name, (f) => entityLink(f.subject)],
      ["indicator", (f) => f.indicator, (f) => [f.indicator, f.target && tag(word("target"), "planned")]],
      ["value", (f) => Number(f.value ?? NaN), (f) => number(f.value, f.unit, f.comparator)],
      ["period", (f) => f.period ?? ""],
      ["change", (f) => Number(f.change ?? NaN), growth],
      ["rank", (f) => f.rank ?? NaN, place],
      ["evidence", evidenceText],
    ],
  },
  entities: {
    rows: () => entities.filter(entityShown),
    open: (entity) => select("entity", entity.number),
    columns: [
      ["name", (e) => e.name, (e) => entityLink(e.number)],
      ["class", (e) => label(classes[e.class])],
      ["aliases", (e) => e.aliases.join("、")],
      ["mentions", (e) => e.mentions.length + e.references.length],
      ["degree", (e) => e.degree],
      ["figures", (e) => e.figures.length],
    ],
  },
};

function compare(a, b) {
  if (typeof a === "number") return Number.isNaN(a) - Number.isNaN(b) || a - b;
  return a.localeCompare(b, "zh");
}

function tableRows({ rows, columns }) {
  const [, value] = columns[sorting.column];
  const needle = normal(sorting.needle);
  return rows()
    .filter((row) => !needle || columns.some(([, of]) => normal(String(of(row))).includes(needle)))
    .sort((a, b) => (sorting.down ? -1 : 1) * compare(value(a), value(b)));
}

function drawRows() {
  const table = TABLES[state.table];
  const rows = tableRows(table);
  const body = rows.slice(0, sorting.shown).map((row) => make("tr", { onclick: ({ target }) => !target.closest("button") && table.open(row) },
    table.columns.map(([key, value, cell]) => make("td", { class: `c-${key}` }, (cell ?? ((r) => String(value(r))))(row)))));
  document.querySelector("#table tbody").replaceChildren(...body);
  document.querySelector("#table .total").textContent = String(rows.length);
  document.querySelector("#table .more").hidden = rows.length <= sorting.shown;
  document.querySelectorAll("#table th").forEach((head, n) => {
    head.setAttribute("aria-sort", n !== sorting.column ? "none" : sorting.down ? "descending" : "ascending");
  });
}

function drawTable() {
  const heads = TABLES[state.table].columns.map(([key], n) => make("th", { scope: "col" },
    make("button", { type: "button", onclick: () => {
      Object.assign(sorting, { column: n, down: sorting.column === n && !sorting.down });
      drawRows();
    } }, word(key))));
  const tabs = Object.keys(TABLES).map((key) => make("button", { type: "button", "aria-pressed": String(key === state.table), onclick: () => {
    state.table = key;
    Object.assign(sorting, { column: 0, down: false, shown: CHUNK });
    drawTable();
  } }, word(key)));
  document.getElementById("table").replaceChildren(
    make("div", { class: "bar" }, make("div", { class: "tabs" }, tabs),
      make("input", { type: "search", placeholder: word("filter"), "aria-label": word("filter"), value: sorting.needle, oninput: (event) => {
        Object.assign(sorting, { needle: event.target.value, shown: CHUNK });
        drawRows();
      } }), make("span", { class: "total count" })),
    make("div", { class: "sheet" }, make("table", {}, make("thead", {}, make("tr", {}, heads)), make("tbody")),
      make("button", { type: "button", class: "more", onclick: () => {
        sorting.shown += 5 * CHUNK;
        drawRows();
      } }, word("more"))));
  drawRows();
}
