// A chosen command with its options as chips: required ones first, the others added from a list.

import { h } from "./dom.js";
import { Chip } from "./chip.js";

/**
 * `context`: {suggestions, lists, language, complete(command, option, text, values), problem(sentence),
 * run(command, values), leave(text)}; `leave` takes the command back to the text it stands for.
 */
export class CommandLine {
  #context;
  #chips = [];
  #adder;

  constructor(command, context) {
    this.command = command;
    this.#context = context;
    this.#adder = h("input", {
      type: "text",
      class: "adder",
      autocomplete: "off",
      role: "combobox",
      "aria-expanded": "false",
      "aria-label": "Add an option, or press Enter to send",
      size: 10,
    });
    this.node = h(
      "div",
      { class: "command-line", role: "group", "aria-label": `Command /${command.label}` },
      h("span", { class: "command-name", lang: command.language }, `/${command.label}`),
      this.#adder,
    );
    for (const option of command.options.filter(({ required }) => required)) this.#add(option);
    this.#adder.addEventListener("focus", () => this.#offerMore());
    this.#adder.addEventListener("input", () => this.#offerMore());
    this.#adder.addEventListener("blur", () => context.suggestions.hide());
    this.#adder.addEventListener("keydown", (event) => this.#adderKey(event));
    this.node.addEventListener("keydown", (event) => this.#key(event));
    this.#showHint();
  }

  focus() {
    (this.#chips[0]?.input || this.#adder).focus();
  }

  /** Puts what was typed behind the name into the first option. */
  begin(text) {
    if (text) this.#chips[0]?.fill(text);
  }

  #leave() {
    const given = this.#chips.filter((chip) => chip.text);
    const options = given.map((chip) => ` ${chip.option.label}:${chip.text}`);
    this.#context.leave(`/${this.command.label}${options.join("")}`);
  }

  #values() {
    const given = this.#chips.map((chip) => [chip.option.name, chip.value()]);
    return Object.fromEntries(given.filter(([, value]) => value !== undefined));
  }

  #left() {
    const used = new Set(this.#chips.map((chip) => chip.option.name));
    return this.command.options.filter(({ name }) => !used.has(name));
  }

  #add(option) {
    const chip = new Chip(option, {
      ...this.#context,
      complete: (asked, text) => this.#context.complete(this.command, asked, text, this.#values()),
      next: () => this.#next(chip),
      remove: () => this.#remove(chip),
    });
    this.#chips.push(chip);
    this.#adder.before(chip.node);
    this.#showHint();
    return chip;
  }

  #next(chip) {
    const empty = this.#chips.find((other) => other !== chip && other.value() === undefined);
    (empty?.input || this.#adder).focus();
  }

  #remove(chip) {
    if (chip.option.required) {
      if (this.#chips[0] === chip) this.#leave();
      return;
    }
    chip.node.remove();
    this.#chips = this.#chips.filter((other) => other !== chip);
    this.#showHint();
    this.#adder.focus();
  }

  #showHint() {
    const count = this.#left().length;
    this.#adder.placeholder = count ? `+${count} optional` : "";
    this.#context.problem("");
  }

  #offerMore() {
    const typed = this.#adder.value.trim().toLowerCase();
    this.#context.suggestions.show(this.#adder, {
      heading: "Optional",
      first: typed !== "",
      items: this.#left()
        .filter(({ label }) => label.toLowerCase().startsWith(typed))
        .map((option) => ({
          option,
          content: [
            h("strong", { lang: option.language }, option.label),
            h("span", { class: "muted", lang: option.language }, option.about),
          ],
        })),
      choose: ({ option }) => {
        this.#adder.value = "";
        this.#add(option).input.focus();
      },
    });
  }

  #adderKey(event) {
    if (this.#context.suggestions.key(event)) return;
    if (event.key !== "Backspace" || this.#adder.value) return;
    event.preventDefault();
    const last = this.#chips.at(-1);
    if (last) last.input.focus();
    else this.#leave();
  }

  #key(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.#leave();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#send();
    }
  }

  #send() {
    for (const chip of this.#chips) chip.wrong(chip.value() === undefined);
    const missing = this.#chips.find((chip) => chip.value() === undefined);
    if (missing) {
      this.#context.problem(
        missing.option.required
          ? `${missing.option.label}: this option is required. Specify a value.`
          : `${missing.option.label}: specify a value, or remove the option with Backspace.`,
      );
      missing.input.focus();
      return;
    }
    this.#context.run(this.command, this.#values());
  }
}
