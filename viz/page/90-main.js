// Selection, address, keyboard, theme and language; then the first drawing.
function select(kind, number, { still = false, quiet = false } = {}) {
  state.selected = { kind, number };
  state.spot = kind === "fact" ? facts[number].evidence : [];
  openLegend(false);
  if (!quiet) writeAddress();
  paint();
  drawPanel();
  if (state.view === "text") {
    const here = state.spot.find(([r]) => r === state.report) ?? state.spot[0];
    if (here) state.report = here[0];
    drawText();
    if (here) document.querySelector("#text mark")?.scrollIntoView({ block: "center" });
    else scrollToEntity(number);
  }
  if (!still) frameSelected();
}

function clearSelection() {
  Object.assign(state, { selected: null, spot: [] });
  writeAddress();
  paint();
  drawPanel();
  if (state.view === "text") drawText();
}

function setView(view) {
  state.view = view;
  document.body.dataset.view = view;
  for (const part of document.querySelectorAll("main > section")) part.hidden = part.id !== view;
  for (const button of document.querySelectorAll("#views button")) button.setAttribute("aria-selected", String(button.dataset.view === view));
  if (view === "text") drawText();
  if (view === "table") drawTable();
  if (view === "graph") network.redraw();
  writeAddress();
}

function address() {
  const parts = [];
  const chosen = state.selected;
  if (chosen?.kind === "entity") parts.push(`entity=${encodeURIComponent(entities[chosen.number].id)}`);
  if (chosen?.kind === "fact") parts.push(`fact=${encodeURIComponent(factKey(facts[chosen.number]))}`);
  if (state.view !== "graph") parts.push(`view=${state.view}`);
  return parts.length ? `#${parts.join("&")}` : "";
}

function writeAddress() {
  if (address() !== location.hash) history.pushState(null, "", address() || location.href.split("#")[0]);
}

function parseAddress() {
  const found = {};
  for (const part of location.hash.slice(1).split("&")) {
    const [key, ...rest] = part.split("=");
    try {
      found[key] = decodeURIComponent(rest.join("="));
    } catch {
      // Somebody's broken link: as if the part were not there.
    }
  }
  return found;
}

function readAddress() {
  const { entity, fact, view } = parseAddress();
  const number = entity ? entities.findIndex((e) => e.id === entity || e.name === entity) : facts.findIndex((f) => factKey(f) === fact);
  const kind = entity ? "entity" : "fact";
  state.selected = null;
  if (["graph", "text", "table"].includes(view ?? "graph") && (view ?? "graph") !== state.view) {
    state.view = view ?? "graph";
  }
  if (number >= 0) state.selected = { kind, number };
  setView(state.view);
  if (state.selected) select(kind, number, { quiet: true });
  else {
    paint();
    drawPanel();
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(`scitech-kg.${key}`, value);
  } catch {
    // A browser that keeps nothing for files: the choice lasts as long as the page.
  }
}

function recall(key) {
  try {
    return localStorage.getItem(`scitech-kg.${key}`);
  } catch {
    return null;
  }
}

function setTheme(dark) {
  state.dark = dark;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.getElementById("theme").textContent = word(dark ? "light" : "dark");
  paint();
}

function setLanguage(language) {
  state.language = language;
  document.documentElement.lang = language;
  for (const part of document.querySelectorAll("[data-word]")) part.textContent = word(part.dataset.word);
  for (const part of document.querySelectorAll("[data-label]")) {
    part.title = word(part.dataset.label);
    part.setAttribute("aria-label", word(part.dataset.label));
  }
  search.placeholder = word(search.dataset.placeholder);
  search.setAttribute("aria-label", word(search.dataset.placeholder));
  document.getElementById("theme").textContent = word(state.dark ? "light" : "dark");
  drawLegend();
  drawPanel();
  if (state.view === "text") drawText();
  if (state.view === "table") drawTable();
  network.redraw();
}

const on = (id, act) => document.getElementById(id).addEventListener("click", act);
on("theme", () => {
  setTheme(!state.dark);
  remember("theme", state.dark ? "dark" : "light");
});
on("language", () => {
  setLanguage(state.language === "zh" ? "en" : "zh");
  remember("language", state.language);
});
on("legend-open", () => openLegend(!document.body.classList.contains("legend-open")));
on("zoom-in", () => zoom(1.4));
on("zoom-out", () => zoom(1 / 1.4));
on("zoom-fit", () => frameAll());
for (const button of document.querySelectorAll("#views button")) button.addEventListener("click", () => setView(button.dataset.view));
addEventListener("popstate", readAddress);
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape") {
    if (event.isComposing) return;
    showHits(false);
    search.value = "";
    search.blur();
    openLegend(false);
    clearSelection();
  }
});

state.language = words[recall("language")] ? recall("language") : "zh";
const theme = recall("theme");
state.dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
setTheme(state.dark);
setLanguage(state.language);
frameAll(true);
readAddress();
// As on pyvis's own pages, for whoever scripts this one.
Object.assign(window, { network, nodes, edges });
document.body.dataset.ready = "";
