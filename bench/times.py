"""`find_times` against `dateparser.search.search_dates`, on the sample articles repeated."""

import warnings

from dateparser.search import search_dates

import timeline
from timeline.records import Article

from .common import best, peak, sample, tell

REPEATED = 5


def compare(language: str) -> dict[str, str]:
    articles = sample(language)
    size = sum(len(article.text) for article in articles)

    def ours() -> None:
        for article in articles * REPEATED:
            timeline.find_times(article.text, published=article.published, language=language)

    def theirs() -> None:
        for article in articles:
            settings = {"RELATIVE_BASE": base(article)} if article.published else {}
            search_dates(article.text, languages=[language], settings=settings)

    best(ours, rounds=1)
    mine, other = size * REPEATED / best(ours), size / best(theirs)
    return {
        "what": f"find_times, {language}, {len(articles)} articles x {REPEATED}, warm",
        "ours": f"{mine:,.0f} characters/s",
        "yardstick": f"{other:,.0f} dateparser.search_dates",
        "ratio": f"{mine / other:.1f} x",
    }


def base(article: Article) -> object:
    return article.published.replace(tzinfo=None) if article.published else None


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    tell(
        [
            compare("fr"),
            compare("en"),
            {"what": "find_times, memory peak, dateparser included", "ours": f"{peak():,.0f} MB"},
        ]
    )
