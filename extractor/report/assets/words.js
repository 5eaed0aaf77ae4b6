// The words of the record contract, in plain English.

const DATA = JSON.parse(byId("index").textContent);
const CONTESTS = DATA.contests;
const ARTICLES = DATA.articles;

const FLAGS = {
  share_mismatch: ["Shares do not fit", "The shares do not follow from the votes, or add up to more than 100 %."],
  majority_mismatch: ["Majority does not fit", "The stated majority is not the difference of the first two counts."],
  more_winners_than_seats: ["More winners than seats", "The article names more winners than it gives seats."],
  conflicting_values: ["Conflicting values", "The article gives two values for the same thing."],
};

const OUTCOMES = {
  elected: "elected", not_elected: "not elected", nominated: "nominated", advanced: "advanced",
  eliminated: "eliminated", withdrawn: "withdrew", disqualified: "disqualified", tied: "tied",
};

const WINNING = new Set(["elected", "nominated", "advanced"]);

const RELATIONS = {
  stood_for: "stood for", on_slate: "on the slate of", backed_by: "backed by", endorsed_by: "endorsed by",
  member_of: "member of",
};

const BASES = { stated: "stated", carried: "carried over from elsewhere in the article", derived: "worked out" };

const QUALIFIERS = { about: "about ", over: "over ", under: "under " };

// What a mention is about decides its colour.
const CATEGORIES = {
  person: "candidate", group: "party or slate", post: "body or post", place: "constituency",
  figure: "figure", outcome: "outcome", other: "date and other",
};

function say(word) {
  return String(word).replaceAll("_", " ");
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function categoryOf(pointer) {
  if (/\/outcome/.test(pointer)) return "outcome";
  if (/\/(votes|share|seats|majority|turnout|tallies|rank)/.test(pointer)) return "figure";
  if (/\/(affiliations|slates?)\b/.test(pointer)) return "group";
  if (/^\/(candidacies|previous_holders)/.test(pointer)) return "person";
  if (/^\/constituency/.test(pointer)) return "place";
  if (/^\/(organisation|committee|position)/.test(pointer)) return "post";
  return "other";
}

/** The value at a JSON pointer of a contest, undefined where there is none. */
function resolve(contest, pointer) {
  return pointer.split("/").slice(1).reduce(
    (value, key) => value?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], contest);
}

function nameOf(candidacy) {
  return candidacy.candidate?.name ?? candidacy.affiliations?.[0]?.name ?? "not named";
}

/** "votes of Nia Holt": what a pointer means, for the line that explains a piece of evidence. */
function describe(contest, pointer) {
  const parts = pointer.split("/").slice(1);
  if (parts[0] === "candidacies" && parts.length > 2) {
    const what = parts[2] === "candidate" ? "name" : parts[2] === "affiliations" ? "affiliation" : say(parts[2]);
    return `${what} of ${nameOf(contest.candidacies?.[parts[1]] ?? {})}`;
  }
  if (parts[0] === "slates" && parts.length > 2 && parts[2] !== "slate") {
    return `${say(parts[2])} of ${contest.slates?.[parts[1]]?.slate?.name ?? "slate"}`;
  }
  return say(parts[0] ?? "").replace("candidacies", "candidacy").replace("slates", "slate");
}

function valueText(contest, pointer) {
  let value = resolve(contest, pointer);
  if (value && typeof value === "object") value = value.name ?? value.candidate?.name ?? value.slate?.name ?? value.value;
  if (pointer.startsWith("/date")) return dateText(value) ?? "";
  if (typeof value === "number") return number(value) + (/share|percent/.test(pointer) ? " %" : "");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === undefined || typeof value === "object" ? "" : say(value);
}

function votesText(candidacy) {
  if (candidacy.votes !== undefined) return (QUALIFIERS[candidacy.votes_qualifier] ?? "") + number(candidacy.votes);
  const [low, high] = [candidacy.votes_min, candidacy.votes_max];
  if (low !== undefined && high !== undefined) return `${number(low)}–${number(high)}`;
  if (low !== undefined) return `at least ${number(low)}`;
  if (high !== undefined) return `at most ${number(high)}`;
  return "";
}

function shareText(holder) {
  return holder.share === undefined ? "" : `${number(holder.share)} %`;
}

/** A contest's headline and the line under it, of what the article gives. */
function titleOf(contest) {
  const all = [contest.position, contest.constituency, contest.committee, contest.organisation].map((ref) => ref?.name);
  const names = [...new Set(all.filter(Boolean))];
  const head = names.slice(0, contest.position && contest.constituency ? 2 : 1);
  return {
    head: head.length ? capital(head.join(", ")) : capital(contest.kind),
    sub: names.slice(head.length),
  };
}

function isLow(contest) {
  return contest.confidence !== undefined && contest.confidence < DATA.low_confidence;
}
