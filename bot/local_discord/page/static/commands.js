// Application commands as the picker lists them.
// https://discord.com/developers/docs/interactions/application-commands

export const KIND = { slash: 1, user: 2, message: 3 };
export const OPTION = {
  command: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
};

/** Under its translated name, if it has one; `language` is null where nothing of it is translated. */
export function shown(thing, locale) {
  const label = thing.name_localizations?.[locale];
  const about = thing.description_localizations?.[locale];
  return {
    label: label || thing.name,
    about: about || thing.description,
    language: label || about ? locale : null,
  };
}

function leaves(node, path, label, locale) {
  const inner = (node.options || []).filter(
    ({ type }) => type === OPTION.command || type === OPTION.group,
  );
  if (inner.length) {
    return inner.flatMap((child) =>
      leaves(child, `${path} ${child.name}`, `${label} ${shown(child, locale).label}`, locale),
    );
  }
  return [
    {
      name: path,
      label,
      about: shown(node, locale).about,
      language: shown(node, locale).language,
      options: (node.options || []).map((option) => ({
        ...option,
        ...shown(option, locale),
        choices: (option.choices || []).map((choice) => ({ ...choice, ...shown(choice, locale) })),
      })),
    },
  ];
}

/** Every command a person can type, subcommands each on their own: {name, label, about, language, options}. */
export const slashCommands = (all, locale) =>
  all
    .filter(({ type = KIND.slash }) => type === KIND.slash)
    .flatMap((command) => leaves(command, command.name, shown(command, locale).label, locale))
    .sort((one, other) => one.label.localeCompare(other.label));

export const menuCommands = (all, kind, locale) =>
  all
    .filter(({ type }) => type === kind)
    .map((command) => ({ name: command.name, ...shown(command, locale) }));

/** Commands for what was typed after the slash: beginnings first, then words inside. */
export function matching(commands, typed) {
  const wanted = typed.toLowerCase().trimStart();
  const starts = commands.filter(({ label }) => label.toLowerCase().startsWith(wanted));
  const inside = commands.filter(
    (command) =>
      !starts.includes(command) &&
      `${command.label} ${command.about}`.toLowerCase().includes(wanted.trim()),
  );
  return wanted.includes(" ") ? starts : [...starts, ...inside];
}

/** The command a text begins with, by its shown or its own name, and the `rest` behind it; or null. */
export function startOfLine(commands, text) {
  const typed = text.slice(1).trimStart();
  for (const command of commands) {
    for (const head of [command.label, command.name]) {
      const rest = typed.slice(head.length);
      if (typed.toLowerCase().startsWith(head.toLowerCase()) && /^(?:\s|$)/.test(rest))
        return { command, rest: rest.trim() };
    }
  }
  return null;
}

/** The command a whole typed line begins with, when its options follow: "/policy show platform:x". */
export function commandOfLine(commands, line) {
  const start = startOfLine(commands, line);
  return start && /(?:^|\s)[\p{L}\p{N}_-]+:/u.test(start.rest) ? start.command : null;
}

const firstWord = (text) => text.trim().split(/\s/)[0].toLowerCase();

/** The subcommands of the command a text begins with: "/policy" is none by itself. */
export const familyOfLine = (commands, text) =>
  commands.filter(({ label, name }) =>
    [label, name].some((head) => firstWord(head) === firstWord(text.slice(1))),
  );
