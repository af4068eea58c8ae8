// Discord's Markdown to nodes. https://support.discord.com/hc/en-us/articles/210298617
// What is not recognised stays the characters it was.

import { h, link, safeUrl } from "./dom.js";
import { timestamp } from "./time.js";

const FENCE = /```(?:([\w+.#-]+)\n)?\n*([\s\S]+?)\n*```/g;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(.*)$/;

/** A fragment. `names` turns ids into names: user(id), role(id), channel(id) -> {name} or undefined. */
export function markdown(text, names, { blocks = true } = {}) {
  const fragment = document.createDocumentFragment();
  if (!blocks) {
    fragment.append(...inline(text, { names, depth: 0 }));
    return fragment;
  }
  let from = 0;
  for (const match of text.matchAll(FENCE)) {
    fragment.append(...block(text.slice(from, match.index).replace(/\n$/, ""), names));
    fragment.append(
      h("pre", {}, h("code", { data: match[1] ? { language: match[1] } : {} }, match[2])),
    );
    from = match.index + match[0].length;
  }
  fragment.append(...block(text.slice(from).replace(from ? /^\n/ : /^$/, ""), names));
  return fragment;
}

function block(text, names, { quoted = false } = {}) {
  if (!text) return [];
  const lines = text.split("\n");
  const nodes = [];
  const plain = [];
  const flush = () => {
    if (plain.length) nodes.push(h("p", {}, inline(plain.join("\n"), { names, depth: 0 })));
    plain.length = 0;
  };
  while (lines.length) {
    const special = (!quoted && quote(lines, names)) || heading(lines, names) || list(lines, names);
    if (special) {
      flush();
      nodes.push(special);
    } else {
      plain.push(lines.shift());
    }
  }
  flush();
  return nodes;
}

function quote(lines, names) {
  if (lines[0].startsWith(">>> ")) {
    const rest = lines.splice(0).join("\n").slice(4);
    return h("blockquote", {}, block(rest, names, { quoted: true }));
  }
  const quoted = [];
  while (lines.length && lines[0].startsWith("> ")) quoted.push(lines.shift().slice(2));
  return quoted.length
    ? h("blockquote", {}, block(quoted.join("\n"), names, { quoted: true }))
    : null;
}

function heading(lines, names) {
  const match = /^(#{1,3}|-#) +(\S.*)$/.exec(lines[0]);
  if (!match) return null;
  lines.shift();
  const words = inline(match[2], { names, depth: 0 });
  // One level under the channel's name, whatever its size: messages have no outline of their own.
  return match[1] === "-#"
    ? h("small", {}, words)
    : h("h3", { class: `size-${match[1].length}` }, words);
}

function list(lines, names) {
  const first = ITEM.exec(lines[0]);
  if (!first) return null;
  const [, indent, marker] = first;
  const ordered = /\d/.test(marker);
  const node = ordered ? h("ol", { start: parseInt(marker, 10) }) : h("ul");
  while (lines.length) {
    const item = ITEM.exec(lines[0]);
    if (!item || item[1].length < indent.length || /\d/.test(item[2]) !== ordered) break;
    if (item[1].length > indent.length && node.lastChild) {
      node.lastChild.append(list(lines, names));
    } else {
      lines.shift();
      node.append(h("li", {}, inline(item[3], { names, depth: 0 })));
    }
  }
  return node;
}

const MAX_DEPTH = 12;
const within = (text, context) => inline(text, { ...context, depth: context.depth + 1 });
const wrap = (tag) => (match, context) => h(tag, {}, within(match[1], context));

// Tried in this order at every position; a rule that answers null leaves its first character as text.
const RULES = [
  [/\\([^0-9A-Za-z\s])/y, (match) => match[1]],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, (match) => h("code", {}, match[2].trim() || match[2])],
  [/<(@!?|@&|#)(\d{1,20})>/y, mention],
  [/<\/([^:<>\n]{1,100}):(\d{1,20})>/y, commandMention],
  [/<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y, (match) => timestamp(match[1], match[2])],
  [/<a?:(\w{2,32}):\d{1,20}>/y, (match) => h("span", { class: "emoji custom" }, `:${match[1]}:`)],
  [/<(https?:\/\/[^\s<>]+)>/y, (match) => bareLink(match[1])],
  [
    /\[((?:\\.|[^[\]\\\n])+)\]\(<?(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?: +"[^"\n]*")?\)/y,
    maskedLink,
  ],
  [/https?:\/\/[^\s<]+[^<.,:;"'\])\s*_~|]/y, (match) => bareLink(match[0])],
  [/\|\|([\s\S]+?)\|\|/y, spoiler],
  [
    /\*\*\*([\s\S]+?)\*\*\*(?!\*)/y,
    (match, context) => h("strong", {}, h("em", {}, within(match[1], context))),
  ],
  [/\*\*([\s\S]+?)\*\*(?!\*)/y, wrap("strong")],
  [/__([\s\S]+?)__(?!_)/y, wrap("u")],
  [/~~([\s\S]+?)~~(?!~)/y, wrap("s")],
  [/\*(?!\s)([^*\n]*(?:\*\*[^*\n]+\*\*[^*\n]*)*[^*\s\n])\*(?!\*)/y, wrap("em")],
  [/_(?!\s)([^_\n]+)_(?![A-Za-z0-9_])/y, wrap("em")],
  [/@(everyone|here)\b/y, (match) => h("span", { class: "mention" }, match[0])],
];

const STARTERS = /[\\`<[h|*_~@]/;

function inline(text, context) {
  if (context.depth > MAX_DEPTH) return [text];
  const nodes = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const found = STARTERS.test(text[at]) && matchAt(text, at, context);
    if (found) {
      if (plain) nodes.push(plain);
      plain = "";
      nodes.push(found.node);
      at += found.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) nodes.push(plain);
  return nodes;
}

function matchAt(text, at, context) {
  const inWord = at > 0 && /\w/.test(text[at - 1]);
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || (inWord && /^[_h]/.test(match[0]))) continue;
    const node = make(match, context);
    if (node) return { node, length: match[0].length };
  }
  return null;
}

function mention([raw, kind, id], { names }) {
  if (kind === "#") {
    const channel = names.channel(id);
    if (!channel) return h("span", { class: "mention" }, "#unknown");
    return h(
      "button",
      { type: "button", class: "mention", data: { channel: id } },
      `#${channel.name}`,
    );
  }
  if (kind === "@&")
    return h("span", { class: "mention" }, `@${names.role(id)?.name || "unknown-role"}`);
  const user = names.user(id);
  if (!user) return h("span", { class: "mention" }, raw);
  return h("button", { type: "button", class: "mention", data: { user: id } }, `@${user.name}`);
}

function commandMention([, name]) {
  return h("button", { type: "button", class: "mention", data: { command: name } }, `/${name}`);
}

function bareLink(text) {
  const href = safeUrl(text);
  return href && link(href, {}, text);
}

function maskedLink([, words, target], context) {
  const href = safeUrl(target);
  return href && link(href, { title: target }, within(words, context));
}

function spoiler([, hidden], context) {
  const content = h("span", { inert: true }, within(hidden, context));
  return h(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: "0",
      "aria-label": "Spoiler",
      "aria-expanded": "false",
      data: { spoiler: "" },
    },
    content,
  );
}

/** Opens a spoiler that was clicked or chosen with Enter or Space. */
export function reveal(node) {
  node.classList.add("open");
  for (const name of ["role", "tabindex", "aria-label", "aria-expanded", "data-spoiler"]) {
    node.removeAttribute(name);
  }
  for (const child of node.children) child.removeAttribute("inert");
}
