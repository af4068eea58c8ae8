// A select menu: a button that opens a listbox. Used under messages and in modals.

import { OWN_LANGUAGE, emoji, freshId, h, icon, place, rove } from "./dom.js";

/**
 * `label`, `described` (ids), `required`: what a form says of it; under a message it goes by its placeholder.
 * `options`: [{label, value, description, emoji, picture}]; `chosen`: values preselected.
 * `onchange(values)` comes when a single choice is made, or when a list of several is closed.
 */
export class SelectMenu {
  #options;
  #values;
  #settings;
  #face = h("span", { class: "select-face" });
  #items;
  #list;
  #before = "";

  constructor({
    options,
    chosen = [],
    customId,
    min = 1,
    max = 1,
    placeholder = "Make a selection",
    label,
    described,
    required,
    disabled,
    onchange,
  }) {
    this.#options = options;
    this.#values = new Set(chosen);
    this.#settings = { min, max, placeholder, onchange };
    const name = label || placeholder;
    const id = freshId("list");
    this.button = h(
      "button",
      {
        type: "button",
        class: "select",
        disabled,
        role: "combobox",
        "aria-label": name,
        "aria-describedby": described,
        "aria-required": required ? "true" : null,
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-controls": id,
      },
      this.#face,
      icon("down"),
    );
    this.#items = options.map(optionNode);
    this.#list = h(
      "div",
      {
        id,
        class: "listbox",
        role: "listbox",
        popover: "auto",
        "aria-label": name,
        "aria-multiselectable": max > 1 ? "true" : null,
      },
      this.#items.length
        ? this.#items
        : h("p", { class: "empty", lang: OWN_LANGUAGE }, "Nothing to choose from"),
    );
    this.node = h("div", { class: "select-menu", data: { customId } }, this.button, this.#list);
    this.#listen();
    this.#show();
  }

  get values() {
    return [...this.#values];
  }

  #listen() {
    this.button.addEventListener("click", () => this.#list.togglePopover());
    this.button.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      this.#list.showPopover();
    });
    this.#list.addEventListener("toggle", ({ newState }) =>
      newState === "open" ? this.#opened() : this.#closed(),
    );
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    this.#list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.#choose(item.dataset.value);
    });
  }

  #show() {
    const labels = this.#options
      .filter(({ value }) => this.#values.has(value))
      .map(({ label }) => label);
    this.#face.textContent = labels.join(", ") || this.#settings.placeholder;
    this.#face.classList.toggle("placeholder", labels.length === 0);
    for (const item of this.#items)
      item.setAttribute("aria-selected", String(this.#values.has(item.dataset.value)));
  }

  #opened() {
    this.button.setAttribute("aria-expanded", "true");
    this.#before = this.values.join("\n");
    this.#list.style.minWidth = `${this.button.offsetWidth}px`;
    place(this.#list, this.button);
    (this.#items.find((item) => this.#values.has(item.dataset.value)) || this.#items[0])?.focus();
  }

  #closed() {
    this.button.setAttribute("aria-expanded", "false");
    if (document.activeElement === document.body) this.button.focus();
    const { min, max, onchange } = this.#settings;
    const changed = this.values.join("\n") !== this.#before;
    if (max > 1 && changed && this.#values.size >= min) onchange?.(this.values);
  }

  #choose(value) {
    const { min, max, onchange } = this.#settings;
    const again = this.#values.has(value);
    if (max > 1) {
      if (again) this.#values.delete(value);
      else if (this.#values.size < max) this.#values.add(value);
      this.#show();
      return;
    }
    this.#list.hidePopover();
    if (again && min > 0) return;
    this.#values = new Set(again ? [] : [value]);
    this.#show();
    onchange?.(this.values);
  }

  #key(event) {
    if (rove(event, this.#items)) return;
    const item = event.target.closest("[role=option]");
    if (item && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      this.#choose(item.dataset.value);
    } else if (event.key === "Tab") {
      this.#list.hidePopover();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      this.#typeAhead(event.key.toLowerCase());
    }
  }

  #typeAhead(letter) {
    const from = this.#items.indexOf(document.activeElement) + 1;
    const order = [...this.#items.slice(from), ...this.#items.slice(0, from)];
    order.find((item) => item.textContent.toLowerCase().startsWith(letter))?.focus();
  }
}

const optionNode = (option) =>
  h(
    "div",
    {
      class: "option",
      role: "option",
      tabindex: "-1",
      data: { value: option.value },
    },
    option.picture,
    emoji(option.emoji),
    h(
      "span",
      { class: "option-text" },
      h("span", {}, option.label),
      option.description && h("small", {}, option.description),
    ),
    icon("check"),
  );
