"""timeline: dated, sourced chronologies from news articles, offline."""
