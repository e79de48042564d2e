"""Pictures as students paste them into answers, and texts that would bring in something else by that way."""

import base64

from tests.support.abuse_texts import PIXEL


def coded(content):
    return base64.b64encode(content).decode()


PICTURES = {
    "png": PIXEL,
    "jpeg": coded(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 and so on"),
    "gif": coded(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
    "webp": coded(b"RIFF\x1a\x00\x00\x00WEBPVP8L and so on"),
}
SVG = coded(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>")

# (the attachment's name, the text that shows it)
SPELLINGS = [
    ("image.png", "![image.png](attachment:image.png)"),
    ("my plot.png", "![x](attachment:my plot.png)"),
    ("my plot.png", "![x](attachment:my%20plot.png)"),
    ("my plot.png", "![x](<attachment:my plot.png>)"),
    ("my%20plot.png", "![x](attachment:my%20plot.png)"),
    ("my%20plot.png", "![x](attachment:my plot.png)"),
    ("plot (1).png", "![plot (1).png](attachment:plot (1).png)"),
    ("plot (1).png", "![x](attachment:plot%20%281%29.png)"),
    ("plot%20%281%29.png", "![x](attachment:plot%20%281%29.png)"),
    ("plot(1).png", r"![x](attachment:plot\(1\).png)"),
    ("a[1].png", "![a[1].png](attachment:a[1].png)"),
    ("größe.png", "![Größe](attachment:größe.png)"),
    ("gro\u0308ße.png", "![x](attachment:gr\u00f6ße.png)"),
    ("größe.png", "![x](attachment:gr%C3%B6%C3%9Fe.png)"),
    ("截图.png", "![截图](attachment:截图.png)"),
    ("a&b.png", "![x](attachment:a&amp;b.png)"),
    ("100%.png", "![x](attachment:100%.png)"),
    ("a.png", '![x](attachment:a.png "A title")'),
    ("a.png", "![x](attachment:a.png =300x)"),
    ("a.png", "![x][plot]\n\n[plot]: attachment:a.png"),
    ("a b.png", "![Plot][]\n\n[plot]: <attachment:a b.png>"),
    ("a.png", '<img src="attachment:a.png" width="300">'),
    ("a b.png", "<center><IMG alt='x' SRC='attachment:a b.png'/></center>"),
    ("a b.png", "| a |\n|---|\n| ![x](attachment:a b.png) |"),
    ("a b.png", "- one ![x](attachment:a b.png)\n- two"),
    ("", f"![image.png](data:image/png;base64,{PIXEL})"),
    ("", f'<img src="data:image/png;base64,{PIXEL}" alt="x">'),
]


ATTACHED = {"a.png": {"image/png": PIXEL}, "b c.svg": {"image/svg+xml": SVG}, '"><script>': {"image/png": PIXEL}}
FETCHING = [
    "![[a](attachment:a.png)](https://evil.test/x.png)",
    r"![a\](attachment:a.png) b](https://evil.test/x.png)",
    "![a `](attachment:a.png)` b](https://evil.test/x.png)",
    "![a $](attachment:a.png)$ b](https://evil.test/x.png)",
    "![a <https://x](attachment:a.png)> b](https://evil.test/x.png)",
    "![a <b>](attachment:a.png)</b> b](https://evil.test/x.png)",
    "![![x](attachment:a.png)](https://evil.test/x.png)",
    "!![x](https://evil.test/x.png)",
    "!!![x][y]\n\n[y]: https://evil.test/x.png",
    "![!![x](attachment:a.png)](https://evil.test/x.png)",
    "![x](attachment:a.png](https://evil.test/x.png)",
    '![x](attachment:a.png"y)',
    "![x](attachment:a.png>y)",
    "![x](<attachment:a.png)y>)",
    "![x](attachment:a.png#y)",
    "![x](attachment:)",
    "![x][y]\n\n[y]: attachment:gone.png",
    "![x][y]\n\n[y]: attachment:a.png\n[y]: https://evil.test/x.png",
    "![x](&#97;ttachment:a.png)",
    "![x](attachment&colon;gone.png)",
    "![x](data:image/svg+xml;base64," + SVG + ")",
    "![x](data:image/png;base64," + SVG + ")",
    "![x](data:text/html;base64," + SVG + ")",
    '![](attachment:"><script>)',
    '<img src="attachment:a.png" onerror="alert(1)">',
    '<img alt="](https://evil.test/x.png)" src="attachment:a.png">',
    '<img alt="x](attachment:a.png) ![y](https://evil.test/x.png)" src="attachment:a.png">',
    '<img src="https://evil.test/x.png" alt="attachment:a.png">',
]
