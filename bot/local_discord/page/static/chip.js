// One option of a command: its name and an input that offers choices, autocomplete, people and channels.

import { avatar, clientLanguage, freshId, h } from "./dom.js";
import { OPTION, shown } from "./commands.js";

const TYPING_PAUSE_MS = 150;
const LIMIT = 25;
const TRUTHS = [
  { label: "True", value: true },
  { label: "False", value: false },
];
const NUMBERS = [OPTION.integer, OPTION.number];

/**
 * `context`: {suggestions, lists, language, complete(option, text) -> choices, problem(sentence), next(), remove(option)}.
 * Answers {node, option, value(), input}; value() is undefined when nothing was given.
 */
export class Chip {
  #context;
  #taken = null;
  #asked = 0;
  #timer = 0;

  constructor(option, context) {
    this.option = option;
    this.#context = context;
    const id = freshId("option");
    const isFile = option.type === OPTION.attachment;
    this.input = h("input", {
      id,
      type: isFile ? "file" : "text",
      autocomplete: "off",
      spellcheck: "false",
      role: isFile ? null : "combobox",
      "aria-expanded": isFile ? null : "false",
      "aria-autocomplete": isFile ? null : "list",
      "aria-required": String(Boolean(option.required)),
      size: isFile ? null : 6,
      inputmode: NUMBERS.includes(option.type) ? "decimal" : null,
      maxlength: option.max_length,
      title: option.about,
    });
    this.node = h(
      "span",
      { class: "chip", data: { option: option.name } },
      h("label", { for: id, lang: option.language }, option.label),
      this.input,
    );
    if (isFile) return;
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("focus", () => this.#offer());
    this.input.addEventListener("blur", () => context.suggestions.hide());
    this.input.addEventListener("keydown", (event) => this.#key(event));
  }

  /** What is sent: text, number, truth, an id or a File; undefined when empty. */
  value() {
    const { type } = this.option;
    if (type === OPTION.attachment) return this.input.files[0];
    const text = this.input.value;
    if (this.#taken && this.#taken.label === text) return this.#taken.value;
    if (!text.trim()) return undefined;
    const same = this.#fixed()?.find(
      ({ label }) => label.toLowerCase() === text.trim().toLowerCase(),
    );
    if (same) return same.value;
    return NUMBERS.includes(type) && Number.isFinite(Number(text)) ? Number(text) : text;
  }

  /** What a typed line would say for this option; a file cannot be typed. */
  get text() {
    if (this.option.type === OPTION.attachment) return "";
    return this.option.autocomplete ? String(this.value() ?? "") : this.input.value.trim();
  }

  /** Puts text in, as if it had been typed. */
  fill(text) {
    if (this.option.type !== OPTION.attachment) this.#write(text);
  }

  #write(text) {
    this.input.value = text;
    this.input.size = Math.max(6, text.length);
  }

  wrong(isWrong) {
    this.node.classList.toggle("wrong", isWrong);
    this.input.setAttribute("aria-invalid", String(isWrong));
  }

  #fixed() {
    const { lists } = this.#context;
    const { type, choices, channel_types: kinds } = this.option;
    const user = (person) => ({
      label: person.name,
      value: person.id,
      picture: avatar(person, "tiny"),
    });
    const named = (thing, sign) => ({ label: `${sign}${thing.name}`, value: thing.id });
    if (choices?.length) return choices;
    if (type === OPTION.boolean) return TRUTHS;
    if (type === OPTION.user) return lists.users().map(user);
    if (type === OPTION.role) return lists.roles().map((role) => named(role, "@"));
    if (type === OPTION.channel) return lists.channels(kinds).map((channel) => named(channel, "#"));
    if (type === OPTION.mentionable) {
      return [...lists.users().map(user), ...lists.roles().map((role) => named(role, "@"))];
    }
    return null;
  }

  #typed() {
    this.#taken = null;
    this.input.size = Math.max(6, this.input.value.length);
    this.wrong(false);
    this.#context.problem("");
    clearTimeout(this.#timer);
    if (this.option.autocomplete) this.#timer = setTimeout(() => this.#offer(), TYPING_PAUSE_MS);
    else this.#offer();
  }

  async #offer() {
    if (this.#taken) return;
    const text = this.input.value;
    const asked = (this.#asked += 1);
    const fixed = this.#fixed();
    const found = fixed
      ? fixed.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
      : await this.#completed(text);
    if (asked !== this.#asked || document.activeElement !== this.input) return;
    this.#context.suggestions.show(this.input, {
      heading: h("span", { lang: this.option.language }, this.option.about || this.option.label),
      items: found
        .slice(0, LIMIT)
        .map((item) => ({ ...item, content: [item.picture, this.#named(item)] })),
      choose: (item) => this.#take(item),
    });
  }

  /** A choice in the language it was written in: its own, else the bot's where the bot made it up. */
  #named({ label, language }) {
    const completed = this.option.autocomplete ? this.#context.language : null;
    return h("span", { lang: language || completed }, label);
  }

  /** So that choices still on their way do not open the list again. */
  #stopOffering() {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  async #completed(text) {
    if (!this.option.autocomplete) return [];
    const choices = await this.#context.complete(this.option, text);
    return choices.map((choice) => ({ ...shown(choice, clientLanguage()), value: choice.value }));
  }

  #take({ label, value }) {
    this.#taken = { label, value };
    this.#write(label);
    this.wrong(false);
    this.#context.next();
  }

  #key(event) {
    if (event.key === "Escape") this.#stopOffering();
    if (this.#context.suggestions.key(event)) return;
    if (event.key === "Backspace" && !this.input.value) {
      event.preventDefault();
      this.#context.remove(this);
    } else if (event.key === "ArrowDown") {
      this.#taken = null;
      this.#offer();
    }
  }
}
