"""The records of the catalogue, as they stand in memory: frozen, typed, free of I/O.

Every record is read from one YAML file under `data/` and carries its own sources. A `Statement`
names the sources somebody read; a statement without one cannot be constructed by the catalogue.
Sentences in records are English; their translations stand in `data/translations/`.
"""

from bot.core.records.common import (
    Answer,
    Archived,
    Document,
    Event,
    Sentence,
    Source,
    SourceKind,
    Statement,
    When,
)
from bot.core.records.platforms import (
    FormField,
    Method,
    Operator,
    OptOut,
    Platform,
    Profile,
    Status,
    Training,
    Use,
    UseOf,
)
from bot.core.records.regions import (
    Asking,
    Authority,
    Caution,
    Counting,
    Family,
    FollowUp,
    Law,
    Period,
    PeriodOf,
    Region,
    Reply,
    Right,
    RightName,
    Window,
)
from bot.core.records.rumours import (
    Rumour,
)
from bot.core.records.tools import (
    Crawler,
    Tool,
)
from bot.core.records.topics import (
    Topic,
)

__all__ = [
    "Answer",
    "Archived",
    "Asking",
    "Authority",
    "Caution",
    "Counting",
    "Crawler",
    "Document",
    "Event",
    "Family",
    "FollowUp",
    "FormField",
    "Law",
    "Method",
    "Operator",
    "OptOut",
    "Period",
    "PeriodOf",
    "Platform",
    "Profile",
    "Region",
    "Reply",
    "Right",
    "RightName",
    "Rumour",
    "Sentence",
    "Source",
    "SourceKind",
    "Statement",
    "Status",
    "Tool",
    "Topic",
    "Training",
    "Use",
    "UseOf",
    "When",
    "Window",
]
