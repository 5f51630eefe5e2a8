"""What a reader waits for in Chromium: until a page can be read, and until it shows another choice."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

_CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]

# From the click on an option until the page's heading is another, and until nothing on the page changes any more; both
# when they have been painted.
_WATCH = """() => {
  const main = document.querySelector(".stMain");
  const heading = () => main.querySelector("h1")?.textContent;
  const before = heading();
  window.changed = new Promise((done) => {
    document.addEventListener("click", () => {
      const start = performance.now();
      let first = 0, last = 0;
      const painted = () => requestAnimationFrame(() => setTimeout(() => {
        last = (performance.now() - start) / 1000;
        if (!first && heading() && heading() !== before) first = last;
      }));
      new MutationObserver(painted).observe(main, { subtree: true, childList: true, characterData: true });
      const look = () => {
        if (!first || (performance.now() - start) / 1000 - last < 0.5) return setTimeout(look, 100);
        done([first, last]);
      };
      look();
    }, { capture: true, once: true });
  });
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


def first_page(browser: Browser, address: str, ready: str) -> float:
    """Seconds until an element is there in a browser that has never been here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="da-DK")
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(ready, timeout=120_000)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def changes(browser: Browser, address: str, label: str, most: int) -> list[tuple[float, float]]:
    """Seconds until the heading and until the whole page has changed, for each option of a choice in the side bar."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="da-DK")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("footer.foot", timeout=120_000)
    took = [_change(page, label, place) for place in range(1, most + 1)]
    context.close()
    return took


def _change(page: Page, label: str, place: int) -> tuple[float, float]:
    page.get_by_role("combobox", name=label, exact=True).click()
    option = page.get_by_role("option").nth(place)
    option.wait_for()
    page.evaluate(_WATCH)
    option.click()
    heading, whole = page.evaluate("() => window.changed")
    return float(heading), float(whole)
