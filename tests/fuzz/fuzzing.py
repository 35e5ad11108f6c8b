"""One input out of a number: a seed that was changed at random. Whatever it is, it must be read or refused, and found in truly.

The same number always gives the same input, so that a failure can be looked at again: `python -m tests.fuzz --only NUMBER`.
"""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date

import timeline
from timeline.pipeline.ingestion import ingest
from timeline.readers import Limits, Options, read
from timeline.readers.decode import normalise
from timeline.records import Draft, EventMention, Reject, Span, TimeMention

from .seeds import files, languages, sentences

TIMES, EVENTS = 0.2, 0.12
"""The shares of inputs that are texts for `find_times` and `find_events`; the others are files."""
OPTIONS = Options(limits=Limits(article_bytes=1 << 20, document_bytes=1 << 22, file_bytes=1 << 22))
PUBLISHED = (None, date(2024, 5, 13), date(2024, 2, 29), date(1900, 1, 1), date(1500, 1, 1), date(2999, 12, 31))
TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        * "\0\t\n\r\x1b\x85\ud800\ufeff\u202e\u2028\u0301éß€𝔸<>&;:,|\"'{}[]()#-=_*`/\\%0", "\r\n\r\n", "<![CDATA[",
        "]]>", "<!--", "-->", "<script>", "</p>", "<p>", "<table>", "&#0;", "&#x110000;", "&amp;lt;", "<!DOCTYPE a [",
        "null", "true", "1e999", "-1", "99999999999999999999", '{"text":', "[[[[[[", '"text"', "\\u0000", "\\ud800",
        "From ", "\n\nFrom x\n", "Content-Type: multipart/mixed; boundary=x\n\n", "--x\n",
        "Content-Transfer-Encoding: base64\n", "=?utf-8?q?", "=?x?b?//?=", "WARC/1.0\r\n",
        "Content-Length: 99999999999\r\n", "HTTP/1.1 200 OK\r\n", "Transfer-Encoding: chunked\r\n", "PK\3\4",
        "PK\5\6", "---\n", "+++\n", "../", "/etc/passwd", "a" * 300, "1" * 5000, "<b>" * 300, "(" * 300, "2024-02-31",
        "0000-00-00", "9999-12-31", "31/02/2024", "24:60", "lundi ", "Monday ", "mai 2024", "le 1er janvier ",
        "il y a 99999999999 ans", "in 10,000,000 years", "hier", "tomorrow", "du 3 au ", "between ", "between 1 and ",
        " siècle", "s ", "«", "»", "“", "”", "M. ", "U.S. ", ">> ",
    )
)  # fmt: skip


def check(number: int) -> str:
    """Makes input `number` and uses it. Returns what came of it, to be counted; raises AssertionError, or what a fault raises."""
    chance = random.Random(number)
    kind = chance.random()
    if kind < TIMES:
        return _times(chance)
    return _events(chance) if kind < TIMES + EVENTS else _file(chance)


def _file(chance: random.Random) -> str:
    seeds = files()
    media_type, seed, _ = chance.choices(seeds, [weight for _, _, weight in seeds])[0]
    content = _changed(chance, seed, [one for _, one, _ in seeds])
    found = list(read(content, media_type=None if chance.random() < 0.1 else media_type, options=OPTIONS))
    assert found, f"{media_type}: neither kept nor refused"
    for one in found:
        if isinstance(one, Reject):
            assert one.code != "failed", one.message
            assert one.stage == "ingest" and ";" in one.message, one.message
            one.message.encode()
        else:
            _check_draft(one)
    articles = [one for one in found if isinstance(one, Draft)]
    for draft in articles[:2]:
        article = ingest(draft)
        assert (
            "".join(article.text[block.start : block.end] for block in article.blocks).split()
            or not article.text.split()
        )
    return f"{media_type} {'kept' if articles else 'refused'}"


def _check_draft(draft: Draft) -> None:
    assert draft.text.strip() and normalise(draft.text) == draft.text, "the text is in normal form"
    for words in (draft.text, draft.source, draft.title, draft.url, draft.publisher, draft.byline, *draft.authors):
        assert words is None or words.encode() is not None, "it can be stored"
    end = 0
    for hint in sorted(draft.hints, key=lambda one: one.start):
        assert end <= hint.start < hint.end <= len(draft.text), "hints lie in the text and apart"
        end = hint.end


def _times(chance: random.Random) -> str:
    text, language = _text(chance)
    found = timeline.find_times(text, published=chance.choice(PUBLISHED), language=language)
    for time in found:
        _check_time(time, text)
    return f"find_times {'found' if found else 'nothing'}"


def _events(chance: random.Random) -> str:
    text, language = _text(chance)
    found = timeline.find_events(text, published=chance.choice(PUBLISHED), language=language)
    for event in found:
        _check_event(event, text)
    return f"find_events {'found' if found else 'nothing'}"


def _check_time(time: TimeMention, text: str) -> None:
    assert text[time.start : time.end] == time.text
    assert time.first is None or time.last is None or time.first <= time.last


def _check_event(event: EventMention, text: str) -> None:
    assert text[event.start : event.end] == event.text
    assert 0 <= event.sentence_start <= event.start < event.end <= event.sentence_end <= len(text)
    assert event.first is None or event.last is None or event.first <= event.last
    _check_spans(event, text)


def _check_spans(record: object, text: str) -> None:
    """Every span in a record, however deep, points at its own words."""
    if isinstance(record, Span | TimeMention):
        assert text[record.start : record.end] == record.text
    for value in getattr(record, "__dict__", {}).values():
        for one in value if isinstance(value, tuple) else (value,):
            if hasattr(one, "model_fields_set"):
                _check_spans(one, text)


def _text(chance: random.Random) -> tuple[str, str | None]:
    language = chance.choice(languages())
    known = sentences(language)
    text = " ".join(chance.choice(known) for _ in range(chance.randint(1, 3)))
    content = _changed(chance, text.encode(), [one.encode() for one in chance.sample(known, 3)])
    return content.decode("utf-8", "replace" if chance.random() < 0.5 else "surrogateescape"), chance.choice(
        (language, language, None)
    )


def _changed(chance: random.Random, seed: bytes, others: list[bytes]) -> bytes:
    """The seed after one to eight changes: bytes flipped, cut, doubled or moved; tokens and pieces of other seeds put in."""
    data = bytearray(seed)
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 5, 8))):
        at = chance.randint(0, len(data))
        to = min(len(data), at + chance.choice((1, 2, 8, 64, 1000)))
        CHANGES[chance.randrange(len(CHANGES))](chance, data, at, to, others)
    return bytes(data[: OPTIONS.limits.article_bytes])


def _flip(chance: random.Random, data: bytearray, at: int, to: int, _: list[bytes]) -> None:
    for place in range(at, min(to, at + 8)):
        data[place] = chance.randrange(256)


def _cut(_: random.Random, data: bytearray, at: int, to: int, __: list[bytes]) -> None:
    del data[at:to]


def _end(_: random.Random, data: bytearray, at: int, __: int, ___: list[bytes]) -> None:
    del data[at:]


def _double(chance: random.Random, data: bytearray, at: int, to: int, _: list[bytes]) -> None:
    data[at:at] = data[at:to] * chance.choice((1, 1, 2, 30))


def _token(chance: random.Random, data: bytearray, at: int, to: int, _: list[bytes]) -> None:
    data[at : chance.choice((at, to))] = chance.choice(TOKENS)


def _piece(chance: random.Random, data: bytearray, at: int, to: int, others: list[bytes]) -> None:
    other = chance.choice(others)
    start = chance.randint(0, len(other))
    data[at : chance.choice((at, to))] = other[start : start + chance.choice((4, 40, 400))]


Change = Callable[[random.Random, bytearray, int, int, list[bytes]], None]
CHANGES: tuple[Change, ...] = (_flip, _cut, _end, _double, _token, _token, _token, _piece)


def run(numbers: range) -> Counter[str]:
    """What came of the inputs of these numbers. Raises at the first that goes wrong, and says which it is."""
    done: Counter[str] = Counter()
    for number in numbers:
        try:
            done[check(number)] += 1
        except BaseException as error:
            error.add_note(f"input {number}: look again with python -m tests.fuzz --only {number}")
            raise
    return done
