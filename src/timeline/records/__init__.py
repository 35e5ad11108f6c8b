"""The nouns of the house: all that crosses a border between packages."""

from .article import Article, Block, BlockKind, DateClue, Draft, PublishedBasis, Reject, Sentence
from .base import Record, Span
from .event import (
    Actor,
    ActorKind,
    Attribution,
    Conflict,
    ConflictValue,
    Event,
    EventMention,
    EventType,
    Party,
    Place,
    Quantity,
    Role,
    Status,
)
from .quality import Finding, FindingCode, Severity
from .timex import Basis, Grain, Mod, TimeMention, TimexType
from .token import Token

__all__ = [
    "Actor",
    "ActorKind",
    "Article",
    "Attribution",
    "Basis",
    "Block",
    "BlockKind",
    "Conflict",
    "ConflictValue",
    "DateClue",
    "Draft",
    "Event",
    "EventMention",
    "EventType",
    "Finding",
    "FindingCode",
    "Grain",
    "Mod",
    "Party",
    "Place",
    "PublishedBasis",
    "Quantity",
    "Record",
    "Reject",
    "Role",
    "Sentence",
    "Severity",
    "Span",
    "Status",
    "TimeMention",
    "TimexType",
    "Token",
]
