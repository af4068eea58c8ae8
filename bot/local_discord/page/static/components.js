// A message's components, first and second version, and the select menus modals share with them.
// https://discord.com/developers/docs/components/reference

import { avatar, emoji, h, icon, link, safeUrl } from "./dom.js";
import { accent } from "./embed.js";
import { markdown } from "./markdown.js";
import { covered, fileCard, gallery, picture } from "./media.js";
import { SelectMenu } from "./select.js";

export const TYPE = {
  row: 1,
  button: 2,
  string: 3,
  text: 4,
  user: 5,
  role: 6,
  mentionable: 7,
  channel: 8,
  section: 9,
  display: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  upload: 19,
  radio: 21,
  checks: 22,
  check: 23,
};
export const SELECTS = [TYPE.string, TYPE.user, TYPE.role, TYPE.mentionable, TYPE.channel];
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 6: "primary" };
const LINK = 5;

/**
 * One component. `context`: {names, lists, press(component), select(component, values)}, where `lists`
 * offers users(), roles() and channels(types) of the place it is shown in.
 */
export function component(data, context) {
  const make = MAKERS[data.type];
  return make
    ? make(data, context)
    : h("p", { class: "unknown" }, `Component of type ${data.type}`);
}

export const components = (list, context) => list.map((data) => component(data, context));

const MAKERS = {
  [TYPE.row]: (data, context) => h("div", { class: "row" }, components(data.components, context)),
  [TYPE.button]: button,
  [TYPE.section]: section,
  [TYPE.display]: (data, { names }) =>
    h("div", { class: "markdown" }, markdown(data.content, names)),
  [TYPE.thumbnail]: (data) =>
    picture({ ...media(data.media), ...captions(data), kind: "thumbnail" }),
  [TYPE.gallery]: (data) => gallery(data.items),
  [TYPE.file]: (data) =>
    fileCard({ url: data.file.url, name: data.name, size: data.size, spoiler: data.spoiler }),
  [TYPE.separator]: separator,
  [TYPE.container]: container,
  ...Object.fromEntries(SELECTS.map((type) => [type, messageSelect])),
};

const media = ({ url, width, height }) => ({ url, width, height });
const captions = ({ description, spoiler }) => ({ description, spoiler });

function button(data, context) {
  const face = [emoji(data.emoji), data.label && h("span", {}, data.label)];
  const name = data.label ? null : data.emoji?.name || "Button";
  if (data.style === LINK) {
    const href = safeUrl(data.url);
    const attributes = { class: "button secondary", "aria-label": name };
    if (!href || data.disabled)
      return h("button", { ...attributes, type: "button", disabled: true }, face);
    return link(href, { ...attributes, title: data.url }, face, icon("outside"));
  }
  return h(
    "button",
    {
      type: "button",
      class: `button ${STYLES[data.style] || "secondary"}`,
      disabled: data.disabled,
      "aria-label": name,
      data: { customId: data.custom_id || "" },
      onclick: (event) => context.press(data, event.currentTarget),
    },
    face,
  );
}

function section(data, context) {
  return h(
    "div",
    { class: "section" },
    h("div", { class: "section-text" }, components(data.components, context)),
    h("div", { class: "section-accessory" }, component(data.accessory, context)),
  );
}

function separator(data) {
  const wide = data.spacing === 2 ? "wide" : "";
  return data.divider === false ? h("div", { class: `gap ${wide}` }) : h("hr", { class: wide });
}

function container(data, context) {
  const node = h("div", { class: "container" }, components(data.components, context));
  accent(node, data.accent_color);
  if (Number.isInteger(data.accent_color)) node.classList.add("accented");
  return data.spoiler ? covered(node) : node;
}

const userOption = (user) => ({ label: user.name, value: user.id, picture: avatar(user, "tiny") });
const roleOption = (role) => ({ label: `@${role.name}`, value: role.id });
const channelOption = (channel) => ({ label: `#${channel.name}`, value: channel.id });

export function selectOptions(data, lists) {
  switch (data.type) {
    case TYPE.user:
      return lists.users().map(userOption);
    case TYPE.role:
      return lists.roles().map(roleOption);
    case TYPE.channel:
      return lists.channels(data.channel_types).map(channelOption);
    case TYPE.mentionable:
      return [...lists.users().map(userOption), ...lists.roles().map(roleOption)];
    default:
      return data.options;
  }
}

/** What a select menu has chosen before anyone touches it. */
export function preselected(data) {
  if (data.type !== TYPE.string) return (data.default_values || []).map(({ id }) => id);
  return data.options.filter((option) => option.default).map((option) => option.value);
}

function messageSelect(data, context) {
  const menu = new SelectMenu({
    options: selectOptions(data, context.lists),
    chosen: preselected(data),
    customId: data.custom_id,
    placeholder: data.placeholder ?? undefined,
    min: data.min_values ?? 1,
    max: data.max_values ?? 1,
    disabled: data.disabled,
    onchange: (values) => context.select(data, values, menu.node),
  });
  return menu.node;
}
