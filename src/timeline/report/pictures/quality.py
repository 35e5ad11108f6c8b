"""How good the dates are: where they come from, how far publication dates can be trusted, what was refused or disputed."""

from collections import Counter

from timeline.records import Basis, FindingCode, PublishedBasis
from timeline.report.phrases import everywhere, looked_up, same
from timeline.report.view import View
from timeline.report.words import Phrase, plain

from .bars import Bars, bars


def quality(shown: View) -> tuple[Bars, ...]:
    """The tables that hold anything."""
    basis = Counter(one.event.basis for one in shown.events)
    articles = [one.article for one in shown.articles]
    published = Counter((one.published_basis, one.published_reliable) for one in articles)
    rejects = Counter(one.code for one in shown.rejects)
    disputed = Counter(
        conflict.field.partition(": ")[2] or conflict.field for one in shown.events for conflict in one.event.conflicts
    )
    dates = [(looked_up("date_bases", one), basis[one]) for one in Basis]
    fields = [(looked_up("conflict_fields", name), number) for name, number in disputed.most_common()]
    noticed = [(looked_up("findings", one), shown.noticed.get(one, 0)) for one in FindingCode]
    trust = [
        (_trusted(where, reliable), published[where, reliable])
        for where in PublishedBasis
        for reliable in (True, False)
    ]
    tables = (
        bars("quality_basis", "field_basis", dates, about="quality_basis_help"),
        bars("quality_published", "column_basis", trust, about="quality_published_help"),
        bars("quality_conflicts", "column_field", fields),
        bars("rejected", "column_code", [(same(code), n) for code, n in sorted(rejects.items())]),
        bars("quality_noticed", "column_code", noticed, about="quality_noticed_help"),
    )
    return tuple(one for one in tables if one)


def _trusted(where: PublishedBasis, reliable: bool) -> Phrase:
    words, trust = looked_up("bases", where), everywhere("trusted" if reliable else "untrusted")
    if where is PublishedBasis.NONE:
        return words
    return {code: (f"{plain(words[code])}, {plain(trust[code])}",) for code in words}
