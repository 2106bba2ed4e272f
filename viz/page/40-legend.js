// The legend: counts, and what of the graph is shown.
function legendRow(kind, key, name, count, picture) {
  const off = state.hidden[kind].has(key);
  return make("li", {},
    make("button", { type: "button", class: "row", role: "checkbox", "aria-checked": String(!off), "data-kind": kind,
      "data-key": key, onclick: () => toggle(kind, key) },
    picture, make("span", { class: "term" }, name), make("span", { class: "count" }, String(count))),
    make("button", { type: "button", class: "only", onclick: () => only(kind, key) }, word("only")));
}

function legendPart(kind, heading, rows, keys) {
  return make("section", {},
    make("h2", {}, heading,
      make("span", { class: "switch" },
        make("button", { type: "button", class: "link", onclick: () => setHidden(kind, []) }, word("all")),
        make("button", { type: "button", class: "link", onclick: () => setHidden(kind, keys) }, word("none")))),
    make("ul", {}, rows));
}

const byCount = (table) => Object.entries(table).sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));

function drawLegend() {
  const line = () => make("span", { class: "line", "aria-hidden": "true" });
  const parts = [
    ["classes", byCount(classes).map(([key, c]) => [key, label(c), c.count, icon(key)])],
    ["relations", byCount(relations).map(([key, r]) => [key, label(r), r.count, line()])],
  ];
  if (reports.length > 1) {
    const count = (n) => entities.filter((entity) => entity.reports.has(n)).length;
    parts.push(["reports", reports.map((r, n) => [n, r.title, count(n), null])]);
  }
  const planned = facts.some((fact) => fact.planned);
  document.getElementById("legend").replaceChildren(
    make("button", { type: "button", class: "close", onclick: () => openLegend(false) }, word("close")),
    ...parts.map(([kind, rows]) =>
      legendPart(kind, word(kind), rows.map((row) => legendRow(kind, ...row)), rows.map(([key]) => key))),
    planned ? make("p", { class: "key" }, make("span", { class: "line dashed" }), word("planned")) : "");
}

function toggle(kind, key) {
  const hidden = new Set(state.hidden[kind]);
  if (!hidden.delete(key)) hidden.add(key);
  setHidden(kind, hidden);
}

function only(kind, key) {
  const all = kind === "reports" ? reports.keys() : Object.keys(kind === "classes" ? classes : relations);
  setHidden(kind, [...all].filter((other) => other !== key));
}

function setHidden(kind, keys) {
  state.hidden[kind] = new Set(keys);
  for (const row of document.querySelectorAll("#legend .row")) {
    const { kind: of, key } = row.dataset;
    row.setAttribute("aria-checked", String(!state.hidden[of].has(of === "reports" ? Number(key) : key)));
  }
  paint();
  drawPanel();
  if (state.view === "table") drawTable();
}

function openLegend(open) {
  document.body.classList.toggle("legend-open", open);
}
