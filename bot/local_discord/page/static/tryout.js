// "Try things": what can go wrong on Discord, to be switched on by hand.

import { $, fill, h } from "./dom.js";

const DMS = [
  ["", "Open"],
  ["50007", "Closed to apps (error 50007)"],
  ["50278", "No server in common (error 50278)"],
];
const FAULTS = [
  ["fail_once", "Fail the bot's next request", "Its next request is answered with error 500."],
  [
    "ratelimit_once",
    "Rate-limit the bot once",
    "Its next request is told to wait 2 seconds (error 429).",
  ],
  ["drop_gateway", "Drop the bot's connection", "Its gateway connection is closed; it may resume."],
];

/** `act(action, body)` does it; a Problem is shown in the panel. */
export function renderTryout(store, act) {
  const status = h("p", { role: "status", class: "muted" });
  const attempt = async (action, body, done) => {
    try {
      await act(action, body);
      status.textContent = done;
    } catch (problem) {
      status.textContent = problem.message;
    }
  };
  const dms = h(
    "select",
    { id: "dm-fault" },
    DMS.map(([value, label]) => h("option", { value }, label)),
  );
  dms.value = String(store.closedDms ?? "");
  dms.addEventListener("change", () =>
    attempt(
      "close_dms",
      { code: dms.value ? Number(dms.value) : null },
      "Direct messages changed.",
    ),
  );
  fill(
    $("#tryout"),
    h("h2", {}, "Try things"),
    h(
      "p",
      { class: "muted" },
      "See what the app does when something goes wrong. Nothing leaves this machine.",
    ),
    h("label", { class: "field-label", for: "dm-fault" }, `${store.me.name}'s direct messages`),
    dms,
    FAULTS.map(([action, label, about]) =>
      h(
        "div",
        { class: "fault" },
        h(
          "button",
          {
            type: "button",
            class: "button secondary",
            onclick: () => attempt(action, {}, `Done: ${about}`),
          },
          label,
        ),
        h("small", { class: "muted" }, about),
      ),
    ),
    status,
  );
}
