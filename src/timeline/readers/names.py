"""The names that dumps of news give their fields, the surest first. Lower case, words joined by `_`; a dot leads into an object.

They come from newspaper and news-please, MediaCloud, Webhose, Event Registry, NewsAPI, the interfaces of the Guardian and the New
York Times, WordPress, JSON Feed, schema.org, answers of Elasticsearch and Solr, sets made of
Common Crawl, and the tables of data science sites.

Names for the day on which something was fetched, seen or changed (`timestamp`, `seendate`, `date_download`, `crawled`, `updated`)
are left out on purpose: that day is not the day of publication.
"""

TEXT = (
    "text", "body", "content", "article_text", "maintext", "main_text", "fulltext", "full_text", "plain_text",
    "plaintext", "clean_text", "cleaned_text", "article_body", "articlebody", "body_text", "bodytext", "content_text",
    "article_content", "news_text", "story", "story_text", "article", "texte", "texte_integral", "contenu", "corps",
    "corps_article", "fields.bodytext", "fields.body", "content_html", "html_content", "body_html", "body_content",
    "html", "contents", "raw_text", "raw_content",
)  # fmt: skip
SUMMARY = (
    "summary", "description", "abstract", "snippet", "lead_paragraph", "short_description", "lead", "chapo",
    "chapeau", "resume", "excerpt", "teaser", "standfirst",
)  # fmt: skip
"""What stands for the text where only this is given."""
TITLE = (
    "title", "headline", "titre", "heading", "head_line", "headlines", "webtitle", "article_title", "news_title",
    "title_article",
)  # fmt: skip
URL = (
    "url", "link", "canonical_url", "canonical_link", "article_url", "requested_url", "weburl", "web_url",
    "permalink", "page_url", "external_url", "news_url", "documentidentifier", "uri", "href", "lien", "adresse",
    "source_url", "guid", "id",
)  # fmt: skip
DATE = (
    "published", "date_published", "datepublished", "published_at", "publishedat", "published_date", "publish_date",
    "publishdate", "publishing_date", "publication_date", "publicationdate", "pubdate", "pub_date", "date_publish",
    "publication_time", "published_time", "published_on", "publish_time", "first_publication_date",
    "webpublicationdate", "datetimepub", "date_time_pub", "date_publication", "date_de_publication",
    "datepublication", "date_parution", "parution", "post_date_gmt", "post_date", "date_gmt", "issued", "date",
    "datetime", "date_time", "news_date", "article_date", "dates",
)  # fmt: skip
PUBLISHER = (
    "publisher", "publisher_name", "source_name", "source.name", "source.title", "outlet", "media_name",
    "media_outlet", "media", "site_name", "sitename", "publication", "publication_name", "newspaper", "journal",
    "titre_journal", "thread.site", "provider", "source", "source_domain", "domain", "site", "hostname",
)  # fmt: skip
AUTHORS = ("authors", "author", "auteurs", "auteur", "creator", "author_name", "writer", "journalist")
BYLINE = ("byline.original", "byline", "fields.byline", "signature")
LICENCE = ("licence", "license", "licence_name", "license_name", "rights")
LANGUAGE = ("language", "lang", "langue", "inlanguage", "meta_lang", "language_code", "article_language")

WRAPPERS = ("_source", "attributes", "fields", "article", "document", "doc", "data", "post", "node", "item")
"""Objects inside a record that are the article, where the record has no text of its own."""
INNER = ("rendered", "value", "text", "content", "main", "name", "title", "summary", "sections", "paragraphs", "body")
"""Where the words are in a value that is an object."""
LISTS = (
    "articles", "items", "documents", "docs", "results", "data", "hits", "entries", "posts", "stories", "news",
    "records", "rows", "value", "response",
)  # fmt: skip
"""Where the articles are in an object that holds several."""

LANGUAGES = {
    "english": "en", "anglais": "en", "eng": "en", "french": "fr", "français": "fr", "francais": "fr", "fra": "fr",
    "fre": "fr", "spanish": "es", "español": "es", "spa": "es", "german": "de", "deutsch": "de", "deu": "de",
    "ger": "de", "italian": "it", "ita": "it", "portuguese": "pt", "por": "pt", "arabic": "ar", "ara": "ar",
    "dutch": "nl", "nld": "nl", "russian": "ru", "rus": "ru",
}  # fmt: skip
