// Addresses, keys and colours. Views are addressed by the part after #, so Back works and links can be kept.

const contestTable = new ContestTable();
const inputTable = new InputTable();
const reading = new ReadingView();
const CONTEST_BY_ID = new Map(CONTESTS.map((contest) => [contest.id, contest]));

let view = null;
let lastContest = null;
let listScroll = 0;

function show(name) {
  if (view === "contests" && name !== "contests") listScroll = window.scrollY;
  for (const each of ["contests", "inputs", "reading"]) byId(`view-${each}`).hidden = each !== name;
  document.body.dataset.view = name;
  view = name;
}

function route() {
  const [where, ...rest] = location.hash.slice(1).split("/");
  const key = safelyDecoded(rest.join("/"));
  const contest = where === "contest" ? CONTEST_BY_ID.get(key) : undefined;
  if (contest) return openReading(contest.article, contest);
  if (where === "article" && ARTICLES[key]) return openReading(Number(key), null);
  if (where === "inputs") {
    show("inputs");
  } else if (where !== "main") {
    // Coming back from a contest keeps the filters; a tile sets them.
    const returning = view === "reading" && where !== "flagged" && where !== "low";
    show("contests");
    if (where === "flagged" || where === "low") contestTable.only(where);
    if (returning && lastContest) {
      window.scrollTo(0, listScroll);
      contestTable.focus(lastContest);
    }
  }
  markCurrent(where);
  return undefined;
}

function safelyDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function markCurrent(where) {
  for (const name of ["contests", "flagged", "low", "inputs"]) {
    const current = where === name || (name === "contests" && view === "contests" && !["flagged", "low"].includes(where));
    if (current) byId(`nav-${name}`).setAttribute("aria-current", "page");
    else byId(`nav-${name}`).removeAttribute("aria-current");
  }
}

function openReading(articleNumber, contest) {
  show("reading");
  reading.open(articleNumber, contest);
  lastContest = contest ?? lastContest;
  const place = contest ? contestTable.shown.indexOf(contest) : -1;
  byId("position").textContent = place < 0 ? "" : `${number(place + 1)} of ${number(contestTable.shown.length)}`;
  byId("previous").disabled = place < 1;
  byId("next").disabled = place < 0 || place + 1 >= contestTable.shown.length;
  byId("back").href = contest ? "#contests" : "#inputs";
  byId("back").textContent = contest ? "← All results" : "← All inputs";
  window.scrollTo(0, 0);
  byId("facts").querySelector("h2").focus({ preventScroll: true });
  markCurrent("");
}

function step(by) {
  if (view === "reading" && reading.contest) {
    const next = contestTable.neighbour(reading.contest, by);
    if (next) location.hash = `contest/${encodeURIComponent(next.id)}`;
  } else if (view !== "reading") {
    const links = [...byId(`view-${view}`).querySelectorAll("tbody td:first-child a")];
    const next = links[links.indexOf(document.activeElement) + by] ?? (by > 0 ? links[0] : undefined);
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const typing = event.target.matches("input[type=search], select");
  if (event.key === "Escape") {
    if (typing) event.target.blur();
    else if (view === "reading" && !reading.putOut()) location.hash = byId("back").getAttribute("href");
    return;
  }
  if (typing) {
    if (event.key === "ArrowDown" && event.target.type === "search") {
      event.preventDefault();
      event.target.blur();
      step(1);
    }
    return;
  }
  const list = view !== "reading" && event.target.matches("tbody a");
  const act = {
    "/": () => {
      if (view === "reading") {
        location.hash = "contests";
        route(); // now, so that the letters typed next are not lost
      }
      byId(view === "inputs" ? "input-search" : "search").focus();
    },
    "?": () => byId("help").showModal(),
    j: () => step(1),
    k: () => step(-1),
    n: () => reading.turn(1),
    ArrowDown: list ? () => step(1) : null,
    ArrowUp: list ? () => step(-1) : null,
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
}

function turnTheme() {
  const names = { "": "auto", light: "light", dark: "dark" };
  const order = Object.keys(names);
  const now = document.documentElement.dataset.theme ?? "";
  const next = order[(order.indexOf(now) + 1) % order.length];
  document.documentElement.dataset.theme = next;
  byId("theme").textContent = `Colours: ${names[next]}`;
  byId("theme").setAttribute("aria-label", `Colours: ${next || "as the system"}`);
}

byId("theme").addEventListener("click", turnTheme);
byId("help-open").addEventListener("click", () => byId("help").showModal());
byId("previous").addEventListener("click", () => step(-1));
byId("next").addEventListener("click", () => step(1));
byId("nav-contests").addEventListener("click", () => contestTable.only("all"));
document.addEventListener("keydown", onKey);
window.addEventListener("hashchange", route);

byId("colophon").replaceChildren(
  el("p", {}, "Every value is as one article reports it; press a value to see the sentence that gives it. Nothing is repaired or guessed."),
  DATA.mismatches ? el("p", {}, `${plural(DATA.mismatches, "quotation")} did not stand at their offsets and light nothing up.`) : "",
  ...DATA.made_by.map((name) => el("p", { class: "muted" }, `Made by ${name}`)));
route();
