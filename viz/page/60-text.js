// The report itself, its names marked and clickable.
const LONGEST_TITLE = 60;

function paragraphs(report) {
  const found = [];
  let from = 0;
  for (const line of slice(report, 0, Infinity).split("\n")) {
    const to = from + Array.from(line).length;
    if (line.trim()) found.push([from, to]);
    from = to + 1;
  }
  return found;
}

function textRun({ text, from, mention, marked }) {
  if (!mention) return marked ? make("mark", {}, text) : text;
  const { entity, named } = mention;
  const chosen = state.selected?.kind === "entity" && state.selected.number === entity.number;
  const part = make("span", {
    class: `mention${named ? "" : " stands"}${chosen ? " chosen" : ""}`,
    style: { "--class": classes[entity.class].colour }, "data-entity": entity.number, "data-from": from,
    title: `${label(classes[entity.class])} · ${entity.name}`,
  }, text);
  return marked ? make("mark", {}, part) : part;
}

function drawText() {
  const report = state.report;
  const marks = state.spot.filter(([r]) => r === report).map(([, from, to]) => ({ from, to }));
  const headings = new Set(reports[report].sentences.filter(([, , heading]) => heading).map(([start]) => start));
  const named = mentions(report);
  let next = 0;
  const lines = paragraphs(report).map(([from, to], n) => {
    while (next < named.length && named[next].from < from) next += 1;
    const inside = [];
    for (let m = next; m < named.length && named[m].from < to; m += 1) inside.push(named[m]);
    const here = marks.filter((m) => m.from < to && m.to > from);
    const lead = slice(report, from, to).search(/\S/);
    const kind = n === 0 && to - from < LONGEST_TITLE ? "first" : headings.has(from + lead) ? "heading" : null;
    return make("p", { class: kind }, runs(report, from, to, inside, here).map(textRun));
  });
  const choice = reports.length > 1 && make("select", { "aria-label": word("report"), onchange: (event) => {
    Object.assign(state, { report: Number(event.target.value), spot: [] });
    drawText();
  } }, reports.map((r, n) => make("option", { value: n, selected: n === report }, r.title)));
  document.getElementById("text").replaceChildren(...[choice, make("article", {}, lines)].filter(Boolean));
}

function showInText(places) {
  Object.assign(state, { spot: places, report: places[0][0] });
  setView("text");
  document.querySelector("#text mark")?.scrollIntoView({ block: "center" });
}

// Come to the first name of the entity, unless one is in sight.
function scrollToEntity(number) {
  const all = [...document.querySelectorAll(`#text .mention[data-entity="${number}"]`)];
  const area = document.getElementById("text").getBoundingClientRect();
  const seen = (part) => part.getBoundingClientRect().top >= area.top && part.getBoundingClientRect().bottom <= area.bottom;
  if (all.length && !all.some(seen)) all[0].scrollIntoView({ block: "center" });
}

document.getElementById("text").addEventListener("click", ({ target }) => {
  const part = target.closest(".mention");
  if (part) select("entity", Number(part.dataset.entity));
});
