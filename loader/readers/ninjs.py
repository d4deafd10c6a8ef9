"""IPTC ninjs (News in JSON, versions 1 to 3) to articles: https://iptc.org/standards/ninjs/."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from loader.articles import Article, Remark, day
from loader.furniture import read_authors
from loader.sources import LONGEST_BYTES, Outcome, article_of, date_in_name, decode, host

BLOCKS = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "figcaption", "section"}
)
UNSEEN = frozenset({"script", "style", "head", "template"})
WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})


def articles(path: Path) -> Iterator[Outcome]:
    """The article of a ninjs file, or of each item where the file holds a list of them."""
    with path.open("rb") as stream:
        data = stream.read(LONGEST_BYTES + 1)
    try:
        content = json.loads(decode(data))
        json.dumps(content, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        yield Remark(path.name, str(error) if not isinstance(error, json.JSONDecodeError) else f"broken JSON: {error}")
        return
    items = content if isinstance(content, list) else [content]
    for number, item in enumerate(items, start=1):
        id = path.stem if len(items) == 1 else f"{path.stem}-{number}"
        yield read_item(item, path.name, id)


def read_item(item: Any, source: str, id: str) -> Outcome:
    """One item; a row as in JSON Lines, with ``text``, is read as such."""
    if isinstance(item, dict) and isinstance(item.get("text"), str):
        return article_of({"id": id, **item}, source)
    body = body_of(item) if isinstance(item, dict) else ""
    if not body.strip():
        return Remark(source, "no article in this JSON: neither ninjs (body_text, bodies) nor a row with text")
    if item.get("pubstatus") in WITHDRAWN:
        return Remark(source, f"the item's publication status is {item['pubstatus']}")
    headline = main_value(item, "headline", "headlines")
    return Article(
        id=id,
        source=source,
        text=f"{headline}\n\n{body}" if headline and not body.startswith(headline) else body,
        headline=headline,
        published=day(text(item, "versioncreated") or text(item, "contentcreated") or text(item, "firstcreated")),
        publisher=publisher_of(item),
        authors=authors_of(text(item, "byline") or text(item, "by") or ""),
        url=web_address(item),
        language=text(item, "language"),
        dated=date_in_name(id),
    )


def text(item: Mapping[str, Any], key: str) -> str | None:
    """The value of ``key`` if it is text with something in it."""
    value = item.get(key)
    return value.strip() or None if isinstance(value, str) else None


def main_value(item: Mapping[str, Any], single: str, several: str) -> str | None:
    """The value of a property that version 1 has once and later ones as a list of objects with a role."""
    objects = [o for o in item.get(several) or () if isinstance(o, dict) and text(o, "value")]
    main = [o for o in objects if o.get("role") in ("main", "body", None)] or objects
    return text(item, single) or (text(main[0], "value") if main else None)


def body_of(item: Mapping[str, Any]) -> str:
    """The body as plain text: the item's own plain text, else its markup with a line for each block."""
    plain = text(item, "body_text")
    if plain is not None:
        return plain
    bodies = [o for o in item.get("bodies") or () if isinstance(o, dict) and text(o, "value")]
    for body in sorted(bodies, key=lambda o: (o.get("role") not in ("main", "body", None), "html" in kind_of(o))):
        return plain_text(body["value"]) if "html" in kind_of(body) else str(body["value"]).strip()
    marked = next((v for key in sorted(item) if key.startswith("body_") and (v := text(item, key))), "")
    return plain_text(marked)


def kind_of(body: Mapping[str, Any]) -> str:
    """The content type of a body."""
    return text(body, "contenttype") or text(body, "contentType") or ""


def publisher_of(item: Mapping[str, Any]) -> str | None:
    """The first source of information, the copyright holder, or the host of the item's address."""
    sources = [o for o in item.get("infosources") or () if isinstance(o, dict) and text(o, "name")]
    named = text(sources[0], "name") if sources else None
    return named or text(item, "copyrightholder") or host(web_address(item))


def web_address(item: Mapping[str, Any]) -> str | None:
    """The item's address if it is one of the web (ninjs allows any URI)."""
    address = text(item, "uri")
    return address if address and address.startswith(("http://", "https://")) else None


def authors_of(byline: str) -> tuple[str, ...]:
    """Names of a byline, with or without its "By"."""
    return read_authors(byline if byline.lower().startswith("by ") else f"By {byline}") if byline else ()


def plain_text(markup: str) -> str:
    """The text of HTML, a line for each block.

    >>> plain_text("<p>He <b>spoke</b>.</p><p>She left &amp; slept.</p>")
    'He spoke.\\nShe left & slept.'
    """
    blocks = Blocks()
    blocks.feed(markup)
    blocks.close()
    lines = (" ".join(line.split()) for line in "".join(blocks.parts).splitlines())
    return "\n".join(line for line in lines if line)


class Blocks(HTMLParser):
    """Collects the visible text of markup, with a line break at the edges of blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's
        """Break the line before a block; mark what is not shown."""
        self.unseen += tag in UNSEEN
        self.parts.append("\n" if tag in BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        """Break the line behind a block."""
        self.unseen = max(self.unseen - (tag in UNSEEN), 0)
        self.parts.append("\n" if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        """Keep text that is shown; line ends of the markup are spaces."""
        if not self.unseen:
            self.parts.append(data.replace("\n", " "))
