// Embeds. https://discord.com/developers/docs/resources/message#embed-object

import { h, link, safeUrl } from "./dom.js";
import { markdown } from "./markdown.js";
import { picture } from "./media.js";
import { messageTime } from "./time.js";

const hex = (number) => `#${Number(number).toString(16).padStart(6, "0")}`;

/** Colours a card's edge; `style` attributes would need a looser content security policy. */
export function accent(node, colour) {
  if (Number.isInteger(colour)) node.style.setProperty("--accent-edge", hex(colour));
  return node;
}

const perhapsLink = (url, text) => (safeUrl(url) ? link(safeUrl(url), {}, text) : text);

export function embed(data, names) {
  const text = (value, options) => markdown(value, names, options);
  const { author, title, description, fields = [], image, thumbnail, footer, timestamp } = data;
  const node = h(
    "article",
    { class: "embed", "aria-label": title || "Embed" },
    h(
      "div",
      { class: "embed-body" },
      author && h("div", { class: "embed-author" }, perhapsLink(author.url, author.name)),
      title &&
        h(
          "h3",
          { class: "embed-title" },
          data.url ? perhapsLink(data.url, title) : text(title, { blocks: false }),
        ),
      description && h("div", { class: "markdown" }, text(description)),
      fields.length > 0 &&
        h(
          "dl",
          { class: "embed-fields" },
          fields.map((field) =>
            h(
              "div",
              { class: field.inline ? "inline" : null },
              h("dt", {}, text(field.name, { blocks: false })),
              h("dd", { class: "markdown" }, text(field.value)),
            ),
          ),
        ),
      image && picture({ ...image, description: image.description || "" }),
      (footer || timestamp) &&
        h(
          "footer",
          {},
          footer?.text,
          footer && timestamp && " • ",
          timestamp && messageTime(timestamp),
        ),
    ),
    thumbnail && picture({ ...thumbnail, kind: "thumbnail" }),
  );
  return accent(node, data.color);
}
