// Puts the page together: state from the server, what the person does, what the world reports.

import { $, announce, place } from "./dom.js";
import { Api } from "./api.js";
import { Composer } from "./composer.js";
import { reveal } from "./markdown.js";
import { messageMenu, prepare, profile, spot, userMenu } from "./menus.js";
import { openModal } from "./modal.js";
import * as sidebar from "./sidebar.js";
import { Store } from "./store.js";
import { Stream } from "./stream.js";
import { keepRelativeTimesFresh } from "./time.js";
import { renderTryout } from "./tryout.js";

const SILENT = "The application did not respond";
const query = new URLSearchParams(location.search);
const api = new Api(query.get("as"));
const store = new Store();
const { names, lists } = store;

const stream = new Stream(store, {
  names,
  lists,
  find: (id) => store.message(id),
  command: (name) => store.command(name),
  press: (message, data, button) =>
    use(message, button, () =>
      api.act("press", { message: message.id, custom_id: data.custom_id }),
    ),
  select: (message, data, values, node) =>
    use(message, node, () =>
      api.act("select", { message: message.id, custom_id: data.custom_id, values }),
    ),
  dismiss: (message) => {
    store.dismiss(message.id);
    stream.remove(message.id);
  },
});

const composer = new Composer({
  commands: () => store.slash,
  app: () => store.bot,
  language: () => store.language,
  lists,
  say: (content) => quietly(() => api.act("say", { channel: store.channel, content })),
  run: (command, values) => slash(command.name, `/${command.label}`, values),
  runLine: (command, line) => slash(canonical(command, line), `/${command.label}`),
  complete: async (command, option, value, values) => {
    const asked = {
      channel: store.channel,
      line: command.name,
      focused: option.name,
      value,
      values: texts(values),
    };
    try {
      return (await api.act("complete", asked)).choices;
    } catch {
      return [];
    }
  },
});

/** A typed line may use the command's translated name; the server knows the original. */
const canonical = (command, line) => {
  const rest = line.slice(1).trimStart();
  return rest.toLowerCase().startsWith(command.label.toLowerCase())
    ? `/${command.name}${rest.slice(command.label.length)}`
    : line;
};

const isFile = (value) => value instanceof File;
const texts = (values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isFile(value)));
const files = (values) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => isFile(value))
      .map(([name, file]) => [name, [file]]),
  );

// --- what the person does --------------------------------------------------------------------

async function quietly(act) {
  try {
    await act();
    return null;
  } catch (problem) {
    return problem.message;
  }
}

/** Runs a command with its line in the stream until the bot answers. Answers with a refusal, or null. */
async function command(label, act) {
  const done = stream.sending(store.me, label);
  try {
    form(await act());
    done();
    return null;
  } catch (problem) {
    if (problem.kind !== "silent") {
      done();
      return problem.message;
    }
    done(SILENT);
    announce(SILENT);
    return null;
  }
}

function slash(line, label, values = {}) {
  const body = { channel: store.channel, line, values: texts(values) };
  return command(label, () => api.act("slash", body, files(values)));
}

/** A press or a choice: the control is busy until the bot answers, and says so if it does not. */
async function use(message, control, act) {
  control.classList.add("busy");
  try {
    form(await act());
  } catch (problem) {
    const text = problem.kind === "silent" ? "This interaction failed" : problem.message;
    stream.failed(message.id, text);
    announce(text);
  } finally {
    control.classList.remove("busy");
  }
}

function form({ modal, interaction }) {
  if (!modal) return;
  openModal(modal, {
    app: store.bot.name,
    language: store.language,
    names,
    lists,
    submit: async (values, uploads) => {
      try {
        form(await api.act("submit", { interaction, values }, uploads));
        return null;
      } catch (problem) {
        return problem.kind === "silent" ? "Something went wrong. Try again." : problem.message;
      }
    },
  });
}

function openMessageMenu(anchor, id) {
  const message = store.message(id);
  if (!message) return;
  messageMenu(anchor, message, {
    app: store.bot.name,
    commands: store.messageCommands,
    run: ({ name, label }) =>
      command(label, () => api.act("message_menu", { name, message: id })).then(tell),
  });
}

/** `show`: `profile` or `userMenu`. */
function openPerson(show, anchor, id) {
  const user = names.user(id);
  if (!user) return;
  const held = user.roles || [];
  show(anchor, user, {
    app: store.bot.name,
    roles: lists.roles().filter((role) => held.includes(role.id) && !role.managed),
    commands: store.userCommands,
    run: ({ name, label }) =>
      command(label, () => api.act("user_menu", { name, target: id, channel: store.channel })).then(
        tell,
      ),
    openDm: user.id === store.bot.id && store.channel !== store.dm && (() => visit(store.dm)),
  });
}

const tell = (problem) => {
  $("#composer-problem").textContent = problem || "";
};

// --- where the person is ---------------------------------------------------------------------

let turn = Promise.resolve();
/** Going somewhere and hearing of changes take turns, so that no change falls between two views. */
function inTurn(act) {
  turn = turn.then(act).catch((problem) => tell(problem.message));
  return turn;
}

/** Goes to a channel, and to a message there if one is named. */
const visit = (channel, message) =>
  inTurn(async () => {
    if (!store.knowsChannel(channel)) return tell("You have no access to what this link leads to.");
    if (!message || channel !== store.channel) await go(channel);
    point(message);
  });

function point(message) {
  if (message && !stream.show(message)) tell("The message this link leads to is gone.");
}

async function go(channel, { keep = false } = {}) {
  store.enter(channel, await api.place(channel));
  const address = new URLSearchParams({ as: store.me.id, in: channel });
  history[keep ? "replaceState" : "pushState"](null, "", `/?${address}`);
  showSide(false);
  render();
  stream.open();
  composer.reset({ placeholder: `Message ${store.guild ? "#" : "@"}${store.channelName}` });
  if (matchMedia("(min-width: 60rem)").matches) $("#entry").focus();
}

function render() {
  sidebar.renderRail(store, visit);
  sidebar.renderChannels(store, visit);
  sidebar.renderHeader(store);
  sidebar.renderMembers(store);
}

async function refresh() {
  store.update(await api.state());
  document.documentElement.dataset.locale = store.me.locale;
  sidebar.renderAccount(store, {
    become: (id) => location.assign(`/?${new URLSearchParams({ as: id })}`),
    speak: (locale) =>
      inTurn(async () => {
        await api.act("locale", { locale });
        await again();
      }),
  });
  renderTryout(store, async (action, body) => {
    await api.act(action, body);
  });
}

/** Looks at everything anew. */
async function again() {
  await refresh();
  if (!store.knowsChannel(store.channel)) return go(store.firstChannel, { keep: true });
  store.enter(store.channel, await api.place(store.channel));
  render();
  return stream.open();
}

// --- what the world reports ------------------------------------------------------------------

const HEARD = {
  message_create: ({ message }) => {
    if (message.channel_id === store.channel) {
      store.put(message);
      stream.put(message);
    } else if (message.author.id !== store.me.id) {
      store.unread.set(message.channel_id, (store.unread.get(message.channel_id) || 0) + 1);
      if (message.channel_id === store.dm) announce(`New direct message from ${store.bot.name}`);
      render();
    }
  },
  message_update: ({ message }) => {
    if (message.channel_id !== store.channel || !store.message(message.id)) return;
    store.put(message);
    stream.put(message);
  },
  message_delete: ({ message }) => {
    store.remove(message.id);
    stream.remove(message.id);
  },
  commands_update: async () => store.enter(store.channel, await api.place(store.channel)),
  presence: ({ online }) => {
    store.online = online;
    render();
  },
  places_update: () => refresh().then(render),
};

// --- clicks and keys that belong to the whole page -------------------------------------------

function clicked(event) {
  const target = event.target.closest(
    "[data-tools], [data-user], [data-channel], [data-command], [data-spoiler], [data-dismiss-attempt]",
  );
  if (!target) return;
  const { tools, user, channel, at, command: name, spoiler, dismissAttempt } = target.dataset;
  if (spoiler !== undefined) {
    event.preventDefault();
    reveal(target);
  } else if (tools) openMessageMenu(target, tools);
  else if (user) openPerson(profile, target, user);
  else if (channel) visitLinked(event, channel, at);
  else if (name) composer.choose(name);
  else if (dismissAttempt !== undefined) target.closest(".message").remove();
}

function keyed(event) {
  const { target, key } = event;
  if (target.matches("[data-spoiler]") && (key === "Enter" || key === " ")) {
    event.preventDefault();
    reveal(target);
  } else if (target.matches(".message[data-message]") && key === "Enter") {
    // Else this Enter would also choose what the menu focuses.
    event.preventDefault();
    openMessageMenu($("[data-tools]", target), target.dataset.message);
  }
}

/** A click on a mention or link of a channel; with a key held, a link opens another tab as ever. */
function visitLinked(event, channel, message) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  visit(channel, message);
}

/** The pointer's second button, the menu key and Shift+F10 all come as this. */
function contextMenu(event) {
  const { target } = event;
  const owner = target.closest("[data-user], .message[data-message]");
  if (!owner) return;
  const { user, message } = owner.dataset;
  if (!user && (target.closest("a, img, input, textarea") || !getSelection().isCollapsed)) return;
  event.preventDefault();
  const anchor = spot(event, owner);
  if (user) openPerson(userMenu, anchor, user);
  else openMessageMenu(anchor, message);
}

/** Only a narrow screen hides the side. */
function showSide(open) {
  if (open === document.body.classList.contains("menu-open")) return;
  document.body.classList.toggle("menu-open", open);
  $("#menu-button").setAttribute("aria-expanded", String(open));
  (open ? $("#rail button") : $("#menu-button")).focus();
}

function wire() {
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", keyed);
  document.addEventListener("contextmenu", contextMenu);
  for (const id of ["#menu", "#profile", "#tryout"]) prepare($(id));
  $("#tryout").addEventListener(
    "toggle",
    (event) =>
      event.newState === "open" && place($("#tryout"), $("#tryout-button"), { above: true }),
  );
  $("#menu-button").addEventListener("click", () => showSide(true));
  $("#shade").addEventListener("click", () => showSide(false));
  $("#side").addEventListener("keydown", (event) => event.key === "Escape" && showSide(false));
  $("#members-button").addEventListener("click", () => {
    const hidden = document.body.classList.toggle("no-members");
    $("#members-button").setAttribute("aria-pressed", String(!hidden));
  });
  addEventListener("popstate", () => {
    const channel = new URLSearchParams(location.search).get("in");
    if (store.knowsChannel(channel)) inTurn(() => go(channel, { keep: true }));
  });
}

async function start() {
  wire();
  keepRelativeTimesFresh();
  await refresh();
  await api.listen(
    (change) => inTurn(() => HEARD[change.type]?.(change)),
    () => inTurn(again),
  );
  const asked = query.get("in");
  await inTurn(async () => {
    await go(store.knowsChannel(asked) ? asked : store.firstChannel, { keep: true });
    point(query.get("at"));
  });
  document.body.dataset.ready = "";
}

start().catch((problem) => {
  $("#offline").hidden = false;
  $("#offline-text").textContent = problem.message;
});
