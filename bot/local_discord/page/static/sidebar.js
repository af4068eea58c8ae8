// What stands around the messages: servers, channels, members, and who one is.

import { $, avatar, h, icon } from "./dom.js";

const MAX_BADGE = 99;
const badge = (count) =>
  count > 0 && h("span", { class: "count" }, count > MAX_BADGE ? `${MAX_BADGE}+` : String(count));
const unreadText = (count) => (count ? `, ${count} unread` : "");
const initials = (name) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0])
    .slice(0, 3)
    .join("");

export function renderRail(store, go) {
  const here = store.guild;
  const dmCount = store.unread.get(store.dm) || 0;
  const entry = ({ label, current, count, face, channel }) =>
    h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: "server",
          title: label,
          "aria-label": `${label}${unreadText(count)}`,
          "aria-current": current ? "true" : null,
          onclick: () => go(channel),
        },
        face,
        badge(count),
      ),
    );
  $("#rail ul").replaceChildren(
    entry({
      label: "Direct messages",
      current: !here,
      count: dmCount,
      face: icon("dm"),
      channel: store.dm,
    }),
    h("li", { class: "rail-line", "aria-hidden": "true" }),
    ...store.guilds.map((guild) =>
      entry({
        label: guild.name,
        current: guild === here,
        face: initials(guild.name),
        channel: guild.channels[0].id,
        count: guild.channels.reduce((sum, { id }) => sum + (store.unread.get(id) || 0), 0),
      }),
    ),
  );
}

export function renderChannels(store, go) {
  const here = store.guild;
  $("#server-name").textContent = here ? here.name : "Direct messages";
  const rows = here
    ? here.channels.map(({ id, name }) => ({ id, name, face: icon("hash") }))
    : [{ id: store.dm, name: store.bot.name, face: avatar(store.bot, "small") }];
  $("#channels ul").replaceChildren(
    ...rows.map(({ id, name, face }) => {
      const count = store.unread.get(id) || 0;
      return h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            class: `channel${count ? " unread" : ""}`,
            "aria-current": id === store.channel ? "page" : null,
            "aria-label": `${name}${unreadText(count)}`,
            onclick: () => go(id),
          },
          face,
          h("span", {}, name),
          badge(count),
        ),
      );
    }),
  );
}

export function renderHeader(store) {
  const inGuild = store.guild !== null;
  $("#place-icon").replaceChildren(inGuild ? icon("hash") : icon("at"));
  $("#place-name").textContent = store.channelName;
  $("#place-topic").textContent = store.topic;
  $("#members-button").hidden = !inGuild;
  $("#offline").hidden = store.online;
  $("#offline-text").textContent =
    `${store.bot.name} is not connected. Commands get no answer until it is.`;
  document.title = `${inGuild ? "#" : "@"}${store.channelName} · Local Discord`;
}

/** Members under the role that stands highest, the bot under "Apps". */
export function renderMembers(store) {
  const groups = new Map();
  for (const member of store.guild ? store.membersHere : []) {
    const named = store.guild.roles.filter(
      (role) => member.roles.includes(role.id) && !role.managed,
    );
    const group = member.bot ? "Apps" : named.at(-1)?.name || "Members";
    groups.set(group, [...(groups.get(group) || []), member]);
  }
  $("#members").hidden = !store.guild;
  $("#member-groups").replaceChildren(
    ...[...groups].flatMap(([name, members]) => [
      h("h3", {}, `${name} — ${members.length}`),
      h(
        "ul",
        {},
        members.map((member) =>
          h(
            "li",
            {},
            h(
              "button",
              { type: "button", class: "member", data: { user: member.id } },
              avatar(member, member.bot && !store.online ? "away" : "online"),
              h("span", {}, member.name),
              member.bot && h("span", { class: "badge" }, "App"),
            ),
          ),
        ),
      ),
    ]),
  );
}

export function renderAccount(store, { become, speak }) {
  const choice = (value, label, chosen) => {
    const option = h("option", { value }, label);
    option.selected = value === chosen;
    return option;
  };
  $("#my-face").replaceChildren(avatar(store.me, "online"));
  const who = $("#who");
  who.replaceChildren(...store.people.map(({ id, name }) => choice(id, name, store.me.id)));
  who.onchange = () => become(who.value);
  const language = $("#language");
  language.replaceChildren(
    ...Object.entries(store.locales).map(([code, name]) => choice(code, name, store.me.locale)),
  );
  language.onchange = () => speak(language.value);
}
