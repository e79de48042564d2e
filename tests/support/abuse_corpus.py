"""Some four hundred texts that would run `ran()` or fetch from evil.test in a reader's browser, made of few ideas."""

import itertools

from tests.support.abuse_texts import HTML, MARKDOWN

FETCH = "https://evil.test/x"
ADDRESSES = [
    "javascript:ran()",
    "JaVaScRiPt:ran()",
    " javascript:ran()",
    "java\tscript:ran()",
    "java\nscript:ran()",
    "\x01javascript:ran()",
    "javascript&colon;ran()",
    "&#106;avascript:ran()",
    "&#x6A;avascript:ran()",
    "&#0000106avascript:ran()",
    "java&Tab;script:ran()",
    "java&NewLine;script:ran()",
    "javascript\\:ran()",
    "javascript:ran()//https://ok.test",
    "javascript://ok.test/%0aran()",
    "javajavascript:script:ran()",
    "javavbscript:script:ran()",
    "vbscript:ran()",
    "data:text/html,<script>parent.ran()</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQucmFuKCk8L3NjcmlwdD4=",
    "data:image/svg+xml,<svg onload=ran()>",
    "feed:javascript:ran()",
    "view-source:javascript:ran()",
]
LINKS = [
    "[x]({})",
    "[x](<{}>)",
    "[x][y]\n\n[y]: {}",
    "[y]\n\n[y]: <{}> 'title'",
    "![x]({})",
    "<{}>",
    "<a href='{}'>x</a>",
    '<a href="{}" target=_top autofocus>x</a>',
    "<img src='{}'>",
]
HANDLERS = [
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<svg><script>{}</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={}&gt;'>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror={}></annotation-xml></math>",
    "<math href='javascript:{}'>x</math>",
    "<maction actiontype='statusline#' xlink:href='javascript:{}'>x",
    "<script>{}</script>",
    "<scr<script>ipt>{}</scr</script>ipt>",
    "<script\n>{}</script\n>",
    "<body onload={}>",
    "<input autofocus onfocus={}>",
    "<select autofocus onfocus={}>",
    "<textarea autofocus onfocus={}>",
    "<details open ontoggle={}>x</details>",
    "<video><source onerror={}></video>",
    "<audio src=x onerror={}>",
    "<marquee onstart={}>x</marquee>",
    "<iframe srcdoc='<script>parent.{}</script>'></iframe>",
    "<iframe src='javascript:parent.{}'></iframe>",
    "<object data='javascript:{}'></object>",
    "<embed src='javascript:{}'>",
    "<style>@keyframes x{{}}</style><p style='animation-name:x' onanimationstart={}>x",
    "<form><button formaction='javascript:{}'>x</button></form>",
    "<isindex action='javascript:{}'>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<xmp><p title='</xmp><img src=x onerror={}>'>",
    "<textarea><p title='</textarea><img src=x onerror={}>'>",
    "<title><p title='</title><img src=x onerror={}>'>",
    "<!--><img src=x onerror={}>-->",
    "<!-- --!><img src=x onerror={}>",
    "<![CDATA[><img src=x onerror={}>]]>",
    "<?x ><img src=x onerror={}>?>",
    "<template><img src=x onerror={}></template>",
    "<svg></p><style><a id='</style><img src=1 onerror={}>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror={}>",
    "<b title='`' onmouseover={} autofocus tabindex=0 onfocus={}>`x",
    "<p id=notebook name=formgrader class='nbgrader_cell score' onclick={}>x",
    "<div data-link='x' data-toggle=tooltip data-html=true title='&lt;img src=x onerror={}&gt;'>x",
]
# Where such a piece is put: in Markdown, and into formulas, which are taken out and put back.
PLACES = [
    "{}",
    "`{}",
    "> - {}",
    "| a |\n|---|\n| {} |",
    "$ {} $",
    "$$\n{}\n$$",
    "$\\text{{ {} }}$",
    "\\begin{{align}}{}\\end{{align}}",
    "<b title='$x$ {} $y$'>x</b>",
    '<b title="$\\text{{" }}$ {}">',
    "[a](https://ok.test/$ {} $)",
    "![$ {} $](https://ok.test)",
    "```\n$\n{}\n```\n$",
    "&#xE000;0&#xE001;$x$<b title='&#xE000;0&#xE001;{}'>",
    "\ue0000\ue001{}",
]
FORMULAS = [
    "\\href{javascript:ran()}{x}",
    "\\h\\hrefref{javascript:ran()}{x}",
    "\\style{background:url(https://evil.test/x)}{x}",
    "\\require{html}\\cssId{notebook}{x}\\class{score}{x}",
    "\\unicode[url(//evil.test)]{x3c}img src=x onerror=ran()\\unicode{x3e}",
    "\\text{<img src=x onerror=ran()>}",
    "\\text{&lt;img src=x onerror=ran()&gt;}",
    "\\text{&amp;lt;img src=x onerror=ran()&amp;gt;}",
    '\\color{red" onclick="ran()}{x}',
    "\\mathbf{\\text{</mtext></math><script>ran()</script>}}",
    "\\newcommand{\\a}{<script>ran()</script>}\\a",
    "\\includegraphics{https://evil.test/x}",
    '\\begin{array}{c" onclick="ran()}x\\end{array}',
    "x_{<\\script>ran()</script>}",
]
OWN = [
    "[a](javajavascript:script:ran())",
    "<\\href/div><\\script>ran()<\\/script>",
    "<scr\\href{}ipt>ran()</scr\\href{}ipt>",
    "[a]: javajavascript:script:ran()\n\n[a]",
    f"![x]({FETCH}) ![x][y]\n\n[y]: {FETCH}",
    f"<style>@import '{FETCH}';</style><link rel=stylesheet href={FETCH}><base href={FETCH}>",
    f"<meta http-equiv=refresh content='0;url={FETCH}'>",
    f"<p style='background:url({FETCH})'>x</p><p style='background-color:u\\72l({FETCH})'>x</p>",
    f"<p style='list-style-type:image-set(\"{FETCH}\")'>x</p><table background={FETCH}>",
    f"<img srcset='{FETCH} 1x'><picture><source srcset={FETCH}><img></picture><video poster={FETCH}>",
    f"<svg><image href={FETCH}></svg><svg><use href={FETCH}></svg><input type=image src={FETCH}>",
    f'```mermaid\ngraph TD; A-->B; click A href "{FETCH}"\n</pre><img src=x onerror=ran()>\n```',
    "``` <img src=x onerror=ran()>\n```",
    '[x](<a"onmouseover="ran()>)',
    "[x](https://ok.test \"'onmouseover='ran()\")",
    '![x"onerror="ran()](attachment:a.png)',
    "https://ok.test/\"onmouseover=\"ran() www.ok.test/'onclick='ran()",
    'a@b.c"onclick="ran()',
    "[^1]\n\n[^1]: <img src=x onerror=ran()>",
    "<p style='position:fixed;inset:0;z-index:9;margin-top:-500px'>covers</p>",
]


def texts():
    """All of them, as Markdown; most are HTML as well."""
    linked = [link.format(address) for link, address in itertools.product(LINKS, ADDRESSES)]
    handled = [handler.replace("{}", "ran()").replace("{{", "{").replace("}}", "}") for handler in HANDLERS]
    placed = [place.format(handler) for place, handler in zip(PLACES * 9, handled * 4, strict=False)]
    formulas = [f"${formula}$ and $${formula}$$ and {formula}" for formula in FORMULAS]
    older = [text.replace("alert(1)", "ran()") for text in (*HTML, *MARKDOWN)]
    return list(dict.fromkeys([*older, *linked, *handled, *placed, *formulas, *OWN]))
