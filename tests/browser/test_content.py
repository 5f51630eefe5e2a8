"""The pages' own HTML: it comes in one attribute, and the browser's cleaner lets through what pages are made of."""

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.browser

WRITTEN = (
    '<section class="theme"><h2>It&#39;s &amp; <i style="left:1%"></i></h2><table role="table"><tbody><tr>'
    '<td data-label="a&quot;b">1</td></tr></tbody></table><details><summary>Tal</summary></details>'
    '<svg viewBox="0 0 10 10" preserveAspectRatio="none"><polyline points="0,0 1,1" vector-effect="non-scaling-stroke">'
    "</polyline></svg></section>"
)
FOREIGN = (
    "<script>window.ran = true</script><img src=x onerror='window.ran = true'><iframe src=/></iframe><form></form>"
    "<svg><script>window.ran = true</script></svg>"
)
RISKY = '<p onclick="window.ran = true"><a href="javascript:window.ran = true">x</a></p>'
SHOW = """content => {
    const place = document.querySelector(".stMain .stHtml").cloneNode();
    const sent = document.createElement("div");
    sent.dataset.html = content;
    place.append(sent);
    document.body.append(place);
    return new Promise(done => setTimeout(() => done([place.innerHTML, String(window.ran)]), 200));
}"""


@pytest.mark.parametrize("has_cleaner", [True, False])
def test_what_pages_are_made_of_comes_through_and_nothing_that_could_run(visit: Callable, has_cleaner: bool):
    visited = visit()
    page = visited.open("/")
    if not has_cleaner:
        page.evaluate("() => { delete Element.prototype.setHTML; }")
    made, ran = page.evaluate(SHOW, WRITTEN + FOREIGN + RISKY)
    assert made.replace("<svg></svg>", "") == WRITTEN.replace("&#39;", "'") + "<p><a>x</a></p>"
    assert ran == "undefined"
    # The page's policy refuses the handlers as well, aloud, as they are read.
    visited.problems[:] = [one for one in visited.problems if "inline event handler" not in one]


def test_nothing_of_a_page_is_left_packed(visit: Callable):
    page = visit().open("/omraade")
    assert page.locator("[data-html]").count() == 0
    assert page.locator(".stMain .stHtml h1").count() == 1
