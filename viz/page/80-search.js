// Search by name, alias or indicator.
const search = document.getElementById("search");
const hits = document.getElementById("hits");
const MOST = 12;
let current = -1;

function score(forms, needle) {
  let best = 0;
  for (const form of forms) {
    if (form === needle) best = Math.max(best, 4);
    else if (form.startsWith(needle)) best = Math.max(best, 3);
    else if (form.includes(needle)) best = Math.max(best, 2);
  }
  return best;
}

function find(text) {
  const needle = normal(text);
  if (!needle) return [];
  const named = entities.map((entity) => ({ entity, score: score(entity.forms, needle) }));
  const measured = figures.filter((f) => normal(f.indicator).includes(needle))
    .map((figure) => ({ entity: entities[figure.subject], figure, score: 1 }));
  return [...named.filter((hit) => hit.score), ...measured]
    .sort((a, b) => b.score - a.score || b.entity.degree - a.entity.degree || a.entity.number - b.entity.number)
    .slice(0, MOST);
}

function hitRow({ entity, figure }) {
  const alias = entity.aliases.find((a) => normal(a).includes(normal(search.value)));
  const more = figure ? `${figure.indicator} ${number(figure.value, figure.unit, figure.comparator)}` : normal(entity.name).includes(normal(search.value)) ? null : alias;
  return make("li", { role: "option", "data-entity": entity.number, onmousedown: (event) => {
    event.preventDefault();
    choose(entity.number);
  } }, icon(entity.class), make("span", { class: "term" }, entity.name, more && make("small", {}, more)), make("small", {}, label(classes[entity.class])));
}

function drawHits() {
  const found = find(search.value);
  current = found.length ? 0 : -1;
  const empty = make("li", { class: "empty" }, word("nothing"));
  hits.replaceChildren(...(found.length ? found.map(hitRow) : [empty]));
  showHits(Boolean(normal(search.value)));
  point();
}

function showHits(open) {
  hits.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
}

function point() {
  [...hits.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === current)));
  hits.children[current]?.scrollIntoView({ block: "nearest" });
}

function choose(number) {
  showHits(false);
  search.blur();
  select("entity", number);
}

search.addEventListener("input", drawHits);
search.addEventListener("focus", () => normal(search.value) && drawHits());
search.addEventListener("blur", () => showHits(false));
search.addEventListener("keydown", (event) => {
  // An input method's own keys.
  if (event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const rows = hits.querySelectorAll("[data-entity]");
  if (step && rows.length) {
    event.preventDefault();
    current = (current + step + rows.length) % rows.length;
    point();
  } else if (event.key === "Enter" && rows[current]) choose(Number(rows[current].dataset.entity));
});
