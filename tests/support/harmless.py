"""Read HTML as a browser does, and list what in it acts or reaches out."""

import re
from html.parser import HTMLParser

ACTING = "script iframe frame frameset object embed applet form base link meta svg math style video audio source portal".split()
ADDRESSES = "href src srcset action formaction data poster background xlink:href ping cite longdesc usemap".split()


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag in ACTING:
            self.found.append(f"<{tag}>")
        for name, value in attributes:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"{tag} {name}={value}")
            if name in ADDRESSES and not _is_harmless(tag, address):
                self.found.append(f"{tag} {name}={value}")
            if name == "style" and (
                "url" in address or "expression" in address or "\\" in address or "@import" in address
            ):
                self.found.append(f"{tag} style={value}")


def _is_harmless(tag, address):
    if tag == "a":
        scheme = re.match(r"[^/?#]*:", address)
        # no browser knows `attachment:`, so that such a link does nothing
        return not scheme or scheme[0] in ("http:", "https:", "mailto:", "attachment:")
    return address.startswith(("data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;"))


def dangers(html):
    """List the scripts, handlers, frames and foreign resources in HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
