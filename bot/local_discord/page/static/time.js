// Times as Discord shows them, in the person's language.

import { clientLanguage, h } from "./dom.js";

const UNITS = [
  ["year", 31536000],
  ["month", 2592000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];
const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

const format = (date, options) => new Intl.DateTimeFormat(clientLanguage(), options).format(date);

export function relative(date) {
  const seconds = Math.round((date - Date.now()) / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) || ["second", 1];
  return new Intl.RelativeTimeFormat(clientLanguage(), { numeric: "auto" }).format(
    Math.round(seconds / length),
    unit,
  );
}

/** `<t:seconds:style>`; null when no such moment can be shown. */
export function timestamp(seconds, style = "f") {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.valueOf())) return null;
  const text = style === "R" ? relative(date) : format(date, STYLES[style] || STYLES.f);
  return h(
    "time",
    {
      class: "stamp",
      lang: clientLanguage(),
      datetime: date.toISOString(),
      title: format(date, STYLES.F),
      data: style === "R" ? { relative: String(date.valueOf()) } : {},
    },
    text,
  );
}

/** The time beside an author's name: hour alone today, date and hour before. */
export function messageTime(iso) {
  const date = new Date(iso);
  const today = date.toDateString() === new Date().toDateString();
  return h(
    "time",
    { lang: clientLanguage(), datetime: iso, title: format(date, STYLES.F) },
    format(date, today ? STYLES.t : STYLES.s),
  );
}

export const dayName = (iso) => format(new Date(iso), { dateStyle: "long" });
export const hour = (iso) => format(new Date(iso), STYLES.t);

export function keepRelativeTimesFresh() {
  setInterval(() => {
    for (const node of document.querySelectorAll("time[data-relative]")) {
      node.textContent = relative(new Date(Number(node.dataset.relative)));
    }
  }, 15000);
}
