"""A source file to start from: valid as it stands, each field with what it is for."""

from liaison.kernel.errors import MistakenInput
from liaison.sources.reader_options import READER_KINDS

_BEGINNING = """\
# One place where a mechanism publishes. Save it as example-{kind}.yaml (its id), try it with
# `liaison sources try FILE`. All fields: docs/how-to/add-a-source.md
id: example-{kind}
mechanism: un-srhrd            # a code of the vocabulary's mechanisms
name: Example of a source      # what a reader calls it
home: https://example.org/     # a page that a reader can visit
"""
_START = """\
addresses:                     # where a round starts
  - {address}
"""
_READERS = {
    "feed": """\
reader:
  kind: feed
  content: linked              # item: the entry is itself the document; linked: fetch its link
""",
    "sitemap": """\
reader:
  kind: sitemap
  include:                     # patterns of the addresses to take; none: all
    - '/(?:news|reports)/'
  limit: 5000                  # newest first
""",
    "listing": """\
reader:
  kind: listing
  links: '/statements/\\d+'     # pattern of the documents' addresses, and / or:
  select: 'h2 a'               # CSS selector of their links
  date: 'time'                 # CSS selector of the date near a link
  pages:                       # or `next:`, the CSS selector of the link to the next page
    parameter: page            # ?page=2, ?page=3 … until a page lists nothing
    first: 1
  max_pages: 20
""",
    "addresses": """\
reader:
  kind: addresses
  listed:                      # or `file: list.txt` beside this file, or `addresses:` of such lists
    - https://example.org/reports/1.pdf
""",
    "folder": """\
reader:
  kind: folder
  folder: documents            # seen from this file; `name.pdf.yaml` holds title, date, language
  files: ['**/*.pdf', '**/*.docx']
""",
    "python": """\
reader:
  kind: python
  file: odd_one.py             # beside this file: discover(data, media_type, address) -> Discovery
  max_pages: 10
""",
}
_ADDRESSES = {
    "feed": "https://example.org/feed.xml",
    "sitemap": "https://example.org/sitemap.xml",
    "listing": "https://example.org/statements",
    "python": "https://example.org/api/documents",
}
_END = """\
languages: [en, fr]
default_kind: statement        # where a text does not say its own kind
rhythm: 6 hours                # how often a round is due
yields:
  at_least: 1                  # a round that lists fewer is a failure that someone sees
quiet_after: 60 days           # nothing new for that long is one too
licence:
  text: to be checked
  # url: https://example.org/terms
show: excerpt                  # what the licence allows: full, excerpt or link
politeness:
  delay: 2                     # seconds between two requests
follow:
  attachments: [pdf]           # of pdf, docx, doc, rtf
  translations: true
recheck: 30 days               # how often a known document is looked at again, or never
checked:
  last: never                  # YYYY-MM-DD of the last live try
  note: what was seen there, or on what evidence this file stands
"""


def template(kind: str) -> str:
    """The text of a source file for one kind of reader, with remarks.

    Raises MistakenInput for a kind that there is not.
    """
    if kind not in READER_KINDS:
        raise MistakenInput(f"no reader is called {kind!r}", f"choose of {', '.join(READER_KINDS)}")
    start = _START.format(address=_ADDRESSES[kind]) if kind in _ADDRESSES else ""
    return _BEGINNING.format(kind=kind) + start + _READERS[kind] + _END
