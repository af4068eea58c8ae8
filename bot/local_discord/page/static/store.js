// What the page knows: who, where, and the messages of the places that were opened.

import { KIND, menuCommands, slashCommands } from "./commands.js";

const TEXT = 0;

export class Store {
  #messages = new Map();
  #dismissed = new Set();
  unread = new Map();
  commandsHere = [];
  language = null;
  channel = null;

  /** Takes the server's view of everything around the messages. */
  update(state) {
    Object.assign(this, {
      me: state.me,
      people: state.people,
      bot: state.bot,
      online: state.online,
      locales: state.locales,
      guilds: state.guilds,
      dm: state.dm,
      closedDms: state.closed_dms,
    });
  }

  get guild() {
    return (
      this.guilds.find(({ channels }) => channels.some(({ id }) => id === this.channel)) || null
    );
  }

  get channelName() {
    const found = this.guild?.channels.find(({ id }) => id === this.channel);
    return found ? found.name : this.bot.name;
  }

  get topic() {
    return this.guild?.channels.find(({ id }) => id === this.channel)?.topic || "";
  }

  knowsChannel(id) {
    return (
      id === this.dm ||
      this.guilds.some(({ channels }) => channels.some((channel) => channel.id === id))
    );
  }

  /** Where to begin: the first server's "general", else its first channel, else the bot's DM. */
  get firstChannel() {
    const channels = this.guilds[0]?.channels || [];
    return (channels.find(({ name }) => name === "general") || channels[0])?.id || this.dm;
  }

  enter(channel, { messages, commands, language }) {
    this.channel = channel;
    this.language = language;
    this.commandsHere = commands;
    this.unread.delete(channel);
    this.#messages = new Map(messages.map((message) => [message.id, message]));
  }

  get messages() {
    return [...this.#messages.values()].filter(({ id }) => !this.#dismissed.has(id));
  }

  message(id) {
    return this.#dismissed.has(id) ? undefined : this.#messages.get(id);
  }

  put(message) {
    if (message.channel_id === this.channel) this.#messages.set(message.id, message);
  }

  remove(id) {
    this.#messages.delete(id);
  }

  dismiss(id) {
    this.#dismissed.add(id);
  }

  get slash() {
    return slashCommands(this.commandsHere, this.me.locale);
  }

  get userCommands() {
    return menuCommands(this.commandsHere, KIND.user, this.me.locale);
  }

  get messageCommands() {
    return menuCommands(this.commandsHere, KIND.message, this.me.locale);
  }

  /** The command of this whole name, as it is offered here; undefined where it is not. */
  command(name) {
    const all = [...this.slash, ...this.userCommands, ...this.messageCommands];
    return all.find((command) => command.name === name);
  }

  get membersHere() {
    return this.guild ? this.guild.members : [this.me, this.bot];
  }

  /** Names of ids, for mentions: the ones of this server before all others. */
  names = {
    user: (id) => [...this.membersHere, ...this.people, this.bot].find((user) => user.id === id),
    role: (id) => this.guild?.roles.find((role) => role.id === id),
    channel: (id) =>
      this.guilds.flatMap(({ channels }) => channels).find((channel) => channel.id === id),
  };

  /** What select menus and command options offer here. */
  lists = {
    users: () => this.membersHere,
    roles: () => this.guild?.roles || [],
    channels: (kinds) =>
      (this.guild?.channels || []).filter(
        ({ type }) => !kinds?.length || kinds.includes(type ?? TEXT),
      ),
  };
}
