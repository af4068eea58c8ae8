// The message stream: keeps its nodes, follows the newest message, moves by arrow keys.

import { $, clientLanguage, h } from "./dom.js";
import { attempt, continues, messageNode } from "./message.js";
import { dayName } from "./time.js";

const NEAR_END_PX = 120;

export class Stream {
  #log = $("#log");
  #list = $("#messages");
  #store;
  #context;

  constructor(store, context) {
    this.#store = store;
    this.#context = context;
    this.#log.addEventListener("keydown", (event) => this.#move(event));
    // Pictures grow when they arrive; the end stays in sight if it was.
    this.#log.addEventListener("load", () => this.#followed && this.#toEnd(), { capture: true });
    new ResizeObserver(() => this.#followed && this.#toEnd()).observe(this.#log);
    this.#log.addEventListener("scroll", () => {
      this.#followed = this.#isAtEnd();
    });
  }

  #followed = true;

  /** Draws the place anew. */
  open() {
    this.#list.replaceChildren(...this.#beginning(), ...this.#nodes());
    this.#followed = true;
    this.#toEnd();
    this.#roving();
  }

  /** Draws one message that came or changed; others keep their nodes, and with them focus and state. */
  put(message) {
    const known = this.#find(message.id);
    const before = this.#before(message);
    const node = messageNode(message, this.#context, { grouped: continues(message, before) });
    const follow = this.#followed;
    if (known) {
      const focused = this.#focusPath(known);
      known.replaceWith(node);
      focused(node);
    } else {
      this.#list.append(...this.#dayLine(message, before), node);
      this.#roving();
    }
    if (follow) this.#toEnd();
  }

  /** Takes a message away that the store has no more, and with it what was quoted of it. */
  remove(id) {
    for (const message of this.#store.messages)
      if (message.message_reference?.message_id === id) this.put(message);
    const node = this.#find(id);
    if (!node) return;
    const hadFocus = node.contains(document.activeElement);
    const next = node.nextElementSibling;
    node.remove();
    const message = this.#store.message(next?.dataset.message);
    if (message && next.classList.contains("grouped")) this.put(message);
    this.#roving();
    if (hadFocus) $("#entry").focus();
  }

  /** Brings a message into sight, focused and marked for a moment; answers whether it is there. */
  show(id) {
    const node = this.#find(id);
    if (!node) return false;
    this.#followed = false;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "center" });
    node.classList.add("shown");
    node.addEventListener("animationend", () => node.classList.remove("shown"), { once: true });
    return true;
  }

  /** Shows that something was sent; the function it returns takes it away or says that it failed. */
  sending(user, command) {
    let node = attempt({ user, command });
    this.#list.append(node);
    this.#toEnd();
    return (failed) => {
      if (!node.isConnected) return;
      if (!failed) return node.remove();
      const failure = attempt({ user, command, failed });
      node.replaceWith(failure);
      node = failure;
      this.#roving();
      this.#toEnd();
    };
  }

  /** Marks a component's message as failed, in words under it. */
  failed(messageId, text) {
    const main = $(".message-main", this.#find(messageId));
    if (!main) return;
    $(".interaction-failed", main)?.remove();
    main.append(h("p", { class: "failure interaction-failed", role: "alert" }, text));
    if (this.#followed) this.#toEnd();
  }

  #nodes() {
    let before;
    return this.#store.messages.flatMap((message) => {
      const nodes = [
        ...this.#dayLine(message, before),
        messageNode(message, this.#context, { grouped: continues(message, before) }),
      ];
      before = message;
      return nodes;
    });
  }

  #beginning() {
    const { guild, channelName, bot } = this.#store;
    return [
      h(
        "div",
        { class: "beginning" },
        h("p", { class: "beginning-title" }, guild ? `Welcome to #${channelName}` : bot.name),
        h(
          "p",
          { class: "muted" },
          guild
            ? "This is the start of the channel. Type / to see what the app can do here."
            : `This is the beginning of your direct messages with ${bot.name}.`,
        ),
      ),
    ];
  }

  #dayLine(message, before) {
    const day = dayName(message.timestamp);
    if (before && dayName(before.timestamp) === day) return [];
    return [h("div", { class: "day", role: "separator" }, h("span", { lang: clientLanguage() }, day))];
  }

  #before(message) {
    const all = this.#store.messages;
    const at = all.findIndex(({ id }) => id === message.id);
    return all[at - 1];
  }

  #find(id) {
    return id ? this.#list.querySelector(`[data-message="${CSS.escape(id)}"]`) : null;
  }

  /** Remembers which control of a message had the focus, by its custom_id, for the node that replaces it. */
  #focusPath(node) {
    const held = document.activeElement;
    if (!node.contains(held)) return () => {};
    const customId = held.closest("[data-custom-id]")?.dataset.customId;
    return (fresh) => {
      const same = customId && fresh.querySelector(`[data-custom-id="${CSS.escape(customId)}"]`);
      const target = same?.matches("button") ? same : same?.querySelector("button");
      (target && !target.disabled ? target : fresh).focus();
    };
  }

  #move(event) {
    const here = event.target.closest(".message");
    if (!here || event.target !== here) return;
    const all = [...this.#list.querySelectorAll(".message")];
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = all[all.indexOf(here) + step];
    if (!next) return;
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  #roving() {
    const all = [...this.#list.querySelectorAll(".message")];
    for (const node of all) node.tabIndex = -1;
    if (all.length) all.at(-1).tabIndex = 0;
  }

  #isAtEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_END_PX;
  }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
  }
}
