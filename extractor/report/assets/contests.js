// The table of contests: search, filters, order.

const ORDERS = {
  review: ["Needs a look first", (a, b) =>
    (b.flags?.length ?? 0) - (a.flags?.length ?? 0) || (a.confidence ?? 2) - (b.confidence ?? 2) || a.number - b.number],
  article: ["As in the articles", (a, b) => a.article - b.article || a.number - b.number],
  title: ["Contest, A to Z", (a, b) => a.words.head.localeCompare(b.words.head) || a.number - b.number],
  votes: ["Most votes", (a, b) => b.scale.votes - a.scale.votes || a.number - b.number],
  date: ["Latest vote", (a, b) => (b.date?.value ?? "").localeCompare(a.date?.value ?? "") || a.number - b.number],
};

const SHOWN_CANDIDACIES = 3;

CONTESTS.forEach((contest, n) => {
  contest.number = n;
  contest.words = titleOf(contest);
  contest.scale = scaleOf([...(contest.candidacies ?? []), ...(contest.slates ?? [])]);
});

/** Candidacies, the best placed first, with their place in the record. */
function ranked(contest) {
  const score = ({ candidacy }) => [
    WINNING.has(candidacy.outcome) ? 0 : 1,
    candidacy.rank ?? 1e9,
    -(topVotes(candidacy) ?? -1),
    -(candidacy.share ?? -1),
  ];
  return (contest.candidacies ?? [])
    .map((candidacy, place) => ({ candidacy, place, winning: WINNING.has(candidacy.outcome) }))
    .sort((a, b) => {
      const [left, right] = [score(a), score(b)];
      const n = left.findIndex((value, i) => value !== right[i]);
      return n < 0 ? a.place - b.place : left[n] - right[n];
    });
}

/** What a search looks through, made when it is first asked for. */
function haystack(contest) {
  contest.haystack ??= fold([
    contest.kind, contest.words.head, ...contest.words.sub, contest.date?.value, contest.electorate,
    ...(contest.candidacies ?? []).flatMap((c) => [c.candidate?.name, ...(c.affiliations ?? []).map((a) => a.name)]),
    ...(contest.slates ?? []).map((s) => s.slate.name),
    ...Object.values(ARTICLES[contest.article]).filter((value) => typeof value === "string"),
  ].filter(Boolean).join(" \n "));
  return contest.haystack;
}

class ContestTable {
  constructor() {
    this.shown = [];
    this.table = new LongTable(byId("rows"), byId("more"), contestRow);
    this.prepareFilters();
    byId("filters").addEventListener("input", () => this.update());
    byId("fold").addEventListener("click", () => {
      const open = byId("filters").classList.toggle("open");
      byId("fold").setAttribute("aria-expanded", String(open));
    });
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("filters").addEventListener("reset", () => setTimeout(() => this.update()));
    for (const header of document.querySelectorAll("th[data-sort]")) {
      header.firstElementChild.addEventListener("click", () => {
        byId("sort").value = header.dataset.sort;
        this.update();
      });
    }
    this.update();
  }

  prepareFilters() {
    const count = (values) => {
      const counts = new Map();
      for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
      return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    };
    const fill = (id, all, counts) => {
      fillSelect(byId(id), [["", all], ...counts.map(([value, n]) => [value, `${say(value)} (${number(n)})`])]);
      byId(id).parentElement.hidden = counts.length < 2 && counts[0]?.[1] === CONTESTS.length || !counts.length;
    };
    fill("filter-kind", "all", count(CONTESTS.map((c) => c.kind)));
    fill("filter-organisation", "anyone's", count(CONTESTS.map((c) => c.organisation?.name)).slice(0, 300));
    fill("filter-outcome", "any", count(CONTESTS.flatMap((c) => [...new Set((c.candidacies ?? []).map((d) => d.outcome))])));
    fill("filter-status", "any", count(CONTESTS.map((c) => c.status)));
    fill("filter-timing", "any", count(CONTESTS.map((c) => c.timing)));
    fillSelect(byId("sort"), Object.entries(ORDERS).map(([key, [label]]) => [key, label]));
  }

  update() {
    const value = (id) => byId(id).value;
    const query = value("search").trim();
    const wanted = (contest) =>
      (!value("filter-kind") || contest.kind === value("filter-kind")) &&
      (!value("filter-organisation") || contest.organisation?.name === value("filter-organisation")) &&
      (!value("filter-outcome") || (contest.candidacies ?? []).some((c) => c.outcome === value("filter-outcome"))) &&
      (!value("filter-status") || contest.status === value("filter-status")) &&
      (!value("filter-timing") || contest.timing === value("filter-timing")) &&
      (!byId("filter-flagged").checked || contest.flags) &&
      (!byId("filter-low").checked || isLow(contest)) &&
      (!query || matches(haystack(contest), query));
    const order = value("sort") || "review";
    this.shown = CONTESTS.filter(wanted).sort(ORDERS[order][1]);
    this.table.show(this.shown);
    byId("count").textContent = this.shown.length === CONTESTS.length
      ? plural(this.shown.length, "contest")
      : `${number(this.shown.length)} of ${plural(CONTESTS.length, "contest")}`;
    for (const header of document.querySelectorAll("th[data-sort]")) {
      if (header.dataset.sort === order) header.setAttribute("aria-sort", order === "votes" ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
  }

  /** Show exactly the flagged, the doubtful, or everything. */
  only(what) {
    byId("filters").reset();
    byId("filter-flagged").checked = what === "flagged";
    byId("filter-low").checked = what === "low";
    this.update();
  }

  neighbour(contest, step) {
    return this.shown[this.shown.indexOf(contest) + step];
  }

  /** Put the keyboard on a contest's row, drawing rows down to it if need be. */
  focus(contest) {
    const place = this.shown.indexOf(contest);
    if (place < 0) return;
    if (place >= this.table.body.children.length) this.table.extend(place + 20);
    this.table.body.children[place].querySelector("a").focus();
  }
}

function contestLink(contest, ...children) {
  return el("a", { href: `#contest/${encodeURIComponent(contest.id)}` }, children);
}

function chips(contest) {
  return [
    contest.kind !== "election" ? el("span", { class: "chip" }, contest.kind) : null,
    contest.timing === "previous" ? el("span", { class: "chip" }, "earlier vote") : null,
    contest.status ? el("span", { class: `chip status-${contest.status}` }, contest.status) : null,
    contest.round ? el("span", { class: "chip" }, say(contest.round.kind ?? "round"),
      contest.round.number !== undefined ? ` ${contest.round.number}` : "") : null,
  ];
}

function trust(contest) {
  const flags = (contest.flags ?? []).map((flag) => el("span", { class: "chip flag" }, FLAGS[flag]?.[0] ?? say(flag)));
  const confidence = contest.confidence === undefined
    ? el("span", { class: "muted" }, "not measured")
    : el("span", { class: isLow(contest) ? "confidence low" : "confidence" },
      confidenceBar(contest.confidence, isLow(contest)), contest.confidence.toFixed(2), isLow(contest) ? " low" : "");
  return [flags, confidence];
}

function cell(label, ...children) {
  return el("td", { role: "cell", "data-label": label }, ...children);
}

function contestRow(contest) {
  const article = ARTICLES[contest.article];
  const sub = [...contest.words.sub, dateText(contest.date?.value)].filter(Boolean);
  return el("tr", { role: "row", class: contest.flags ? "flagged" : isLow(contest) ? "doubtful" : null },
    cell("Contest",
      contestLink(contest, bdi(contest.words.head)),
      el("div", { class: "muted" }, sub.map((name, n) => [n ? " · " : "", bdi(name)])),
      el("div", { class: "chips" }, chips(contest))),
    cell("Result", resultLines(contest)),
    cell("Article", el("span", { class: "clamp" }, bdi(article.title ?? article.source ?? article.id)),
      el("div", { class: "muted" }, [article.publisher, dateText(article.published)].filter(Boolean).map((word, n) => [n ? " · " : "", bdi(word)]))),
    cell("Trust", trust(contest)));
}

/** Whether a slate won more seats than any other. */
function leads(slate, slates) {
  return slate.seats_won > 0 && slates.every((other) => other === slate || (other.seats_won ?? 0) < slate.seats_won);
}

/** The first few of a result, a line each: mark, name, bar, figure. */
function resultLines(contest) {
  const lines = ranked(contest).map(({ candidacy, winning }) =>
    resultLine(nameOf(candidacy), votesText(candidacy) || shareText(candidacy),
      miniBar(candidacy, contest.scale, winning), winning));
  const slates = [...(contest.slates ?? [])].sort((a, b) => (b.seats_won ?? -1) - (a.seats_won ?? -1) || (topVotes(b) ?? -1) - (topVotes(a) ?? -1));
  const most = Math.max(1, contest.seats ?? 0, ...slates.map((s) => s.seats_won ?? 0));
  if (!lines.length) {
    for (const slate of slates) {
      const seats = slate.seats_won;
      lines.push(seats === undefined
        ? resultLine(slate.slate.name, votesText(slate) || shareText(slate), miniBar(slate, contest.scale, false), false)
        : resultLine(slate.slate.name, plural(seats, "seat"), miniBar({ share: (seats / most) * 100 }, {}, leads(slate, slates)), false));
    }
  }
  const rest = lines.length - SHOWN_CANDIDACIES;
  return [
    lines.length ? null : el("span", { class: "muted" }, "No names or parties given"),
    lines.slice(0, rest === 1 ? SHOWN_CANDIDACIES + 1 : SHOWN_CANDIDACIES),
    rest > 1 ? el("div", { class: "muted rest" }, `and ${number(rest)} more`) : null,
  ];
}

function resultLine(name, figure, bar, winning) {
  return el("div", { class: winning ? "result win" : "result" },
    el("span", { class: "name" }, winning ? el("span", { class: "tickmark", title: "won" }, "✓") : null, bdi(name)),
    el("span", { class: "barbox" }, bar),
    el("span", { class: "figure" }, figure));
}
