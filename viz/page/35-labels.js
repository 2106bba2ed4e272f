// Labels as on a map: always of one legible size, the weightiest first, each only where it covers nothing.
const FONT = 12;
const LINE = 15;
const WIDTH = 118;
const CELL = 64;
const SPECK = entities.length > 500 ? 4 : 0;
const HUB = 5;
const wrapped = new Map();

function wrap(context, entity) {
  const known = wrapped.get(entity.number);
  if (known) return known;
  const total = context.measureText(entity.name).width;
  // Lines of like length, and no closing mark at the head of one.
  const limit = total <= WIDTH * 1.15 ? total : total / Math.ceil(total / WIDTH) + FONT / 2;
  const lines = [""];
  for (const character of entity.name) {
    const full = context.measureText(lines.at(-1) + character).width > limit + 1;
    if (full && !/[”’》）)、，。]/.test(character)) lines.push("");
    lines[lines.length - 1] += character;
  }
  const whole = { lines, width: Math.max(...lines.map((l) => context.measureText(l).width)) };
  const short = lines.length > 2 ? { lines: [lines[0], `${lines[1].slice(0, -1)}…`], width: WIDTH } : whole;
  const found = { whole, short };
  wrapped.set(entity.number, found);
  return found;
}

// What is taken on the screen, by cells, so that a thousand labels cost a thousand look-ups.
function occupancy() {
  const cells = new Map();
  const each = ([left, top, right, bottom], visit) => {
    for (let x = Math.floor(left / CELL); x <= right / CELL; x += 1) {
      for (let y = Math.floor(top / CELL); y <= bottom / CELL; y += 1) if (visit(x * 65536 + y)) return true;
    }
    return false;
  };
  return {
    add: (rect, owner, degree = Infinity) => each(rect, (key) => {
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push([rect, owner, degree]);
    }),
    // The name of a hub may cover small nodes, never another name.
    free: (rect, owner, degree = 0) => !each(rect, (key) => (cells.get(key) ?? []).some(([other, whose, its]) =>
      whose !== owner && (its + 1) * HUB > degree
      && rect[0] < other[2] && other[0] < rect[2] && rect[1] < other[3] && other[1] < rect[3])),
  };
}

function rank(lit) {
  const chosen = (n) => (hovered?.kind === "entity" && hovered.number === n) || (state.selected?.kind === "entity" && state.selected.number === n);
  return (entity) => (chosen(entity.number) ? 2e6 : 0) + (lit?.entities.has(entity.number) ? 1e6 : 0) + entity.degree;
}

function screen() {
  const [scale, view] = [network.getScale(), network.getViewPosition()];
  const [width, height] = [box.clientWidth, box.clientHeight];
  return {
    scale, width, height,
    at: ({ x, y }) => [(x - view.x) * scale + width / 2, (y - view.y) * scale + height / 2],
  };
}

function candidates([x, y], radius, { lines, width }) {
  const [half, high] = [width / 2 + 2, lines.length * LINE];
  return [
    [x - half, y + radius + 2, x + half, y + radius + 2 + high],
    [x + radius + 4, y - high / 2, x + radius + 4 + 2 * half, y + high / 2],
    [x - radius - 4 - 2 * half, y - high / 2, x - radius - 4, y + high / 2],
    [x - half, y - radius - 3 - high, x + half, y - radius - 3],
  ];
}

function write(context, lines, [left, top, right], colours) {
  context.strokeStyle = colours.halo;
  context.fillStyle = colours.ink;
  lines.forEach((line, n) => {
    const [x, y] = [(left + right) / 2, top + LINE * n + LINE / 2];
    context.strokeText(line, x, y);
    context.fillText(line, x, y);
  });
}

function drawNames(context, window, taken, lit, colours) {
  const weight = rank(lit);
  const seen = [];
  for (const entity of entities) {
    const node = network.body.nodes[entity.number];
    if (!entityShown(entity)) continue;
    const at = window.at(node);
    if (at[0] < -80 || at[1] < -40 || at[0] > window.width + 80 || at[1] > window.height + 40) continue;
    const radius = node.options.size * window.scale;
    // Names may cover what is dimmed, and in large drawings what is but a speck.
    if (lit ? lit.entities.has(entity.number) : radius > SPECK) taken.add([at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius], entity.number, entity.degree);
    if (!lit || lit.entities.has(entity.number) || weight(entity) >= 2e6) seen.push({ entity, at, radius });
  }
  seen.sort((a, b) => weight(b.entity) - weight(a.entity) || a.entity.number - b.entity.number);
  for (const { entity, at, radius } of seen) {
    const forms = wrap(context, entity);
    const first = weight(entity) >= 2e6;
    const form = first || window.scale > 1.2 ? forms.whole : forms.short;
    const places = candidates(at, radius, form);
    const inside = places.filter((r) => r[0] >= 0 && r[1] >= 0 && r[2] <= window.width && r[3] <= window.height);
    const place = inside.find((rect) => taken.free(rect, entity.number, entity.degree)) ?? (first ? inside[0] ?? places[0] : null);
    if (!place) continue;
    taken.add(place, entity.number);
    context.font = `${first || entity.degree > 12 ? "600 " : ""}${FONT}px ${colours.family}`;
    write(context, form.lines, place, colours);
  }
}

function drawRelations(context, window, taken, wanted, must, colours) {
  context.font = `11px ${colours.family}`;
  for (const fact of wanted.filter(factShown)) {
    const [x, y] = window.at(network.body.edges[fact.number].edgeType.getPoint(0.5));
    const text = label(relations[fact.relation]) + (fact.planned ? ` · ${word("planned")}` : "");
    const half = context.measureText(text).width / 2 + 3;
    const rect = [x - half, y - 8, x + half, y + 8];
    if (!must && !taken.free(rect, -1)) continue;
    taken.add(rect, -2);
    write(context, [text], rect, { ...colours, ink: colours.accent });
  }
}

function wantedRelations(lit) {
  const chosen = [hovered, state.selected].filter((one) => one?.kind === "fact").map(({ number }) => facts[number]);
  return { first: chosen, then: [...(lit?.facts ?? [])].map((n) => facts[n]).filter((fact) => !chosen.includes(fact)) };
}

network.on("afterDrawing", (context) => {
  const ratio = context.canvas.width / Math.max(1, box.clientWidth);
  const colours = { halo: ink("--canvas"), ink: ink("--ink"), accent: ink("--accent"), family: ink("--sans") };
  const [window, taken, lit] = [screen(), occupancy(), bright()];
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(context, { textAlign: "center", textBaseline: "middle", lineWidth: 3.5, lineJoin: "round" });
  const { first, then } = wantedRelations(lit);
  drawRelations(context, window, taken, first, true, colours);
  context.font = `${FONT}px ${colours.family}`;
  drawNames(context, window, taken, lit, colours);
  drawRelations(context, window, taken, then, false, colours);
  context.restore();
});
