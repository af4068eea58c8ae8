// The first words of a message, to quote where it is answered.

import { TYPE } from "./components.js";
import { markdown } from "./markdown.js";

const LENGTH = 100;

/** Plain text of at most LENGTH characters, whole words; "" for a message without any words. */
export function excerpt(message, names) {
  const words = textOf(message)
    .flatMap((text) => [...markdown(text, names).childNodes].map(uncovered))
    .join(" ")
    .replace(/\s+/gu, " ")
    .trim();
  if (words.length <= LENGTH) return words;
  return `${words.slice(0, LENGTH + 1).replace(/\s?\S*$/u, "") || words.slice(0, LENGTH)}…`;
}

/** What it says, else what its parts say, else what its embeds and files are called. */
function textOf({ content, components = [], embeds = [], attachments = [] }) {
  if (content) return [content];
  const displays = components.flatMap(displayed);
  if (displays.length) return displays;
  return [
    ...embeds.flatMap(({ title, description }) => [title, description]),
    ...attachments.map(({ filename }) => filename),
  ].filter(Boolean);
}

const displayed = (data) =>
  data.type === TYPE.display ? [data.content] : (data.components || []).flatMap(displayed);

function uncovered(node) {
  for (const spoiler of node.querySelectorAll?.(".spoiler") || []) spoiler.replaceWith("[spoiler]");
  return node.textContent;
}
