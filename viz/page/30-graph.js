// The drawing: vis-network holds nodes and edges at the places computed in Python; labels are laid over it.
const box = document.getElementById("network");
const nodes = new vis.DataSet(drawn.nodes.map((node) => ({ ...node, label: undefined })));
const edges = new vis.DataSet(drawn.edges);
const network = new vis.Network(box, { nodes, edges }, drawn.options);
const painted = { nodes: new Map(), edges: new Map() };
let hovered = null;

const channel = (text, at) => parseInt(text.slice(at, at + 2), 16);
function mix(colour, other, share) {
  const part = (at) => Math.round(channel(colour, at) * (1 - share) + channel(other, at) * share);
  return `rgb(${part(1)},${part(3)},${part(5)})`;
}

function ink(name) {
  return getComputedStyle(document.body).getPropertyValue(name).trim();
}

// The numbers of entities and facts that stay bright; null where nothing is selected.
function bright() {
  if (!state.selected) return null;
  const { kind, number } = state.selected;
  const near = kind === "fact" ? [facts[number]] : [...entities[number].out, ...entities[number].in];
  const seen = new Set(kind === "entity" ? [number] : []);
  for (const fact of near) seen.add(fact.subject).add(fact.object);
  return { entities: seen, facts: new Set(near.map((fact) => fact.number)) };
}

function update(set, known, changes) {
  const fresh = changes.filter((change) => {
    const text = JSON.stringify(change);
    if (known.get(change.id) === text) return false;
    known.set(change.id, text);
    return true;
  });
  if (fresh.length) set.update(fresh);
}

// Far out, nodes and lines are drawn larger than their share, in steps, so that they stay visible.
let swell = 1;
function swelling() {
  const needed = Math.max(1, 0.62 / network.getScale()) ** 0.6;
  return 1.3 ** Math.round(Math.log(needed) / Math.log(1.3));
}

// Bring colours, widths and visibility in line with selection, legend and theme.
function paint() {
  const lit = bright();
  swell = swelling();
  const [paper, strong, line, accent] = ["--canvas", "--ink", "--edge", "--accent"].map(ink);
  update(nodes, painted.nodes, entities.map(({ number, class: cls }) => {
    const background = state.dark ? mix(classes[cls].colour, "#ffffff", 0.18) : classes[cls].colour;
    const both = { background, border: strong };
    return {
      id: number,
      size: drawn.nodes[number].size + (swell - 1) * Math.min(9, drawn.nodes[number].size),
      hidden: !entityShown(entities[number]),
      opacity: lit && !lit.entities.has(number) ? 0.13 : 1,
      color: { background, border: paper, highlight: both, hover: both },
    };
  }));
  update(edges, painted.edges, facts.map((fact) => {
    const on = lit?.facts.has(fact.number);
    return {
      id: fact.number,
      hidden: !factShown(fact),
      width: (on ? 1.8 : 1) * swell ** 1.5,
      color: { color: on ? accent : line, highlight: accent, hover: accent, opacity: lit && !on ? 0.16 : 1 },
    };
  }));
  mark();
  network.redraw();
}

function mark() {
  network.unselectAll();
  const chosen = state.selected;
  if (chosen?.kind === "entity" && entityShown(entities[chosen.number])) network.selectNodes([chosen.number], false);
  if (chosen?.kind === "fact" && factShown(facts[chosen.number])) network.selectEdges([chosen.number]);
}

// Move the view so that these entities, with room for their labels, fill it.
function frame(numbers, largest, still) {
  const places = [...numbers].filter((n) => entityShown(entities[n])).map((n) => network.body.nodes[n]);
  const [width, height] = [box.clientWidth, box.clientHeight];
  if (!places.length || !width) return;
  const span = (key) => [Math.min(...places.map((p) => p[key])), Math.max(...places.map((p) => p[key]))];
  const [[left, right], [top, bottom]] = [span("x"), span("y")];
  const fit = Math.min((width - 100) / (right - left + 1), (height - 80) / (bottom - top + 1));
  const quiet = still || matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + 10 },
    scale: Math.max(0.02, Math.min(fit, largest)),
    animation: quiet ? false : { duration: 350, easingFunction: "easeInOutQuad" },
  });
}

function frameAll(still) {
  frame(entities.keys(), 1.4, still);
}

function frameSelected() {
  const lit = bright();
  if (lit) frame(lit.entities, 1.2);
}

function zoom(factor) {
  const scale = Math.max(0.02, Math.min(6, network.getScale() * factor));
  network.moveTo({ scale, animation: { duration: 150, easingFunction: "easeOutQuad" } });
}

network.on("beforeDrawing", () => {
  if (swelling() !== swell) queueMicrotask(paint);
});
network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) select("entity", node, { still: true });
  else if (edge !== undefined) select("fact", edge, { still: true });
  else clearSelection();
});
network.on("doubleClick", ({ nodes: [node] }) => {
  if (node !== undefined) frameSelected();
});
const hover = (kind) => ({ node, edge }) => {
  hovered = { kind, number: node ?? edge };
  box.style.cursor = "pointer";
  network.redraw();
};
const leave = () => {
  hovered = null;
  box.style.cursor = "";
  network.redraw();
};
network.on("hoverNode", hover("entity"));
network.on("hoverEdge", hover("fact"));
network.on("blurNode", leave);
network.on("blurEdge", leave);
