// Small popovers: the menus of a message and of a person, and a person's profile, with app commands.

import { $, avatar, fill, h, icon, place, rove } from "./dom.js";

function open(popover, anchor, ...children) {
  popover.hidePopover();
  fill(popover, ...children);
  popover.returnTo = anchor;
  popover.showPopover();
  place(popover, anchor);
  ($("[role=menuitem]", popover) || popover).focus();
}

/** An anchor where the pointer or the menu key points; the focus goes back to `owner`. */
export const spot = ({ clientX, clientY }, owner) => ({
  getBoundingClientRect: () => new DOMRect(clientX, clientY),
  focus: () => owner.focus(),
});

/** Arrow keys inside, and focus back where it came from. */
export function prepare(popover) {
  popover.tabIndex = -1;
  popover.addEventListener("keydown", (event) => {
    rove(event, [...popover.querySelectorAll("[role=menuitem]")]);
  });
  popover.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && [document.body, null].includes(document.activeElement)) {
      popover.returnTo?.focus();
    }
  });
}

function item(popover, label, glyph, action, language = null) {
  const choose = () => {
    popover.hidePopover();
    action();
  };
  return h(
    "button",
    { type: "button", role: "menuitem", class: "menu-item", tabindex: "-1", onclick: choose },
    h("span", { lang: language }, label),
    icon(glyph),
  );
}

function appCommands(popover, commands, app, run) {
  return h(
    "div",
    { role: "group", "aria-label": "Apps", class: "menu-group" },
    h("p", { class: "menu-heading" }, "Apps"),
    commands.length
      ? commands.map((command) =>
          item(popover, command.label, "app", () => run(command), command.language),
        )
      : h("p", { class: "empty" }, `${app} offers nothing here`),
  );
}

const copy = (text) => navigator.clipboard?.writeText(text);

function namedMenu(name) {
  const menu = $("#menu");
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", name);
  return menu;
}

export function messageMenu(anchor, message, { commands, app, run }) {
  const menu = namedMenu("Message");
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

/** What one can do with a person. There are no `commands` on a bot, as on Discord. */
const dealings = (popover, user, { commands, app, run, openDm }) =>
  [
    openDm && item(popover, "Message", "dm", openDm),
    !user.bot && appCommands(popover, commands, app, run),
  ].filter(Boolean);

const dealingsName = (user) => `What you can do with ${user.name}`;

export function userMenu(anchor, user, about) {
  const menu = namedMenu(dealingsName(user));
  open(
    menu,
    anchor,
    dealings(menu, user, about),
    h(
      "div",
      { role: "group", class: "menu-group" },
      item(menu, "Profile", "people", () => profile(anchor, user, about)),
      item(menu, "Copy user ID", "copy", () => copy(user.id)),
    ),
  );
}

export function profile(anchor, user, about) {
  const { roles } = about;
  const card = $("#profile");
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", `Profile of ${user.name}`);
  const offered = dealings(card, user, about);
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
    offered.length > 0 && h("div", { role: "menu", "aria-label": dealingsName(user) }, offered),
  );
}
