// The message box: plain text, the command picker, and a chosen command's options.

import { $, avatar, h } from "./dom.js";
import { CommandLine } from "./commandline.js";
import { commandOfLine, familyOfLine, matching, startOfLine } from "./commands.js";
import { Suggestions } from "./suggestions.js";

/**
 * `actions`: {commands(), app(), language(), lists, say(text), run(command, values), runLine(command, line), complete(…)}.
 * say, run and runLine answer with a sentence on what went wrong, or null.
 */
export class Composer {
  #actions;
  #entry = $("#entry");
  #slot = $("#command-slot");
  #problem = $("#composer-problem");
  #suggestions = new Suggestions($("#suggestions"));
  #line = null;

  constructor(actions) {
    this.#actions = actions;
    this.#entry.addEventListener("input", () => this.#typed());
    this.#entry.addEventListener("keydown", (event) => this.#key(event));
    this.#entry.addEventListener("blur", () => this.#suggestions.hide());
    this.#entry.addEventListener("focus", () => this.#pick());
    $("#composer").addEventListener("submit", (event) => event.preventDefault());
    $("#open-picker").addEventListener("click", () => this.begin("/"));
  }

  /** Puts text in the box, as a mention of a command or the slash button does. */
  begin(text) {
    this.reset();
    this.#entry.value = text;
    this.#entry.focus();
    this.#typed();
  }

  reset({ placeholder } = {}) {
    this.#leave("");
    this.#problem.textContent = "";
    if (placeholder) this.#entry.placeholder = placeholder;
  }

  /** Chooses a command by its name, as a click on its mention does. */
  choose(name) {
    const command = this.#actions.commands().find((known) => known.name === name);
    if (command) this.#enter(command);
    else this.#problem.textContent = `/${name} is not available here.`;
  }

  #typed() {
    this.#problem.textContent = "";
    this.#grow();
    this.#pick();
  }

  #grow() {
    this.#entry.style.height = "auto";
    this.#entry.style.height = `${Math.min(this.#entry.scrollHeight, innerHeight / 2)}px`;
  }

  #pick() {
    const text = this.#entry.value;
    if (!text.startsWith("/") || text.includes("\n")) return this.#suggestions.hide();
    const commands = this.#actions.commands();
    if (commandOfLine(commands, text)) return this.#suggestions.hide();
    return this.#suggestions.show(this.#entry, {
      heading: this.#actions.app().name,
      items: matching(commands, text.slice(1)).map((command) => ({
        command,
        content: this.#pickerRow(command),
      })),
      choose: ({ command }) => this.#enter(command),
    });
  }

  #pickerRow(command) {
    const app = this.#actions.app();
    return [
      avatar(app, "small"),
      h(
        "span",
        { class: "option-text", lang: command.language },
        h(
          "span",
          {},
          h("strong", {}, `/${command.label}`),
          command.options
            .filter(({ required }) => required)
            .map(({ label }) => h("code", {}, label)),
        ),
        h("small", {}, command.about),
      ),
      h("span", { class: "muted source" }, app.name),
    ];
  }

  /** `begun`: what was typed behind the command's name already. */
  #enter(command, begun = "") {
    this.#leave("");
    this.#line = new CommandLine(command, {
      suggestions: this.#suggestions,
      lists: this.#actions.lists,
      language: this.#actions.language(),
      complete: this.#actions.complete,
      problem: (sentence) => {
        this.#problem.textContent = sentence;
      },
      run: (chosen, values) => this.#send(() => this.#actions.run(chosen, values)),
      leave: (text) => {
        this.#problem.textContent = "";
        this.#leave(text);
        this.#suggestions.hide();
      },
    });
    this.#line.begin(begun);
    this.#slot.replaceChildren(this.#line.node);
    this.#entry.hidden = true;
    this.#line.focus();
  }

  #leave(text) {
    const had = this.#line !== null;
    this.#line = null;
    this.#suggestions.hide();
    this.#slot.replaceChildren();
    this.#entry.hidden = false;
    this.#entry.value = text;
    this.#grow();
    if (had) this.#entry.focus();
  }

  #key(event) {
    if (this.#suggestions.key(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const text = this.#entry.value.trim();
    if (!text) return;
    if (!text.startsWith("/") || !this.#command(text)) this.#send(() => this.#actions.say(text));
  }

  /** Takes a text that begins with a known command as that command, complete or not; it is never said. */
  #command(text) {
    const commands = this.#actions.commands();
    const complete = commandOfLine(commands, text);
    const start = startOfLine(commands, text);
    const family = familyOfLine(commands, text);
    if (complete) this.#send(() => this.#actions.runLine(complete, text));
    else if (start) this.#enter(start.command, start.rest);
    else if (family.length) {
      const names = family.map(({ label }) => `/${label}`).join(", ");
      this.#problem.textContent = `This command needs one more word: ${names}.`;
    }
    return family.length > 0;
  }

  /** Clears the box at once, as a client does; what was refused stands below it and is put back. */
  async #send(act) {
    const [line, typed] = [this.#line, this.#entry.value];
    this.#leave("");
    const problem = await act();
    if (!problem) return;
    this.#problem.textContent = problem;
    if (line) {
      this.#line = line;
      this.#slot.replaceChildren(line.node);
      this.#entry.hidden = true;
      line.focus();
    } else {
      this.#entry.value = typed;
      this.#entry.focus();
    }
    this.#suggestions.hide();
  }
}
