"""Discord's numbers, each with where it comes from.

"API" is Discord's OpenAPI description of its HTTP API v10; "docs" its developer documentation.
"""

CHOICES = 25
"""Autocomplete choices in one answer (docs, interactions: autocomplete)."""

CHOICE_NAME = 100
"""Characters of a choice's name and of a string value (docs, application command option choice)."""

CUSTOM_ID = 100
"""Characters of a component's custom_id (docs, component reference)."""

BUTTON_LABEL = 80
"""Characters of a button's label (docs, component reference: 34 to 38 are shown in full)."""

SELECT_OPTIONS = 25
"""Options of a string select (docs, component reference)."""

CHECKBOXES = 10
"""Options of a checkbox group (docs, component reference)."""

TEXT = 4000
"""Characters of all text displays of one message (docs, components v2)."""

FILE_DESCRIPTION = 1024
"""Characters of an attachment's description and of a picture's in a gallery (API)."""

MODAL_TITLE = 45
"""Characters of a modal's title (docs, interaction response: modal)."""

LABEL = 45
LABEL_DESCRIPTION = 100
"""Characters of a label and its description in a modal (docs, component reference)."""

PLACEHOLDER = 100
"""Characters of a text input's placeholder (docs, component reference)."""

MODAL_INPUT = 4000
"""Characters of a text input (docs, component reference)."""

DM_CLOSED = frozenset({50007, 50278, 10013, 50033})
"""Error codes that mean: this person takes no direct messages from us. 50007: closed or blocked;
50278: no server in common; 10013, 50033: there is no such person any more (docs, opcodes and status
codes: JSON error codes)."""

NO_MEMBER = frozenset({10007, 10013})
"""Error codes that mean: this person is not in the server. 10007: unknown member; 10013: unknown
user (docs, opcodes and status codes: JSON error codes)."""

NO_CHAT = DM_CLOSED | {10003, 50001}
"""Error codes that mean: there is no chat with this person that could be read. 10003: unknown
channel; 50001: missing access (docs, opcodes and status codes: JSON error codes)."""

NO_SERVER = frozenset({10004, 50001})
"""Error codes that mean: Tern is not in this server. 10004: unknown guild; 50001: missing access
(docs, opcodes and status codes: JSON error codes)."""

MEMBERS_ASKED = 100
"""User ids in one "Request Guild Members" (docs, gateway events)."""

TOKEN_ENDED = frozenset({10015, 10062, 50027})
"""Error codes that mean: this interaction takes no more answers. 10015: unknown webhook; 10062:
unknown interaction; 50027: invalid webhook token (docs, opcodes and status codes)."""

NO_MESSAGE = 10008
"""Error code that means: there is no such message, or no more (docs, opcodes and status codes)."""

ANSWERED = 40060
"""Error code that means: this interaction has its first answer already (docs, opcodes and status
codes)."""

INVALID_FORM = 50035
"""Error code: what was sent is not as it has to be; an edit that keeps a file which is not there
any more (docs, opcodes and status codes: JSON error codes)."""
