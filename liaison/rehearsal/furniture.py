"""What surrounds the text of a real page and outweighs it: styles, scripts, menus, drawings.

Saved pages of such websites weigh 20 to 150 KB, of which the text is a tenth. A page without that
weight would flatter whoever reads it for speed and spare whoever looks for the text in it. Made
once for a website, design and language; every page of it bears the same, as real pages do.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from liaison.rehearsal.chance import Draw

# Bytes of styles and scripts, and links of menus, by design: the older, the lighter.
_WEIGHTS = {
    "article": (24_000, 70),
    "portal": (48_000, 150),
    "cards": (36_000, 90),
    "plain": (0, 0),
    "journal": (18_000, 40),
    "sidebar": (9_000, 50),
    "table": (2_000, 25),
    "definition": (4_000, 30),
}
_SYLLABLES = ("ba", "co", "di", "fe", "gu", "ha", "li", "mo", "na", "po", "ri", "su", "ta", "ve")
_PROPERTIES = (
    "margin:{}px", "padding:0 {}px", "color:#{:06x}", "font-size:{}px", "line-height:1.{}",
    "border-radius:{}px", "flex:1 1 {}px", "top:{}px", "max-width:{}px", "opacity:.{}",
)  # fmt: skip
_STATEMENTS = (
    "var {0}={1};", "function {0}(a,b){{return a>{1}?b:a+{1}}}", 'd.{0}("{0}-{1}");',
    "if(w.{0}&&w.{0}.v<{1}){{w.{0}.q.push([{1},!0])}}", '"{0}":{{"id":{1},"on":true}},',
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Furniture:
    """Pieces of HTML for the end of the head, the start of the body and its end."""

    head: str = ""
    top: str = ""
    foot: str = ""


@lru_cache(maxsize=256)
def furniture(site: str, design: str, language: str, sections: tuple[str, ...]) -> Furniture:
    """The furniture of a website's pages in one design and language."""
    weight, links = _WEIGHTS[design]
    if not weight:
        return Furniture()
    draw = Draw("furniture", site, design)
    return Furniture(
        head=f"{_meta(site, language)}<style>{_styles(draw, weight // 3)}</style>\n",
        top=_menu(draw, links * 2 // 3, language, sections),
        foot=f"{_menu(draw, links // 3, language, sections)}{_drawing(draw)}"
        f"<script>{_script(draw, weight // 2)}</script>\n",
    )


def _meta(site: str, language: str) -> str:
    return (
        f'<meta property="og:site_name" content="{escape(site)}">\n'
        f'<meta property="og:locale" content="{language}">\n'
        '<meta name="twitter:card" content="summary">\n<link rel="icon" href="/favicon.ico">\n'
    )


def _styles(draw: Draw, size: int) -> str:
    rules, length = [], 0
    while length < size:
        body = ";".join(form.format(draw.below(99)) for form in draw.several(_PROPERTIES, 4))
        rules.append(f".{_name(draw)}-{_name(draw)}{{{body}}}")
        length += len(rules[-1])
    return "\n".join(rules)


def _script(draw: Draw, size: int) -> str:
    lines, length = [], 0
    while length < size:
        lines.append(draw.pick(_STATEMENTS).format(_name(draw), draw.below(9_999)))
        length += len(lines[-1])
    return "".join(lines)


def _menu(draw: Draw, links: int, language: str, sections: tuple[str, ...]) -> str:
    entries = []
    for at in range(links):
        words = escape(draw.pick(sections))
        entries.append(
            f'<li class="menu-item menu-item-{at} level-{1 + at % 3}">'
            f'<a class="menu-link" href="/{language}/{_name(draw)}/{at}" data-menu="{at}">'
            f"<span>{words}</span></a></li>\n"
        )
    return f'<nav class="{_name(draw)}"><ul>\n{"".join(entries)}</ul></nav>\n'


def _drawing(draw: Draw) -> str:
    points = " ".join(f"{draw.below(640)},{draw.below(480)}" for _ in range(120))
    return f'<svg aria-hidden="true" viewBox="0 0 640 480"><polyline points="{points}"/></svg>\n'


def _name(draw: Draw) -> str:
    return "".join(draw.pick(_SYLLABLES) for _ in range(draw.between(2, 4)))
