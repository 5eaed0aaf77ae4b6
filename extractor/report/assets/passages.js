// An article's text with its mentions marked. Records count Unicode code points, strings here count UTF-16
// units: an emoji is one there and two here.

/** The UTF-16 index of each code point offset; offsets must be sorted and start at 0 or more. */
function utf16Indices(text, offsets) {
  if (!/[\ud800-\udfff]/.test(text)) return offsets.map((offset) => Math.min(offset, text.length));
  const indices = [];
  let point = 0;
  let unit = 0;
  for (const offset of offsets) {
    while (point < offset && unit < text.length) {
      unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
      point += 1;
    }
    indices.push(unit);
  }
  return indices;
}

function codePoints(text) {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g) ?? []).length;
}

/** Evidence that stands at the same place is one mention. Each gets a lane, so that overlaps underline apart. */
function mentionsOf(evidence, chosen) {
  const byPlace = new Map();
  for (const entry of evidence) {
    const place = `${entry.start}-${entry.end}`;
    if (!byPlace.has(place)) byPlace.set(place, { start: entry.start, end: entry.end, entries: [] });
    byPlace.get(place).entries.push(entry);
  }
  const mentions = [...byPlace.values()];
  for (const mention of mentions) {
    const own = mention.entries.filter((entry) => chosen === null || entry.contest === chosen);
    mention.own = own.length > 0;
    mention.category = categoryOf((own[0] ?? mention.entries[0]).field);
  }
  // The shortest sit closest to the words; a longer one around them is drawn further out.
  const placed = [];
  for (const mention of [...mentions].sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const taken = new Set(placed.filter((o) => o.start < mention.end && mention.start < o.end).map((o) => o.lane));
    mention.lane = 0;
    while (taken.has(mention.lane)) mention.lane += 1;
    placed.push(mention);
  }
  mentions.sort((a, b) => a.start - b.start || b.end - a.end);
  mentions.forEach((mention, number) => { mention.number = number; });
  return mentions;
}

/** Underlines, one for each mention over a piece of text, nearest lane first. */
function paintMark(node, covering) {
  const top = Math.max(...covering.map((mention) => mention.lane));
  const colours = covering.map((m) => (m.own ? `var(--${m.category})` : "var(--faint)"));
  node.style.backgroundImage = colours.map((colour) => `linear-gradient(${colour}, ${colour})`).join(",");
  node.style.backgroundPosition = covering.map((m) => `0 calc(100% - ${(top - m.lane) * 4}px)`).join(",");
  node.style.paddingBottom = `${top * 4 + 2}px`;
}

/** The marked text of a block: DOM lines, and pieces that know their range, for lighting up sentences. */
class MarkedText {
  constructor(block, chosen, title, onMention) {
    this.mentions = mentionsOf(block.evidence, chosen);
    this.pieces = [];
    this.firstPiece = new Map();
    this.onMention = onMention;
    this.node = el("div", { class: "text", role: "group", "aria-label": "Text with mentions; arrow keys walk" });
    block.passages.forEach((passage, n) => {
      if (n > 0 || passage.start > 0) this.node.append(el("p", { class: "gap", "aria-label": "Text left out" }, "· · ·"));
      this.node.append(this.drawPassage(passage, block, title));
    });
    if (!block.whole && block.passages.length) this.node.append(el("p", { class: "gap", "aria-label": "Text left out" }, "· · ·"));
    this.node.addEventListener("keydown", (event) => this.walk(event));
    const first = this.firstPiece.get(0);
    if (first) first.tabIndex = 0;
  }

  drawPassage(passage, block, title) {
    const from = passage.start;
    const to = from + codePoints(passage.text);
    const inside = (offset) => offset >= from && offset <= to;
    const mentions = this.mentions.filter((m) => m.start < to && from < m.end);
    const bounds = [from, to, ...mentions.flatMap((m) => [m.start, m.end])];
    for (const entry of block.evidence) bounds.push(...entry.sentence);
    const cuts = [...new Set(bounds.filter(inside))].sort((a, b) => a - b);
    const units = utf16Indices(passage.text, cuts.map((cut) => cut - from));

    const box = el("div", { class: "passage" });
    let line = null;
    const newLine = () => { line = el("div", { class: "line", dir: "auto" }); box.append(line); };
    newLine();
    let open = mentions.slice();
    for (let n = 0; n + 1 < cuts.length; n += 1) {
      open = open.filter((m) => m.end > cuts[n]);
      const covering = open.filter((m) => m.start <= cuts[n]);
      const parts = passage.text.slice(units[n], units[n + 1]).split("\n");
      parts.forEach((part, p) => {
        if (p > 0) newLine();
        const shown = visible(part.replace(/\r$/, ""));
        if (shown) line.append(this.drawPiece(shown, cuts[n], cuts[n + 1], covering));
      });
    }
    const first = box.firstElementChild;
    if (from === 0 && title && first.textContent.trim() === visible(title).trim()) {
      first.classList.add("headline");
      first.setAttribute("role", "heading");
      first.setAttribute("aria-level", "2");
    }
    return box;
  }

  drawPiece(text, start, end, covering) {
    const piece = el(covering.length ? "mark" : "span", {}, text);
    this.pieces.push({ start, end, node: piece });
    if (!covering.length) return piece;
    const nearest = [...covering].sort((a, b) => b.own - a.own || a.end - a.start - (b.end - b.start));
    piece.className = nearest[0].own ? nearest[0].category : "faint";
    piece.title = nearest.map((m) => `${CATEGORIES[m.category]}${m.own ? "" : " (another contest)"}`).join(", ");
    paintMark(piece, covering);
    for (const mention of covering) {
      if (!this.firstPiece.has(mention.number)) {
        this.firstPiece.set(mention.number, piece);
        piece.setAttribute("role", "button");
        piece.tabIndex = -1;
      }
    }
    piece.addEventListener("click", () => {
      // Pressing the same words again goes on to the mention around them.
      const now = nearest.indexOf(this.lit);
      this.onMention(nearest[(now + 1) % nearest.length]);
    });
    piece.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        piece.click();
      }
    });
    return piece;
  }

  walk(event) {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const stops = [...new Set(this.firstPiece.values())];
    const here = stops.indexOf(document.activeElement);
    const next = stops[here + (event.key === "ArrowRight" ? 1 : -1)];
    if (here < 0 || !next) return;
    event.preventDefault();
    this.lit = null;
    this.focus(next);
    next.click();
  }

  focus(piece) {
    for (const stop of this.firstPiece.values()) stop.tabIndex = -1;
    piece.tabIndex = 0;
    piece.focus();
  }

  /** Light up a mention and its sentence; null puts the light out. Returns the first lit piece. */
  light(mention, sentence) {
    this.lit = mention;
    let first = null;
    for (const { start, end, node } of this.pieces) {
      const isMention = mention !== null && start >= mention.start && end <= mention.end;
      node.classList.toggle("lit", isMention);
      node.classList.toggle("lit-sentence", mention !== null && start >= sentence[0] && end <= sentence[1]);
      if (isMention && first === null) first = node;
    }
    return first;
  }

  /** The words of a range, as [text, is it the mention] pairs, for quoting them elsewhere. */
  quote(mention, sentence) {
    return this.pieces
      .filter(({ start, end }) => start >= sentence[0] && end <= sentence[1])
      .map(({ start, end, node }) => [node.textContent, start >= mention.start && end <= mention.end]);
  }
}
