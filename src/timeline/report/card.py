"""One event as HTML: what its card says at once, and the evidence that it opens.

There are as many cards as events, each on several pages, and a template would take most of a report's time in calls. So they are
written here, part by part; every word of a record goes through `escape`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup, escape

from .event import ArticleView, ConflictView, EventView, MentionView
from .parties import Who
from .phrases import counted, everywhere, looked_up
from .strings import Strings
from .view import Day
from .words import Phrase, catalogue, fill, plain


@dataclass(frozen=True)
class Cards:
    """The cards of one page. `home` is the way to the index; `articles`: the page lists its articles, so that a source can lead
    there; `frieze`: it has a timeline to show an event on; `steps`: cards tell the steps of a rule. `beside` names for the id of
    an event the page that holds its evidence, where it is not this one."""

    strings: Strings
    home: str = ""
    articles: bool = True
    frieze: bool = True
    steps: bool = True
    beside: dict[str, str] = field(default_factory=dict)
    _origins: dict[str, str] = field(default_factory=dict)

    def days(self, days: Sequence[Day], lean: bool) -> Markup:
        """Days with their cards. `lean`: a card holds its label only, and the days of a month stand in a box, which a browser
        leaves alone while it is out of sight."""
        if not lean:
            return Markup("".join(self._day(day, lean=False) for day in days))
        runs = groupby(days, key=lambda day: day.first and (day.first.year, day.first.month))
        return Markup(
            "".join(f"<div class=run>{''.join(self._day(one, lean=True) for one in run)}</div>" for _, run in runs)
        )

    def _day(self, day: Day, *, lean: bool) -> str:
        cards = (self._lean(one) if lean else self._card(one, day.words) for one in day.events)
        heading = f"<h3>{self.strings.say(day.words)}</h3>"
        return f"<section class=day id={escape(day.anchor)}>{heading}<div>\n{''.join(cards)}</div></section>\n"

    def _card(self, one: EventView, heading: Phrase) -> str:
        opened = f"<details><summary>{self._why(one)}</summary>{self._evidence(one)}</details>"
        return f"{_opening(one)}{self._kicker(one, heading)}{_title(one, '')}{self._facts(one)}{opened}</article>\n"

    def _lean(self, one: EventView) -> str:
        return f"{_opening(one)}{_title(one, self.beside.get(one.event.event_id, ''))}</article>\n"

    def parts(self, one: EventView, heading: Phrase) -> tuple[str, str, str, str]:
        """What a lean card is filled with: above its label, below it, the line that opens it, and the evidence."""
        return self._kicker(one, heading), self._facts(one), self._why(one), self._evidence(one)

    def _t(self, name: str) -> Markup:
        return self.strings.say(everywhere(name))

    def _kicker(self, one: EventView, heading: Phrase) -> str:
        say, event = self.strings.say, one.event
        mode = f" · {say(looked_up('modes', event.mode))}" if event.mode else ""
        status = (
            f" <span class=st>{say(looked_up('statuses', event.status))}</span>" if event.status != "happened" else ""
        )
        date = f" · <i>{say(one.words)}</i>" if one.words != heading else ""
        return f"<p class=meta><b>{say(looked_up('types', event.event_type))}</b>{mode}{status}{date}</p>"

    def _facts(self, one: EventView) -> str:
        say, event = self.strings.say, one.event
        said = []
        if one.actors or one.recipients:
            others = f" → {self._who(one.recipients)}" if one.recipients else ""
            said.append(f"<span class=who>{self._who(one.actors)}{others}</span>")
        if one.place:
            said.append(say(one.place))
        said += [f"<span{_lang(one.language)}>{say(quantity)}</span>" for quantity in one.quantities]
        said.append(say(counted(event.n_publishers, "source")))
        if event.curated:
            said.append(self._t("curated"))
        if one.conflicts:
            said.append(f"<b class=cf>{self._t('conflicts')}</b>")
        return f"<p class=meta>{' · '.join(said)}</p>"

    def _who(self, parties: Iterable[Who]) -> str:
        return ", ".join(self.strings.say(one.name) for one in parties)

    def _why(self, one: EventView) -> str:
        several = f" · {self.strings.say(counted(len(one.mentions), 'mention'))}" if len(one.mentions) > 1 else ""
        return f"{self._t('why')}{several}"

    def _evidence(self, one: EventView) -> str:
        event, why = one.event, one.why
        return "".join((
            f"<p class=why>{self.strings.explain(why.why)}</p>" if why else "",
            *(self._figure(mention, one) for mention in (one.quoted,) if mention),
            "" if one.quoted else f"<blockquote{_lang(one.quote_language)}>{escape(event.quote)}</blockquote>",
            *(self._figure(mention, one) for mention in one.mentions if mention is not one.quoted),
            self._conflicts(one.conflicts) if one.conflicts else "",
            self._dates(one),
            self._steps(why) if why and self.steps else "",
            self._acts(one),
        ))  # fmt: skip

    def _figure(self, mention: MentionView, one: EventView) -> str:
        told = f"{self._origin(mention.source)}{self._said_by(mention)}{self._other(mention, one)}"
        return f"<figure>{_sentence(mention)}<figcaption>{told}</figcaption></figure>"

    def _origin(self, source: ArticleView) -> str:
        """Title, publisher and day of an article: the same for all its sentences."""
        article, say = source.article, self.strings.say
        key = article.article_id
        if key in self._origins:
            return self._origins[key]
        title = f"<cite{_lang(article.language)}>{escape(article.title or article.source)}</cite>"
        linked = f'<a href="{escape(source.link)}">{title}</a>' if source.link else title
        publisher = f", {escape(article.publisher)}" if article.publisher else ""
        day = say(_published_on(source)) if source.published else self._t("published_unknown")
        led = f'<a class=pd href="#{escape(key)}">{day}</a>' if self.articles else day
        basis = looked_up("bases", article.published_basis)
        doubt = source.published and not article.published_reliable
        trust = f" ({say(basis)}, {self._t('untrusted')})" if doubt else ""
        self._origins[key] = f"{linked}{publisher} — {led}{trust}"
        return self._origins[key]

    def _said_by(self, mention: MentionView) -> str:
        if not mention.said_by:
            return ""
        name = f'<span lang="{escape(mention.source.article.language or "")}">{escape(mention.said_by)}</span>'
        day = f", {self._t('said_on')} {self.strings.say(mention.said_on)}" if mention.said_on else ""
        return f" · {self._t('said_by')} {name}{day}"

    def _other(self, mention: MentionView, one: EventView) -> str:
        """Why a mention has its own date, where it is not the one that the event's date is explained by."""
        if one.why is None or mention is one.why or mention.why == one.why.why:
            return ""
        language = escape(mention.source.article.language or "")
        named = f'<q lang="{language}">{escape(mention.mention.text)}</q> : ' if mention is one.quoted else ""
        return f"<p class=ow>{named}{self.strings.explain(mention.why)}</p>"

    def _conflicts(self, conflicts: Iterable[ConflictView]) -> str:
        say, rows = self.strings.say, []
        for one in conflicts:
            head = f"<th scope=rowgroup rowspan={len(one.claims)}>{say(one.field)}</th>"
            for claim in one.claims:
                sources = ", ".join(escape(from_.article.publisher or from_.article.source) for from_ in claim.sources)
                rows.append(f"<tr>{head}<td>{say(claim.value)}</td><td>{sources}</td></tr>")
                head = ""
        return f"<table class=conflict><caption>{self._t('conflicts')}</caption>{''.join(rows)}</table>"

    def _dates(self, one: EventView) -> str:
        found = (("event_date", one.words), ("statement_date", one.said_on), ("publication_date", one.published))
        say = self.strings.say
        rows = (f"<div><dt>{self._t(name)}</dt><dd>{say(words)}</dd></div>" for name, words in found if words)
        return f"<dl class=dates>{''.join(rows)}</dl>"

    def _steps(self, why: MentionView) -> str:
        steps = "".join(f"<li>{escape(step)}</li>" for step in why.steps)
        listed = f"<ol lang=en>{steps}</ol>" if steps else ""
        return f"<details class=steps><summary>{self._t('steps')} <code>{escape(why.rule)}</code></summary>{listed}</details>"

    def _acts(self, one: EventView) -> str:
        shows = one.when.dated and self.frieze
        button = f"<button type=button data-reveal hidden>{self._t('on_frieze')}</button> " if shows else ""
        address = f"{escape(self.home)}#{escape(one.event.event_id)}"
        return f'<p class=acts>{button}<a href="{address}">{self._t("permalink")}</a></p>'


def _opening(one: EventView) -> str:
    return f"<article class=ev id={escape(one.event.event_id)} data-k={one.kind} data-s={one.event.status}>"


def _title(one: EventView, page: str) -> str:
    address = f"{escape(page)}#{escape(one.event.event_id)}"
    return f'<h4{_lang(one.language)}><a class=l href="{address}">{escape(one.event.label)}</a></h4>'


def _sentence(mention: MentionView) -> str:
    """The sentence with its passages marked."""
    inner = []
    for piece in mention.pieces:
        before, after = _marks(piece.roles)
        inner.append(f"{before}{escape(piece.text)}{after}")
    return f"<blockquote{_lang(mention.source.article.language)}>{''.join(inner)}</blockquote>"


@lru_cache
def _marks(roles: tuple[str, ...]) -> tuple[str, str]:
    """What opens and closes a passage."""
    return "".join(f"<mark class={role}>" for role in roles), "</mark>" * len(roles)


@lru_cache
def _lang(language: str | None) -> str:
    """The attribute that says in which language an element is; "" where it is not known."""
    return f' lang="{escape(language)}"' if language else ""


def _published_on(source: ArticleView) -> Phrase:
    """ "published 13 May 2024"."""
    said = source.published or {}
    return {code: fill(catalogue(code).published_on, date=plain(text)) for code, text in said.items()}
