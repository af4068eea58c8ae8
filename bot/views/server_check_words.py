"""What each finding of `/settings check` says.

Sources: Discord's developer documentation (permissions: bitwise permission flags; guild: guild
features, widget; webhook) and its help pages on moderating apps and on channel permissions.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.i18n import N_

if TYPE_CHECKING:
    from bot.core.server_check import FindingKind

TITLES: MappingProxyType[FindingKind, str] = MappingProxyType(
    {
        "external-apps": N_("Apps that members bring along"),
        "history": N_("Earlier pictures"),
        "viewing": N_("New pictures"),
        "discoverable": N_("Listed in Discord's directory"),
        "preview": N_("A look inside before joining"),
        "custom-link": N_("An invite of this server's own"),
        "widget": N_("The widget on websites"),
        "invites": N_("Who may invite"),
        "announcements": N_("Channels that other servers can follow"),
        "webhooks": N_("Who may make webhooks"),
        "administrators": N_("Administrators"),
        "add-apps": N_("Who may add apps"),
        "change-rights": N_("Who may change permissions"),
        "apps-everything": N_("Apps that may do everything"),
        "apps-beyond": N_("Apps in channels that not everyone reads"),
        "apps-rights": N_("Apps that may change the server"),
    }
)

OPEN: MappingProxyType[FindingKind, str] = MappingProxyType(
    {
        "external-apps": N_(
            "Members can use apps that they added to their own account and that nobody added to "
            "this server. Used on a message, such an app receives that message with its pictures. "
            "For these members it may also answer where everybody reads it:"
        ),
        "history": N_(
            "Pictures may stand in these channels: members may attach files there, or only a few "
            "may write. These people read back to the first message, and so does whoever gets the "
            "role later:"
        ),
        "viewing": N_(
            "Pictures may stand in these channels: members may attach files there, or only a few "
            "may write. New messages are seen, earlier ones not:"
        ),
        "discoverable": N_(
            "Anybody on Discord can find this server in the public directory and join it."
        ),
        "preview": N_(
            "Who has not joined, or has not accepted the rules yet, may look at what everyone sees."
        ),
        "custom-link": N_(
            "This server has an invite link with a name of its own. It does not expire, and "
            "whoever knows or guesses it can join."
        ),
        "widget": N_(
            "Anybody, without an account, can ask Discord for this server's name, some of the "
            "members who are online, the voice channels that everyone sees, and an invite if a "
            "channel is set for it."
        ),
        "invites": N_(
            "These can let in others, who then see what everyone sees. The channels are those that "
            "they can invite to:"
        ),
        "announcements": N_(
            "Whoever sees an announcement channel can have it followed by a server in which they "
            "may make webhooks. What is published in it is then copied there, pictures included:"
        ),
        "webhooks": N_(
            "A webhook is an address through which any program can post in a channel, under any "
            "name and picture. These can make such addresses, and read those that there are:"
        ),
        "administrators": N_(
            "These see every channel, whatever it forbids, and can change everything:"
        ),
        "add-apps": N_(
            "Manage Server lets somebody add apps. An added app sees the channels that everyone "
            "sees, and what else its role allows:"
        ),
        "change-rights": N_(
            "These can open channels and change roles below their own highest one, as far as "
            "their own permissions go:"
        ),
        "apps-everything": N_(
            "These apps have Administrator. They see every channel, whatever it forbids:"
        ),
        "apps-beyond": N_(
            "These apps read channels, back to the first message, that not everyone reads. Whether "
            "they receive texts and pictures stands in their profile under Data Access:"
        ),
        "apps-rights": N_("These apps have permissions with which they can open what is closed:"),
    }
)

SWITCH: MappingProxyType[FindingKind, str] = MappingProxyType(
    {
        "external-apps": N_(
            "Server Settings, Roles, the role, Permissions: Use External Apps. For one channel: "
            "Edit Channel, Permissions: Use External Apps."
        ),
        "history": N_(
            "Edit Channel, Permissions: View Channel, or Read Message History. For all channels: "
            "Server Settings, Roles, the role, Permissions."
        ),
        "viewing": N_("Edit Channel, Permissions: View Channel."),
        "discoverable": N_("Server Settings, Discovery; in newer versions of Discord: Access."),
        "preview": N_(
            "Server Settings, Roles, @everyone, Permissions: View Channels; then give the channels "
            "with pictures to a role."
        ),
        "custom-link": N_("Server Settings, Custom Invite Link, once called Vanity URL."),
        "widget": N_("Server Settings, Widget; in newer versions of Discord: Engagement."),
        "invites": N_(
            "Server Settings, Roles, the role, Permissions: Create Invite. For one channel: Edit "
            "Channel, Permissions. Invites that exist: Server Settings, Invites, where all can be "
            "paused."
        ),
        "announcements": N_(
            "Edit Channel, Overview: Announcement Channel. Or leave messages with pictures "
            "unpublished."
        ),
        "webhooks": N_(
            "Server Settings, Roles, the role, Permissions: Manage Webhooks. For one channel: Edit "
            "Channel, Permissions. Webhooks that exist: Server Settings, Integrations."
        ),
        "administrators": N_("Server Settings, Roles, the role, Permissions: Administrator."),
        "add-apps": N_("Server Settings, Roles, the role, Permissions: Manage Server."),
        "change-rights": N_(
            "Server Settings, Roles, the role, Permissions: Manage Roles. For one channel: Edit "
            "Channel, Permissions: Manage Permissions."
        ),
        "apps-everything": N_(
            "Server Settings, Roles, the app's role, Permissions: Administrator. Or remove the "
            "app: Server Settings, Integrations."
        ),
        "apps-beyond": N_(
            "Edit Channel, Permissions, the app or its role: View Channel. Or remove the app: "
            "Server Settings, Integrations."
        ),
        "apps-rights": N_(
            "Server Settings, Roles, the app's role, Permissions. Or remove the app: Server "
            "Settings, Integrations."
        ),
    }
)

PREVENTS: MappingProxyType[FindingKind, str] = MappingProxyType(
    {
        "external-apps": N_("What such apps answer is seen by the member alone who used them."),
        "history": N_(
            "Without View Channel they see nothing of the channel. Without Read Message History "
            "they see only what is posted while they are there."
        ),
        "viewing": N_("They see nothing of the channel."),
        "discoverable": N_("Strangers find the server there no more."),
        "preview": N_("Who only looks in sees no channel with pictures."),
        "custom-link": N_("Nobody joins by that link any more."),
        "widget": N_("Discord gives none of that to outsiders, and the widget's invite ends."),
        "invites": N_("They make no new invites."),
        "announcements": N_("Nothing new is copied to other servers."),
        "webhooks": N_("They make no new webhooks and change none."),
        "administrators": N_("What channels forbid then holds for them too."),
        "add-apps": N_("They add no apps and change no settings of the server."),
        "change-rights": N_("They cannot open by themselves what is closed."),
        "apps-everything": N_("The app then sees what its role and everyone's allow it."),
        "apps-beyond": N_("The app sees no more of these channels."),
        "apps-rights": N_("The app can no longer change roles, webhooks or the server."),
    }
)

DOES_NOT: MappingProxyType[FindingKind, str] = MappingProxyType(
    {
        "external-apps": N_(
            "The app can still be used here, and still receives the message and its pictures. The "
            "switch takes away the public answer only. Apps that were added to this server are not "
            "touched by it."
        ),
        "history": N_(
            "Whoever still sees a picture can save it. What was saved before stays saved."
        ),
        "viewing": N_("Whoever still sees a picture can save it."),
        "discoverable": N_(
            "Who has joined stays, and invites go on working. What newcomers see is decided by the "
            "channels' permissions."
        ),
        "preview": N_("Who joins and gets the role sees the channels, and can save what is there."),
        "custom-link": N_("Other invites go on working, and who has joined stays."),
        "widget": N_("The widget never shows messages or pictures, so none of them is safer."),
        "invites": N_(
            "Invites that exist go on working until they expire or are deleted. What newcomers see "
            "is decided by the channels' permissions."
        ),
        "announcements": N_("What other servers have received is not taken back."),
        "webhooks": N_(
            "Webhooks that exist go on working. A webhook only posts: it reads nothing and carries "
            "no picture out. What it can do is pass for somebody else."
        ),
        "administrators": N_("The server's owner sees everything in any case."),
        "add-apps": N_("Apps that were added stay until they are removed."),
        "change-rights": N_("Administrators and the owner can do it in any case."),
        "apps-everything": N_("What the app has received before is with those who run it."),
        "apps-beyond": N_(
            "It goes on seeing what everyone sees. What it has received before is with those who "
            "run it."
        ),
        "apps-rights": N_("It goes on seeing what it sees; that is decided by other permissions."),
    }
)
