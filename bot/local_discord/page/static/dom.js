// Elements are built node by node. No text ever passes through an HTML parser.

const SVG = "http://www.w3.org/2000/svg";
const isContent = (child) => child !== null && child !== undefined && child !== false;

/** An element. `on…` keys are listeners, `data` is the dataset, `null`/`false` leave an attribute out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (!isContent(value)) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "data") Object.assign(node.dataset, value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  return fill(node, ...children);
}

/** Replaces what is inside; lists are flattened, null and false left out. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter(isContent));
  return node;
}

/** A glyph from icons.svg; decorative, so its button or link carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** The language of the page's own words, for where they stand among a bot's. */
export const OWN_LANGUAGE = "en-GB";
/** The language this person's client is set to: that of dates, and of commands as they are shown. */
export const clientLanguage = () => document.documentElement.dataset.locale || OWN_LANGUAGE;

export const $ = (selector, root = document) => root.querySelector(selector);

let counter = 0;
/** An id no other element has, for aria-controls and labels. */
export const freshId = (prefix) => `${prefix}-${(counter += 1)}`;

/** Only http and https lead anywhere; everything else is no link. */
export function safeUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A link: the address of a Discord channel or message leads there in this page, any other leads out. */
export function link(href, attributes, ...children) {
  const [, channel, message] = JUMP.exec(href) || [];
  const target = channel
    ? { href: hereAddress(channel, message), data: { channel, ...(message && { at: message }) } }
    : { href, target: "_blank", rel: "noopener noreferrer nofollow" };
  return h("a", { ...attributes, ...target }, ...children);
}

// A server's id, or @me for direct messages, needs no looking at: a channel's id is unique.
const JUMP =
  /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(?:@me|\d{1,20})\/(\d{1,20})(?:\/(\d{1,20}))?\/?$/;

function hereAddress(channel, message) {
  const query = new URLSearchParams(location.search);
  query.set("in", channel);
  if (message) query.set("at", message);
  return `/?${query}`;
}

/** Says something to a screen reader that the eye sees anyway. */
export function announce(text) {
  $("#announce").textContent = text;
}

const TINTS = 7;
/** A round picture of initials; the colour follows from the id. */
export function avatar(user, size = "") {
  const words = (user.name || "?")
    .trim()
    .split(/[\s_.-]+/u)
    .filter(Boolean);
  const initials = words
    .slice(0, 2)
    .map((word) => [...word][0].toUpperCase())
    .join("");
  const tint = Number(BigInt(user.id || 0) % BigInt(TINTS));
  return h(
    "span",
    { class: `avatar tint-${user.bot ? "app" : tint} ${size}`, "aria-hidden": "true" },
    user.bot ? icon("app") : initials || "?",
  );
}

/** What a custom or plain emoji of a button or option looks like without an outside host. */
export function emoji(partial) {
  if (!partial) return null;
  if (!partial.id) return h("span", { class: "emoji" }, partial.name || "");
  return h("span", { class: "emoji custom", title: `:${partial.name}:` }, `:${partial.name}:`);
}

/** Moves focus among `items` with the arrow keys, Home and End; returns whether the key was used. */
export function rove(event, items, { horizontal = false } = {}) {
  const steps = { ArrowDown: 1, ArrowUp: -1, ...(horizontal && { ArrowRight: 1, ArrowLeft: -1 }) };
  const last = items.length - 1;
  if (last < 0) return false;
  const here = items.indexOf(document.activeElement);
  let next;
  if (event.key in steps) next = (here + steps[event.key] + items.length) % items.length;
  else if (event.key === "Home") next = 0;
  else if (event.key === "End") next = last;
  else return false;
  event.preventDefault();
  items[next].focus();
  return true;
}

/** Puts a popover next to its anchor, inside the window. */
export function place(popover, anchor, { above = false } = {}) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const room = 8;
  const fitsBelow = box.bottom + height + room < innerHeight;
  const top = above || !fitsBelow ? box.top - height - 4 : box.bottom + 4;
  popover.style.left = `${Math.max(room, Math.min(box.left, innerWidth - width - room))}px`;
  popover.style.top = `${Math.max(room, Math.min(top, innerHeight - height - room))}px`;
}
