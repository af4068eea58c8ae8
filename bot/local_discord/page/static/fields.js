// The fields of a modal: each has a node, the value it would send, and what is wrong with it.

import { OWN_LANGUAGE, freshId, h, icon } from "./dom.js";
import { SELECTS, TYPE, preselected, selectOptions } from "./components.js";
import { fileSize } from "./media.js";
import { SelectMenu } from "./select.js";

const PARAGRAPH = 2;
const TEXT_LIMIT = 4000;
const FILE_LIMIT = 10 * 1024 * 1024;
const MISSING = "This field is required";

/** {node, value(), problem(), focus()} for the component inside a label. */
export function control(data, label, described, lists) {
  if (data.type === TYPE.text) return textInput(data, label, described);
  if (SELECTS.includes(data.type)) return select(data, label, described, lists);
  if (data.type === TYPE.radio) return choices(data, label, described, "radio");
  if (data.type === TYPE.checks) return choices(data, label, described, "checkbox");
  if (data.type === TYPE.check) return checkbox(data, label, described);
  if (data.type === TYPE.upload) return upload(data, label, described);
  return {
    node: h("p", { class: "unknown" }, `Component of type ${data.type}`),
    value: () => null,
    problem: () => null,
  };
}

const isRequired = (data) => data.required !== false;
const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

function textInput(data, label, described) {
  const long = data.style === PARAGRAPH;
  const max = data.max_length ?? TEXT_LIMIT;
  const counter = h("span", { class: "counter", "aria-hidden": "true" });
  const input = h(long ? "textarea" : "input", {
    type: long ? null : "text",
    rows: long ? 5 : null,
    placeholder: data.placeholder,
    "aria-label": label,
    "aria-describedby": described,
    "aria-required": String(isRequired(data)),
    autocomplete: "off",
    data: { customId: data.custom_id },
  });
  input.value = data.value || "";
  const count = () => {
    const length = [...input.value].length;
    counter.textContent = long || data.max_length ? `${length}/${max}` : "";
    counter.classList.toggle("over", length > max);
  };
  input.addEventListener("input", count);
  count();
  return {
    node: h("div", { class: "text-input" }, input, counter),
    value: () => input.value,
    focus: () => input.focus(),
    problem: () => {
      const length = [...input.value].length;
      if (isRequired(data) && !input.value.trim()) return MISSING;
      if (length && length < (data.min_length || 0)) {
        return `Must be ${plural(data.min_length, "character")} or more`;
      }
      return length > max ? `Must be ${max} or fewer in length (now ${length})` : null;
    },
  };
}

function select(data, label, described, lists) {
  const min = data.min_values ?? (isRequired(data) ? 1 : 0);
  const menu = new SelectMenu({
    options: selectOptions(data, lists),
    chosen: preselected(data),
    customId: data.custom_id,
    label,
    described,
    required: isRequired(data),
    min,
    placeholder: data.placeholder ?? undefined,
    max: data.max_values ?? 1,
    disabled: data.disabled,
  });
  return {
    node: menu.node,
    value: () => menu.values,
    focus: () => menu.button.focus(),
    problem: () => countProblem(menu.values.length, min, isRequired(data)),
  };
}

function countProblem(count, min, required) {
  if (required && count === 0) return MISSING;
  return count && count < min ? `Choose at least ${min}` : null;
}

function choices(data, label, described, kind) {
  const name = freshId("choice");
  const max = data.max_values ?? data.options.length;
  const inputs = data.options.map((option) => {
    const input = h("input", { type: kind, name, value: option.value });
    input.checked = Boolean(option.default);
    return input;
  });
  const node = h(
    "div",
    {
      class: "choices",
      role: kind === "radio" ? "radiogroup" : "group",
      "aria-label": label,
      "aria-describedby": described,
      data: { customId: data.custom_id },
    },
    data.options.map((option, at) => choice(inputs[at], option)),
  );
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  node.addEventListener("change", () => {
    const full = kind === "checkbox" && chosen().length >= max;
    for (const input of inputs) input.disabled = full && !input.checked;
  });
  return {
    node,
    value: () => (kind === "radio" ? (chosen()[0] ?? null) : chosen()),
    focus: () => (inputs.find((input) => input.checked) || inputs[0]).focus(),
    problem: () => countProblem(chosen().length, data.min_values ?? 1, isRequired(data)),
  };
}

const choice = (input, { label, description }) =>
  h(
    "label",
    { class: "choice" },
    input,
    h(
      "span",
      { class: "option-text" },
      h("span", {}, label),
      description && h("small", {}, description),
    ),
  );

function checkbox(data, label, described) {
  const input = h("input", { type: "checkbox", "aria-describedby": described });
  input.checked = Boolean(data.default);
  return {
    node: h(
      "div",
      { class: "choices", data: { customId: data.custom_id } },
      choice(input, { label }),
    ),
    ownLabel: true,
    value: () => input.checked,
    focus: () => input.focus(),
    problem: () => null,
  };
}

function upload(data, label, described) {
  const max = data.max_values ?? 1;
  const min = data.min_values ?? (isRequired(data) ? 1 : 0);
  const input = h("input", {
    type: "file",
    multiple: max > 1,
    "aria-label": label,
    "aria-describedby": described,
  });
  const list = h("ul", { class: "files" });
  input.addEventListener("change", () =>
    list.replaceChildren(
      ...[...input.files].map((file) =>
        h("li", {}, icon("file"), `${file.name} (${fileSize(file.size)})`),
      ),
    ),
  );
  return {
    node: h(
      "div",
      { class: "upload", data: { customId: data.custom_id } },
      h(
        "label",
        { class: "drop" },
        icon("upload"),
        h("span", { lang: OWN_LANGUAGE }, max > 1 ? `Choose up to ${max} files` : "Choose a file"),
        input,
      ),
      list,
    ),
    files: () => [...input.files],
    value: () => null,
    focus: () => input.focus(),
    problem: () => {
      if (input.files.length > max) return `At most ${plural(max, "file")}`;
      if ([...input.files].some((file) => file.size > FILE_LIMIT)) return "Files up to 10 MB";
      return countProblem(input.files.length, min, isRequired(data));
    },
  };
}
