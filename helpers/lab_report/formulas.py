"""Formulas of LaTeX as MathML, which every browser draws by itself: no script, and nothing from the net."""

import re
from html import escape, unescape
from xml.etree.ElementTree import Element, SubElement, tostring

from latex2mathml.converter import Converter

ALIGNED = re.compile(r"\\(begin|end)\{(?:aligned|gathered|align\*?|gather\*?)\}")  # the converter knows `split` alone
LINE_GAP = re.compile(r"\\\\\[[\d.]+ *(?:pt|em|ex|mm|cm)\]")  # it would draw
MACROS = ("\\newcommand", "\\def")  # a few of them may stand for any length
LONGEST_FORMULA = 4000  # characters
DEEPEST = 100  # elements within each other

# All that may remain. Neither list holds anything that acts or that names an address; what stands within others, stays.
ELEMENTS = frozenset(
    "mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle mpadded "
    "mphantom menclose".split()
)
ATTRIBUTES = frozenset(
    "accent accentunder columnalign columnlines columnspacing depth displaystyle fence form height largeop linebreak "
    "linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel "
    "separator stretchy voffset width".split()
)
PLAIN = re.compile(r"[A-Za-z0-9 .%+-]{1,100}")


def formula(latex: str, display: str) -> str:
    """Turn a formula into MathML.

    Args:
        latex: The formula, without dollar signs.
        display: "inline" or "block".

    Returns:
        MathML, of elements and attributes that only show something; where the formula cannot be read, the formula as it was
        written.
    """
    text = LINE_GAP.sub(r"\\\\", ALIGNED.sub(r"\\\1{split}", latex.strip()))
    try:
        if len(text) > LONGEST_FORMULA or any(macro in text for macro in MACROS):
            raise ValueError("too long, or it may become so")
        math = Element("math", {"xmlns": "http://www.w3.org/1998/Math/MathML", "display": display})
        _copy_children(Converter(display=display).convert_to_element(text), math, DEEPEST)
        return tostring(math, encoding="unicode", short_empty_elements=False)
    except Exception:  # the converter raises what it likes at a student's slip
        return f"<code>{escape(latex)}</code>"


def _copy_children(read: Element, shown: Element, deepest: int) -> None:
    """Build anew what the converter made, of what may remain alone."""
    if not deepest:
        raise ValueError("too deep")
    shown.text, shown.tail = unescape(read.text or ""), unescape(read.tail or "")
    for child in read:
        plain = {name: value for name, value in child.attrib.items() if name in ATTRIBUTES and PLAIN.fullmatch(value)}
        _copy_children(child, SubElement(shown, child.tag if child.tag in ELEMENTS else "mrow", plain), deepest - 1)
