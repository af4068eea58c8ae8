// Small popovers: the menu of a message and the profile of a person, each with its app commands.

import { $, avatar, fill, h, icon, place, rove } from "./dom.js";

function open(popover, anchor, ...children) {
  fill(popover, ...children);
  popover.returnTo = anchor;
  popover.showPopover();
  place(popover, anchor);
  $("[role=menuitem], button", popover)?.focus();
}

/** Arrow keys inside, and focus back where it came from. */
export function prepare(popover) {
  popover.addEventListener("keydown", (event) => {
    rove(event, [...popover.querySelectorAll("[role=menuitem]")]);
  });
  popover.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && [document.body, null].includes(document.activeElement)) {
      popover.returnTo?.focus();
    }
  });
}

function item(popover, label, glyph, action) {
  const choose = () => {
    popover.hidePopover();
    action();
  };
  return h(
    "button",
    { type: "button", role: "menuitem", class: "menu-item", tabindex: "-1", onclick: choose },
    h("span", {}, label),
    icon(glyph),
  );
}

function appCommands(popover, commands, app, run) {
  return h(
    "div",
    { role: "group", "aria-label": "Apps", class: "menu-group" },
    h("p", { class: "menu-heading" }, "Apps"),
    commands.length
      ? commands.map((command) => item(popover, command.label, "app", () => run(command)))
      : h("p", { class: "empty" }, `${app} offers nothing here`),
  );
}

export function messageMenu(anchor, message, { commands, app, run }) {
  const menu = $("#menu");
  const copy = (text) => navigator.clipboard?.writeText(text);
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", "Message");
  open(
    menu,
    anchor,
    appCommands(menu, commands, app, run),
    h(
      "div",
      { role: "group", class: "menu-group" },
      item(menu, "Copy text", "copy", () => copy(message.content)),
      item(menu, "Copy message ID", "copy", () => copy(message.id)),
    ),
  );
}

export function profile(anchor, user, { roles, commands, app, run, openDm }) {
  const card = $("#profile");
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", `Profile of ${user.name}`);
  open(
    card,
    anchor,
    h("div", { class: `profile-banner${user.bot ? " app" : ""}` }),
    h(
      "div",
      { class: "profile-head" },
      avatar(user, "large"),
      h("h2", {}, user.name, user.bot && h("span", { class: "badge" }, "App")),
      h("p", { class: "muted" }, user.bot ? "Application" : user.username),
    ),
    roles.length > 0 &&
      h(
        "ul",
        { class: "roles", "aria-label": "Roles" },
        roles.map((role) => h("li", {}, role.name)),
      ),
    h(
      "div",
      { role: "menu", "aria-label": `What you can do with ${user.name}` },
      openDm && item(card, "Message", "dm", openDm),
      appCommands(card, commands, app, run),
    ),
  );
}
