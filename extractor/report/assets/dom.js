"use strict";

// Making elements. Text only ever enters the page as text nodes, so nothing in an article can act.

function byId(id) {
  return document.getElementById(id);
}

/** An element with properties (class, dataset, on..., attributes) and children; null children are left out. */
function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Text of unknown direction, kept from reordering its neighbours. */
function bdi(text) {
  return el("bdi", {}, visible(text));
}

/** Control characters as their pictures, one UTF-16 unit for one; tabs and line ends stay. */
function visible(text) {
  return String(text).replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, (character) =>
    character === "\x7f" ? "\u2421" : String.fromCharCode(0x2400 + character.charCodeAt(0)));
}

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

function number(value) {
  return NUMBER.format(value);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

/** 2024-05-14 as 14 May 2024, and less of it where less is known; anything else as it is. */
function dateText(value) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value ?? "");
  if (!found) return value;
  const [, year, month, day] = found;
  return [day && Number(day), month && (MONTHS[month - 1] ?? month), year].filter(Boolean).join("\u00a0");
}

function plural(count, noun) {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** For searching: lower case, without accents. */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function matches(haystack, query) {
  return fold(query).split(/\s+/).every((word) => haystack.includes(word));
}

/** Fill a select; `choices` are [value, label] pairs. The first is the choice that filters nothing. */
function fillSelect(select, choices) {
  select.replaceChildren(...choices.map(([value, label]) => el("option", { value }, label)));
}

/**
 * Rows drawn a hundred at a time: when the button under the table comes into sight, or is pressed.
 * `draw` makes one row of one item.
 */
class LongTable {
  constructor(body, button, draw) {
    this.body = body;
    this.button = button;
    this.draw = draw;
    this.items = [];
    button.addEventListener("click", () => this.extend());
    new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && this.extend(), {
      rootMargin: "400px",
    }).observe(button);
  }

  show(items) {
    this.items = items;
    this.body.replaceChildren();
    this.extend();
  }

  extend(until = this.body.children.length + 100) {
    const rows = this.items.slice(this.body.children.length, until).map(this.draw);
    this.body.append(...rows);
    const left = this.items.length - this.body.children.length;
    this.button.hidden = left <= 0;
    this.button.textContent = `Show more (${number(left)} left)`;
  }
}
