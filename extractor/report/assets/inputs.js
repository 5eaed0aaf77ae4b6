// What became of every input: failures first, by reason, then the whole ledger.

class InputTable {
  constructor() {
    this.inputs = [...DATA.inputs].sort((a, b) => (b.failed ?? false) - (a.failed ?? false));
    this.table = new LongTable(byId("input-rows"), byId("input-more"), inputRow);
    const statuses = [...new Set(this.inputs.map((input) => input.status).filter(Boolean))].sort();
    fillSelect(byId("input-status"), [["", "any"], ...statuses.map((status) => [status, say(status)])]);
    byId("input-status").parentElement.hidden = statuses.length < 2;
    byId("input-filters").addEventListener("input", () => this.update());
    byId("input-filters").addEventListener("submit", (event) => event.preventDefault());
    byId("failures").replaceChildren(...failureSummary(this.inputs));
    this.update();
  }

  update() {
    const query = byId("input-search").value.trim();
    const status = byId("input-status").value;
    const shown = this.inputs.filter((input) =>
      (!status || input.status === status) && (!query || matches(inputHaystack(input), query)));
    this.table.show(shown);
    byId("input-count").textContent = shown.length === this.inputs.length
      ? plural(shown.length, "input")
      : `${number(shown.length)} of ${plural(this.inputs.length, "input")}`;
  }
}

function inputHaystack(input) {
  input.haystack ??= fold([input.source, input.id, input.reason, ARTICLES[input.article]?.title].filter(Boolean).join(" \n "));
  return input.haystack;
}

function failureSummary(inputs) {
  if (!DATA.has_ledger) {
    return [el("p", { class: "notice" }, "This run has no ledger, so the page cannot tell which inputs failed.")];
  }
  const failed = inputs.filter((input) => input.failed);
  const parts = [];
  if (failed.length) {
    const byReason = groupByReason(failed);
    const groups = [...byReason].sort((a, b) => b[1].length - a[1].length);
    const most = groups[0][1].length;
    parts.push(
      el("h2", {}, `${plural(failed.length, "input")} failed`),
      el("ul", { class: "reasons" }, groups.map(([reason, members]) => el("li", {},
        el("details", {},
          el("summary", {}, el("b", {}, number(members.length)), el("span", { class: "reason" }, bdi(reason)),
            drawing(4, "mini", rect(0, 0, WIDTH, 4, "track"), rect(0, 0, (members.length / most) * WIDTH, 4, "bar low"))),
          el("ul", {}, members.slice(0, 200).map((member) => el("li", {}, bdi(member.source ?? member.id ?? "?"))),
            members.length > 200 ? el("li", {}, `and ${number(members.length - 200)} more`) : null))))),
    );
  } else {
    parts.push(el("p", { class: "notice good" }, `None of the ${plural(inputs.length, "input")} failed.`));
  }
  const told = inputs.reduce((sum, input) => sum + (input.records ?? 0), 0);
  if (told !== CONTESTS.length) {
    parts.push(el("p", { class: "notice" },
      `The ledger tells of ${plural(told, "record")}, the run holds ${number(CONTESTS.length)}: was it cut short, or joined from several?`));
  }
  return parts;
}

function groupByReason(failed) {
  const groups = new Map();
  for (const input of failed) {
    const reason = input.reason ?? "no reason given";
    groups.set(reason, [...(groups.get(reason) ?? []), input]);
  }
  return groups;
}

function inputRow(input) {
  const article = ARTICLES[input.article];
  const name = article?.title ?? input.source ?? input.id ?? "?";
  const source = input.source ?? input.id;
  return el("tr", { role: "row", class: input.failed ? "failed" : null },
    cell("Input",
      article ? el("a", { href: `#article/${input.article}` }, bdi(name)) : bdi(name),
      source && source !== name ? el("div", { class: "muted break" }, bdi(source)) : null),
    cell("Status", el("span", { class: input.failed ? "chip flag" : "chip" }, say(input.status ?? "in the run"))),
    cell("Contests", el("span", { class: "figure" }, number(article?.contests.length ?? input.records ?? 0))),
    cell("Reason", input.reason ? bdi(input.reason) : null));
}
