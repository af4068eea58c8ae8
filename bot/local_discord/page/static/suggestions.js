// The list above the message box. Focus stays in the input; the list follows aria-activedescendant.

import { freshId, h } from "./dom.js";

export class Suggestions {
  #panel;
  #input = null;
  #items = [];
  #at = -1;
  #choose = null;

  constructor(panel) {
    this.#panel = panel;
    panel.addEventListener("pointerdown", (event) => {
      const node = event.target.closest("[role=option]");
      if (!node) return;
      event.preventDefault();
      this.#pick(Number(node.dataset.index));
    });
  }

  get isOpen() {
    return !this.#panel.hidden;
  }

  /** `items`: [{key, content: node or text}]; `choose(item)`; `first`: whether the first is ready to be taken. */
  show(input, { heading, items, choose, first = true }) {
    this.hide();
    if (!items.length) return;
    this.#input = input;
    this.#items = items;
    this.#choose = choose;
    const id = freshId("suggestions");
    const nodes = items.map((entry, index) =>
      h(
        "div",
        {
          class: "suggestion",
          role: "option",
          id: `${id}-${index}`,
          data: { index: String(index) },
        },
        entry.content,
      ),
    );
    this.#panel.replaceChildren(
      h("p", { class: "suggestions-heading", id: `${id}-heading` }, heading),
      h("div", { role: "listbox", tabindex: "-1", id, "aria-labelledby": `${id}-heading` }, nodes),
    );
    this.#panel.hidden = false;
    this.#expanded(true);
    input.setAttribute("aria-controls", id);
    this.#mark(first ? 0 : -1);
  }

  hide() {
    this.#panel.hidden = true;
    this.#panel.replaceChildren();
    this.#expanded(false);
    for (const name of ["aria-activedescendant", "aria-controls"])
      this.#input?.removeAttribute(name);
    this.#input = null;
    this.#items = [];
    this.#at = -1;
  }

  /** Handles a key of the input; returns whether it was used. */
  key(event) {
    if (!this.isOpen || event.isComposing) return false;
    const count = this.#items.length;
    if (event.key === "ArrowDown") this.#mark((this.#at + 1) % count);
    else if (event.key === "ArrowUp") this.#mark((this.#at <= 0 ? count : this.#at) - 1);
    else if (event.key === "Escape") this.hide();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && this.#at >= 0)
      this.#pick(this.#at);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** A plain text box has no such state; a combobox has. */
  #expanded(open) {
    if (this.#input?.getAttribute("role") === "combobox")
      this.#input.setAttribute("aria-expanded", String(open));
  }

  #pick(index) {
    const chosen = this.#items[index];
    const choose = this.#choose;
    this.hide();
    choose(chosen);
  }

  #mark(index) {
    this.#at = index;
    const nodes = this.#panel.querySelectorAll("[role=option]");
    nodes.forEach((node, at) => node.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return;
    nodes[index].scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", nodes[index].id);
  }
}
