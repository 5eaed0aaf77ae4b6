// One contest beside the article it comes from. Pressing a value lights up the sentence that gives it.

class ReadingView {
  constructor() {
    this.contest = null;
    this.trail = [];
    this.step = 0;
  }

  /** Show an article, and one of its contests where `contest` is not null. Its block is parsed only now. */
  open(articleNumber, contest) {
    const about = ARTICLES[articleNumber];
    this.contest = contest;
    this.block = JSON.parse(byId(`article-${articleNumber}`).textContent);
    this.pressed = null;
    this.marked = new MarkedText(this.block, contest?.number ?? null, about.title, (mention) => this.lightMention(mention));
    byId("facts").replaceChildren(...this.drawFacts(about, contest));
    byId("article").replaceChildren(...this.drawArticle(about));
    byId("article").lang = /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(about.language ?? "") ? about.language : "";
    this.putOut();
  }

  // Values and their evidence

  evidenceFor(pointer) {
    const own = this.block.evidence.filter((entry) => entry.contest === this.contest?.number);
    // votes_min and votes_max stand behind the votes as they are shown.
    const within = own.filter(({ field }) => field === pointer || field.startsWith(`${pointer}/`) || field.startsWith(`${pointer}_`));
    if (within.length) return within;
    const parents = own.filter((entry) => entry.field && pointer.startsWith(`${entry.field}/`));
    const closest = Math.max(...parents.map((entry) => entry.field.length));
    return parents.filter((entry) => entry.field.length === closest);
  }

  /** A value of the record: a button where evidence stands behind it, plain text where none does. */
  value(pointer, text, name = "value") {
    if (text === undefined || text === "") return null;
    if (!this.evidenceFor(pointer).length) return el("span", { class: `${name} bare` }, bdi(text));
    const button = el("button", {
      type: "button", class: `${name} ${categoryOf(pointer)}`, "aria-pressed": "false", "data-pointer": pointer,
      onclick: () => this.lightValue(pointer, button),
    }, bdi(text));
    return button;
  }

  lightValue(pointer, button) {
    if (this.pressed === button) return this.turn(1);
    const trail = this.evidenceFor(pointer).map((entry) => ({ entry, mention: this.mentionOf(entry) }));
    this.press(button);
    return this.lightTrail(trail);
  }

  lightMention(mention) {
    const own = mention.entries.filter((entry) => entry.contest === this.contest?.number);
    const entry = own[0] ?? mention.entries[0];
    const button = [...byId("facts").querySelectorAll("button[data-pointer]")]
      .find((shown) => this.evidenceFor(shown.dataset.pointer).includes(entry));
    this.press(button ?? null);
    this.lightTrail([{ entry, mention }], false);
  }

  mentionOf(entry) {
    return this.marked.mentions.find((mention) => mention.entries.includes(entry));
  }

  press(button) {
    this.pressed?.setAttribute("aria-pressed", "false");
    button?.setAttribute("aria-pressed", "true");
    this.pressed = button;
  }

  lightTrail(trail, scroll = true) {
    this.trail = trail;
    this.step = 0;
    this.lightStep(scroll);
  }

  /** Go on to the next piece of evidence for the same value. */
  turn(by) {
    if (!this.trail.length) return;
    this.step = (this.step + by + this.trail.length) % this.trail.length;
    this.lightStep(true);
  }

  lightStep(scroll) {
    const { entry, mention } = this.trail[this.step];
    const piece = this.marked.light(mention, entry.sentence);
    // On a phone the sentence is quoted at the foot of the screen; the page stays where the finger is.
    if (scroll && piece && !matchMedia("(max-width: 60rem)").matches) this.scrollTo(piece);
    this.drawInspector(entry, mention, piece);
  }

  scrollTo(piece) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    piece.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  /** Put out the light. Returns whether there was one. */
  putOut() {
    const was = this.trail.length > 0;
    this.trail = [];
    this.press(null);
    this.marked?.light(null, null);
    byId("inspector").hidden = true;
    return was;
  }

  drawInspector(entry, mention, piece) {
    const contest = CONTESTS[entry.contest];
    const value = valueText(contest, entry.field);
    const what = capital(describe(contest, entry.field));
    const steps = this.trail.length > 1
      ? [el("button", { type: "button", class: "quiet", onclick: () => this.turn(-1), "aria-label": "Previous evidence" }, "‹"),
        `${this.step + 1} of ${this.trail.length}`,
        el("button", { type: "button", class: "quiet", onclick: () => this.turn(1), "aria-label": "Next evidence" }, "›")]
      : [];
    const quote = this.marked.quote(mention, entry.sentence);
    byId("inspector").replaceChildren(
      el("div", { class: "inspector-head" },
        el("p", {}, el("span", { class: `swatch ${categoryOf(entry.field)}` }), bdi(what), value ? [": ", el("b", {}, bdi(value))] : null),
        el("span", { class: "steps" }, steps,
          el("button", { type: "button", class: "quiet", id: "show-in-text", onclick: () => this.scrollTo(piece) }, "Show in text"),
          el("button", { type: "button", class: "quiet", onclick: () => this.putOut(), "aria-label": "Close" }, "✕"))),
      el("blockquote", { dir: "auto" }, quote.map(([text, is]) => (is ? el("mark", { class: mention.category }, text) : text))),
      el("p", { class: "muted" }, `${capital(BASES[entry.basis] ?? entry.basis)}, by the rule `, el("code", {}, visible(entry.rule)),
        entry.contest === this.contest?.number ? null : [" · for ", contestLink(contest, bdi(contest.words.head))]));
    byId("inspector").hidden = false;
    byId("show-in-text").hidden = !piece;
    byId("announce").textContent = `${what} ${value}: ${quote.map(([text]) => text).join("")}`;
  }

  // The contest

  drawFacts(about, contest) {
    const others = about.contests.filter((n) => n !== contest?.number).map((n) => CONTESTS[n]);
    const list = others.length
      ? el("section", {}, el("h3", {}, contest ? "Also in this article" : plural(others.length, "contest")),
        el("ul", { class: "others" }, others.map((other) => el("li", {},
          contestLink(other, bdi(other.words.head)), el("span", { class: "muted" }, other.words.sub.slice(0, 1).map((name) => [" · ", bdi(name)])),
          other.flags ? el("span", { class: "chip flag" }, "flagged") : null))))
      : null;
    if (!contest) {
      return [el("h2", { tabindex: "-1" }, others.length ? "Contests in this article" : "No contest found here"), list].filter(Boolean);
    }
    return [
      el("p", { class: "chips" }, chips(contest)),
      el("h2", { tabindex: "-1" }, bdi(contest.words.head)),
      this.drawDoubts(contest),
      el("dl", { class: "dl" }, this.drawDetails(contest)),
      this.drawCandidacies(contest),
      this.drawSlates(contest),
      list,
    ].filter(Boolean);
  }

  drawDoubts(contest) {
    const notes = (contest.flags ?? []).map((flag) => el("p", { class: "notice" }, el("b", {}, FLAGS[flag]?.[0] ?? say(flag)), ". ",
      FLAGS[flag]?.[1] ?? "", " The page shows the figures as the article gives them."));
    if (isLow(contest)) {
      notes.push(el("p", { class: "notice" }, el("b", {}, `Confidence ${contest.confidence.toFixed(2)}`),
        `. Of records with evidence like this, about ${number(Math.round(contest.confidence * 100))} in 100 were right when measured.`));
    }
    if (this.block.lost) {
      notes.push(el("p", { class: "notice" }, el("b", {}, plural(this.block.lost, "quotation")),
        " in this article's records do not stand at their offsets: was the text changed after the run?"));
    }
    return notes.length ? el("div", {}, notes) : null;
  }

  drawDetails(contest) {
    const pair = (label, ...values) => {
      const given = values.flat().filter(Boolean);
      return given.length ? el("div", {}, el("dt", {}, label), el("dd", {}, given)) : null;
    };
    const ref = (label, key) => pair(label, this.value(`/${key}`, contest[key]?.name));
    const plain = (label, key) => pair(label, this.value(`/${key}`, contest[key] === undefined ? "" : typeof contest[key] === "number" ? number(contest[key]) : say(contest[key])));
    const turnout = contest.turnout ?? {};
    const term = contest.term ?? {};
    return [
      ref("Organisation", "organisation"), ref("Committee", "committee"), ref("Position", "position"),
      ref("Constituency", "constituency"), plain("Seats", "seats"), pair("Date of vote", this.value("/date", dateText(contest.date?.value))),
      plain("Who voted", "electorate"), plain("Voting system", "voting_system"), plain("Majority", "majority"),
      pair("Term", this.value("/term", term.text ?? (term.years === undefined ? "" : plural(term.years, "year")))),
      pair("Turnout", ["ballots", "percent", "registered", "spoilt"].map((key) => turnout[key] === undefined ? null
        : this.value(`/turnout/${key}`, key === "percent" ? `${number(turnout[key])} %` : `${number(turnout[key])} ${key}`))),
      plain("According to", "attribution"),
      pair("Held before by", (contest.previous_holders ?? []).map((holder, n) => this.value(`/previous_holders/${n}`, holder.name))),
      pair("Confidence", contest.confidence === undefined ? null : el("span", { class: "bare" }, contest.confidence.toFixed(2))),
    ];
  }

  drawCandidacies(contest) {
    const rows = ranked(contest).map(({ candidacy, place, winning }) => this.drawCandidacy(contest, candidacy, place, winning));
    if (!rows.length) return null;
    const both = (contest.candidacies ?? []).some((c) => topVotes(c) !== undefined && c.share !== undefined);
    return el("section", {}, el("h3", {}, "Who stood"), el("ol", { class: "standing" }, rows),
      both ? el("p", { class: "muted key" }, "Thick bar: votes, against the largest count. Thin bar: share, the tick is 50 %.") : null);
  }

  drawCandidacy(contest, candidacy, place, winning) {
    const at = `/candidacies/${place}`;
    const party = (candidacy.affiliations ?? []).map((affiliation, n) => el("span", { class: "affiliation" },
      n || candidacy.candidate ? el("span", { class: "muted" }, RELATIONS[affiliation.relation] ?? "", " ") : null,
      this.value(`${at}/affiliations/${n}`, affiliation.name)));
    const outcome = candidacy.outcome
      ? [OUTCOMES[candidacy.outcome] ?? say(candidacy.outcome), candidacy.outcome_basis && candidacy.outcome_basis !== "ballot" ? ` (${say(candidacy.outcome_basis)})` : ""].join("")
      : "";
    return el("li", { class: winning ? "win" : null },
      el("div", { class: "standing-head" },
        el("span", { class: "who" }, winning ? el("span", { class: "tickmark", "aria-hidden": "true" }, "✓") : null,
          candidacy.candidate ? this.value(`${at}/candidate`, candidacy.candidate.name, "value name") : party),
        el("span", { class: "figures" }, this.value(`${at}/votes`, votesText(candidacy), "value figure-value"),
          this.value(`${at}/share`, shareText(candidacy), "value figure-value"))),
      candidacyBars(candidacy, contest.scale, winning),
      el("div", { class: "standing-foot" },
        this.value(`${at}/outcome`, outcome),
        candidacy.incumbent === true ? this.value(`${at}/incumbent`, "held the seat before") : null,
        candidacy.candidate ? party : null,
        candidacy.candidate?.description ? el("span", { class: "muted" }, bdi(candidacy.candidate.description)) : null,
        (candidacy.tallies ?? []).map((tally, n) => el("span", {}, el("span", { class: "muted" }, say(tally.kind),
          tally.round === undefined ? "" : `, round ${tally.round}`, tally.scope ? [", ", bdi(tally.scope)] : "", " "),
        this.value(`${at}/tallies/${n}`, [tally.value === undefined ? "" : number(tally.value), shareText(tally)].filter(Boolean).join(", "))))));
  }

  drawSlates(contest) {
    const slates = contest.slates ?? [];
    if (!slates.length) return null;
    const sum = slates.reduce((total, slate) => total + (slate.seats_won ?? 0), 0);
    const seats = Math.max(contest.seats ?? 0, sum);
    const change = (n) => (n > 0 ? `+${number(n)}` : number(n).replace("-", "−"));
    return el("section", {}, el("h3", {}, "Slates and parties"), el("ol", { class: "standing" }, slates.map((slate, n) => {
      const at = `/slates/${n}`;
      return el("li", {},
        el("div", { class: "standing-head" }, el("span", { class: "who" }, this.value(`${at}/slate`, slate.slate.name, "value name")),
          el("span", { class: "figures" },
            slate.seats_won === undefined ? null : this.value(`${at}/seats_won`, plural(slate.seats_won, "seat"), "value figure-value"),
            slate.seats_change === undefined ? null : this.value(`${at}/seats_change`, change(slate.seats_change), "value figure-value"),
            this.value(`${at}/votes`, votesText(slate), "value figure-value"), this.value(`${at}/share`, shareText(slate), "value figure-value"))),
        slate.seats_won === undefined || !seats ? null : seatBars(slate.seats_won, slate.seats_contested ?? seats, leads(slate, slates)),
        candidacyBars(slate, contest.scale, false));
    })));
  }

  // The article

  drawArticle(about) {
    const line = [about.publisher, dateText(about.published)].filter(Boolean).map((word, n) => [n ? " · " : "", bdi(word)]);
    const link = /^https?:\/\//i.test(about.source ?? "")
      ? el("a", { href: about.source, rel: "noreferrer noopener", target: "_blank", class: "break" }, about.source)
      : el("span", { class: "break" }, bdi(about.source ?? about.id));
    const headed = this.marked.node.querySelector(".headline");
    const note = this.block.whole ? null
      : el("p", { class: "muted" }, this.block.passages.length
        ? "Only the sentences that the values come from."
        : "No sentence of this article is in this report.");
    const used = new Set(this.marked.mentions.filter((m) => m.own).map((m) => m.category));
    const legend = Object.entries(CATEGORIES).filter(([key]) => used.has(key))
      .map(([key, label]) => el("span", {}, el("span", { class: `swatch ${key}` }), label));
    if (this.marked.mentions.some((m) => !m.own)) legend.push(el("span", {}, el("span", { class: "swatch faint" }), "another contest"));
    return [
      el("header", {}, el("p", { class: "kicker" }, line, line.length ? " · " : "", link),
        headed || !about.title ? null : el("h2", { class: "headline", dir: "auto" }, visible(about.title)), note,
        legend.length ? el("p", { class: "legend" }, legend) : null),
      this.marked.node,
    ];
  }
}
