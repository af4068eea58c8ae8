// Pictures and files: attachments, embeds' images, galleries, thumbnails.

import { OWN_LANGUAGE, h, icon, link, safeUrl } from "./dom.js";

const UNITS = ["bytes", "KB", "MB", "GB"];

export function fileSize(bytes) {
  let [size, unit] = [bytes, 0];
  while (size >= 1024 && unit < UNITS.length - 1) [size, unit] = [size / 1024, unit + 1];
  return `${unit ? size.toFixed(size < 10 ? 2 : 1) : size} ${UNITS[unit]}`;
}

const isHere = (href) => new URL(href).origin === location.origin;
const nameIn = (href) => decodeURIComponent(new URL(href).pathname.split("/").pop() || href);

/** A picture that opens in full. One on another host is named, never fetched: nothing leaves this machine. */
export function picture({ url, description, spoiler, width, height, kind = "picture" }) {
  const href = safeUrl(url);
  if (!href) return null;
  const text = description || "";
  if (!isHere(href)) {
    return link(
      href,
      { class: `${kind} elsewhere`, title: href },
      icon("image"),
      text
        ? h("span", {}, text)
        : h("span", { lang: OWN_LANGUAGE }, `Image on ${new URL(href).host}, not loaded here`),
    );
  }
  const image = h("img", {
    src: href,
    alt: text,
    title: text || null,
    width,
    height,
    loading: "lazy",
  });
  const opener = link(
    href,
    {
      class: kind,
      ...(!text && { "aria-label": `Open image ${nameIn(href)}`, lang: OWN_LANGUAGE }),
    },
    image,
  );
  return spoiler ? covered(opener) : opener;
}

/** Hides something behind the word SPOILER until it is asked for. */
export function covered(node) {
  return h(
    "span",
    {
      class: "spoiler block",
      role: "button",
      tabindex: "0",
      "aria-label": "Spoiler",
      "aria-expanded": "false",
      data: { spoiler: "" },
    },
    h("span", { inert: true }, node),
  );
}

/** A file as a card with its name, size and a link to download it. */
export function fileCard({ url, name, size, spoiler }) {
  const href = safeUrl(url);
  const title = name || (href ? nameIn(href) : "file");
  const card = h(
    "div",
    { class: "file-card" },
    icon("file"),
    h(
      "div",
      { class: "file-text" },
      href ? h("a", { href, download: title }, title) : h("span", {}, title),
      Number.isFinite(size) && h("small", {}, fileSize(size)),
    ),
    href &&
      h(
        "a",
        {
          class: "icon-button",
          href,
          download: title,
          "aria-label": `Download ${title}`,
          lang: OWN_LANGUAGE,
        },
        icon("download"),
      ),
  );
  return spoiler ? covered(card) : card;
}

export function attachment(item) {
  const spoiler = item.filename.startsWith("SPOILER_");
  if (/^image\/(png|jpe?g|gif|webp|svg\+xml|avif)/.test(item.content_type || "")) {
    return picture({ ...item, spoiler });
  }
  const type = (item.content_type || "").split("/")[0];
  if (type === "audio" || type === "video") {
    return h(
      "figure",
      { class: "player" },
      h(type, { src: item.url, controls: true, preload: "metadata" }),
      h("figcaption", {}, item.filename),
    );
  }
  return fileCard({ url: item.url, name: item.filename, size: item.size, spoiler });
}

export function gallery(items) {
  return h(
    "div",
    { class: `gallery of-${Math.min(items.length, 5)}` },
    items.map((item) =>
      picture({ url: item.media.url, description: item.description, spoiler: item.spoiler }),
    ),
  );
}
