"""From files to a dataset. `stages` holds the one table of stages, `run` walks it over many articles, `analysis` over one,
`texts` over one as far as no parser is needed.

All are imported by their own names: one text needs neither the store nor the report, and its times need no parser.
"""
