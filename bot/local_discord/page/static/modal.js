// A modal: a real <dialog>, so focus stays inside and Esc closes it.

import { $, OWN_LANGUAGE, freshId, h, icon } from "./dom.js";
import { TYPE } from "./components.js";
import { control } from "./fields.js";
import { markdown } from "./markdown.js";

/**
 * Shows a modal, whose words are in `language`. `submit(values, files)` answers with a sentence on what went wrong, or null when it is done;
 * what was typed stays until then. `values`: custom_id -> text, list or truth; `files`: custom_id -> File list.
 */
export function openModal(modal, { app, language, names, lists, submit }) {
  const dialog = $("#modal");
  const heading = freshId("modal");
  const rows = modal.components.map((data) => row(data, { names, lists }));
  const fields = rows.filter((entry) => entry.customId);
  const failure = h("p", { class: "form-error", role: "alert" });
  const send = h(
    "button",
    { type: "submit", class: "button primary", "aria-keyshortcuts": "Control+Enter" },
    "Submit",
  );
  const form = h(
    "form",
    { novalidate: true },
    h(
      "header",
      {},
      h("h2", { id: heading, lang: language }, modal.title),
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": "Close",
          onclick: () => dialog.close(),
        },
        icon("close"),
      ),
    ),
    h(
      "p",
      { class: "modal-note" },
      icon("alert"),
      `This form will be submitted to ${app}. Do not share passwords or other sensitive information.`,
    ),
    h(
      "div",
      { class: "modal-fields", lang: language },
      rows.some(({ starred }) => starred) &&
        h("p", { class: "required-note", lang: OWN_LANGUAGE }, h("span", { class: "star" }, "*"), " required"),
      rows.map((entry) => entry.node),
    ),
    failure,
    h(
      "footer",
      {},
      h(
        "button",
        { type: "button", class: "button secondary", onclick: () => dialog.close() },
        "Cancel",
      ),
      send,
    ),
  );

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failure.textContent = "";
    const wrong = fields.filter((field) => !field.check());
    if (wrong.length) return wrong[0].focus();
    send.disabled = true;
    const problem = await submit(collect(fields, "value"), collect(fields, "files"));
    send.disabled = false;
    if (problem) failure.textContent = problem;
    else dialog.close();
  });
  form.addEventListener("keydown", (event) => {
    const asked = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!asked || event.defaultPrevented) return;
    event.preventDefault();
    if (!send.disabled) form.requestSubmit();
  });
  dialog.setAttribute("aria-labelledby", heading);
  dialog.replaceChildren(form);
  dialog.showModal();
  fields[0]?.focus();
}

const collect = (fields, what) =>
  Object.fromEntries(
    fields
      .filter((field) => field[what])
      .map((field) => [field.customId, field[what]()])
      .filter(([, value]) => value !== null),
  );

/** What can be wrong; a group of checkboxes has no state for that. */
const FIELDS = "[type=text], [type=file], textarea, [role=combobox], [role=radiogroup]";

function row(data, context) {
  if (data.type === TYPE.display) {
    return { node: h("div", { class: "markdown" }, markdown(data.content, context.names)) };
  }
  const inner = data.type === TYPE.label ? data.component : data.components[0];
  const label = data.type === TYPE.label ? data.label : inner.label;
  const [about, wrong] = [freshId("about"), freshId("wrong")];
  const made = control(inner, label || "", `${about} ${wrong}`, context.lists);
  const problem = h("p", { id: wrong, class: "field-error", role: "alert", lang: OWN_LANGUAGE });
  const starred = inner.required !== false && !made.ownLabel;
  const node = h(
    "div",
    { class: "field" },
    !made.ownLabel &&
      h(
        "div",
        { class: "field-label", "aria-hidden": "true" },
        label,
        starred && h("span", { class: "star" }, " *"),
      ),
    h(
      "div",
      { id: about },
      data.description && h("p", { class: "field-description" }, data.description),
    ),
    made.node,
    problem,
  );
  return {
    ...made,
    node,
    starred,
    customId: inner.custom_id,
    check: () => {
      problem.textContent = made.problem() || "";
      const isWrong = Boolean(problem.textContent);
      node.classList.toggle("wrong", isWrong);
      for (const field of node.querySelectorAll(FIELDS))
        field.setAttribute("aria-invalid", String(isWrong));
      return !isWrong;
    },
  };
}
