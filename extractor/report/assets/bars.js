// Bars of votes, shares and seats, as inline SVG. The figures stand beside them as text, so bars are hidden
// from screen readers.

const WIDTH = 100;

function rect(x, y, width, height, name) {
  return svg("rect", { x, y, width: Math.max(0, Math.min(width, WIDTH - x)), height, class: name });
}

function drawing(height, name, ...shapes) {
  return svg("svg", {
    viewBox: `0 0 ${WIDTH} ${height}`, preserveAspectRatio: "none", class: `bars ${name}`, "aria-hidden": "true",
  }, ...shapes);
}

function topVotes(holder) {
  return holder.votes ?? holder.votes_max ?? holder.votes_min;
}

/** What the bars of one contest are measured against. */
function scaleOf(holders) {
  const votes = holders.map(topVotes).filter((value) => value !== undefined && value >= 0);
  return { votes: votes.length ? Math.max(...votes) : 0 };
}

/**
 * The thick bar is votes, as long as they are against the largest count; the thin one under it is the share
 * of 100 %, with a tick at a half. A stated range of votes is drawn as a paler end.
 */
function candidacyBars(holder, scale, winning) {
  const shapes = [];
  const tone = winning ? "bar win" : "bar";
  const votes = topVotes(holder);
  let y = 0;
  if (votes !== undefined && scale.votes > 0) {
    const low = holder.votes ?? holder.votes_min ?? 0;
    shapes.push(rect(0, 0, WIDTH, 8, "track"));
    if (low < votes) shapes.push(rect(0, 0, (votes / scale.votes) * WIDTH, 8, `${tone} range`));
    shapes.push(rect(0, 0, (low / scale.votes) * WIDTH, 8, tone));
    y = 10;
  }
  if (holder.share !== undefined) {
    const height = y ? 3 : 8;
    shapes.push(rect(0, y, WIDTH, height, "track"), rect(0, y, holder.share, height, `${tone} share`));
    shapes.push(rect(49.8, y, 0.4, height, "tick"));
    y += height;
  }
  return shapes.length ? drawing(y === 10 ? 8 : y, y > 10 ? "double" : "single", ...shapes) : null;
}

/** One thin bar for a row of the table: votes where there are any, else the share. */
function miniBar(holder, scale, winning) {
  const votes = topVotes(holder);
  const length = votes !== undefined && scale.votes ? (votes / scale.votes) * WIDTH : holder.share;
  if (length === undefined) return null;
  return drawing(6, "mini", rect(0, 0, WIDTH, 6, "track"), rect(0, 0, length, 6, winning ? "bar win" : "bar"));
}

/** Seats as squares, filled where won; as a bar when there are too many to count by eye. */
function seatBars(won, total, leading) {
  const tone = leading ? "bar win" : "bar";
  if (total > 30) {
    return drawing(8, "single", rect(0, 0, WIDTH, 8, "track"), rect(0, 0, (won / total) * WIDTH, 8, tone));
  }
  const squares = Array.from({ length: total }, (_, n) =>
    svg("rect", { x: n * 14, y: 0, width: 11, height: 11, rx: 2, class: n < won ? tone : "track" }));
  return svg("svg", {
    viewBox: `0 0 ${total * 14} 11`, width: total * 14, height: 11, class: "seats", "aria-hidden": "true",
  }, ...squares);
}

function confidenceBar(confidence, low) {
  return drawing(4, "trust", rect(0, 0, WIDTH, 4, "track"), rect(0, 0, confidence * WIDTH, 4, low ? "bar low" : "bar"));
}
