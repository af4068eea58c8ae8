// One message as a member sees it.

import { OWN_LANGUAGE, avatar, h, icon } from "./dom.js";
import { attachment } from "./media.js";
import { component, components } from "./components.js";
import { embed } from "./embed.js";
import { excerpt } from "./excerpt.js";
import { markdown } from "./markdown.js";
import { hour, messageTime } from "./time.js";

const FLAG = { ephemeral: 1 << 6, loading: 1 << 7, noEmbeds: 1 << 2, v2: 1 << 15 };
const SLASH_ANSWER = 20;
const GROUP_MS = 7 * 60 * 1000;

const has = (message, flag) => Boolean((message.flags || 0) & flag);

/** Whether a message continues the one before it under the same name. */
export function continues(message, before) {
  return (
    Boolean(before) &&
    before.author.id === message.author.id &&
    has(before, FLAG.ephemeral) === has(message, FLAG.ephemeral) &&
    !message.interaction_metadata &&
    !message.message_reference &&
    new Date(message.timestamp) - new Date(before.timestamp) < GROUP_MS
  );
}

/**
 * `context`: {names, lists, find(id), command(name), press, select, dismiss(message)}; `grouped` leaves out avatar and name.
 */
export function messageNode(message, context, { grouped = false } = {}) {
  const user = userOf(message.author, context.names);
  const ephemeral = has(message, FLAG.ephemeral);
  const bound = bind(context, message);
  return h(
    "article",
    {
      class: `message${grouped ? " grouped" : ""}${ephemeral ? " ephemeral" : ""}`,
      tabindex: "-1",
      "aria-label": `${user.name}, ${hour(message.timestamp)}`,
      data: { message: message.id, author: user.id },
    },
    reference(message, context),
    grouped
      ? h("span", { class: "gutter", "aria-hidden": "true" }, hour(message.timestamp))
      : h(
          "button",
          {
            type: "button",
            class: "face",
            tabindex: "-1",
            "aria-hidden": "true",
            data: { user: user.id },
          },
          avatar(user),
        ),
    h(
      "div",
      { class: "message-main" },
      !grouped && head(user, message),
      body(message, bound),
      ephemeral && privacyNote(message, context),
    ),
    h(
      "div",
      { class: "message-tools" },
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": "More for this message",
          "aria-haspopup": "menu",
          data: { tools: message.id },
        },
        icon("more"),
      ),
    ),
  );
}

function bind(context, message) {
  return {
    ...context,
    press: (data, node) => context.press(message, data, node),
    select: (data, values, node) => context.select(message, data, values, node),
  };
}

function head(user, message) {
  return h(
    "header",
    {},
    h("button", { type: "button", class: "name", data: { user: user.id } }, user.name),
    user.bot && h("span", { class: "badge" }, "App"),
    messageTime(message.timestamp),
  );
}

function reference(message, { names, find, command }) {
  const used = message.interaction_metadata;
  if (message.command) {
    const who = userOf(used.user, names);
    return h(
      "div",
      { class: "reference" },
      avatar(who, "tiny"),
      h("button", { type: "button", class: "name", data: { user: who.id } }, who.name),
      h("span", {}, "used"),
      usedCommand(message, command(message.command)),
    );
  }
  // What is gone, or was for somebody else alone, is not to be found.
  const answered = find(message.message_reference?.message_id);
  const words = answered && excerpt(answered, names);
  if (!words) return null;
  const author = userOf(answered.author, names);
  return h(
    "div",
    { class: "reference" },
    avatar(author, "tiny"),
    h("span", { class: "name" }, author.name),
    h("span", { class: "excerpt", lang: answered.language }, words),
  );
}

// The message of a menu's command is a reply to what the menu was on; only slash commands have a slash.
function usedCommand({ type, command }, offered) {
  const { label, language } = offered || { label: command, language: null };
  const name = type === SLASH_ANSWER ? `/${label}` : label;
  return h("span", { class: "command", lang: language }, name);
}

const userOf = (user, names) =>
  names.user(user.id) || { id: user.id, bot: user.bot, name: user.global_name || user.username };

function body(message, context) {
  const { names } = context;
  if (has(message, FLAG.loading)) {
    return h(
      "p",
      { class: "thinking" },
      h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
      `${message.author.global_name || message.author.username} is thinking…`,
    );
  }
  const edited =
    message.edited_timestamp &&
    h(
      "span",
      {
        class: "edited",
        lang: OWN_LANGUAGE,
        title: messageTime(message.edited_timestamp).title,
      },
      "(edited)",
    );
  const v2 = has(message, FLAG.v2);
  return h(
    "div",
    { class: "message-body", lang: message.language },
    message.content && h("div", { class: "markdown content" }, markdown(message.content, names)),
    v2 && h("div", { class: "layout" }, components(message.components || [], context)),
    edited,
    !v2 && (message.attachments || []).map(attachment),
    !has(message, FLAG.noEmbeds) && (message.embeds || []).map((data) => embed(data, names)),
    !v2 && (message.components || []).map((data) => component(data, context)),
  );
}

function privacyNote(message, context) {
  return h(
    "p",
    { class: "privacy" },
    icon("eye"),
    h("span", {}, "Only you can see this ·"),
    h(
      "button",
      { type: "button", class: "linklike", onclick: () => context.dismiss(message) },
      "Dismiss message",
    ),
  );
}

/** What stands in the stream while a bot has not answered, or where it never did. */
export function attempt({ user, command, failed }) {
  return h(
    "article",
    { class: `message attempt${failed ? " failed" : ""}`, tabindex: "-1" },
    h(
      "div",
      { class: "reference" },
      avatar(user, "tiny"),
      h("span", { class: "name" }, user.name),
      h("span", {}, "used"),
      h("span", { class: "command" }, command),
    ),
    h(
      "div",
      { class: "message-main" },
      failed
        ? [
            h("p", { class: "failure" }, icon("alert"), failed),
            h(
              "p",
              { class: "privacy" },
              icon("eye"),
              h("span", {}, "Only you can see this ·"),
              h(
                "button",
                { type: "button", class: "linklike", data: { dismissAttempt: "" } },
                "Dismiss message",
              ),
            ),
          ]
        : h("p", { class: "thinking" }, "Sending command…"),
    ),
  );
}
