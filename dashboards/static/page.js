// Where the server is. Without it, Streamlit first asks below the page's own address and gets a 404 on every page
// but the first. Read before Streamlit's module runs, because this script stands first in the head.
window.__streamlit = { BACKEND_BASE_URL: new URL("../", document.currentScript.src).href };

// A page is opened without a choice in its address, and the choice is filled in a moment later. That must not become
// a step of its own in the browser's history, or going back would lead to the same page again.
const pushState = history.pushState.bind(history);
history.pushState = (state, unused, url) => {
  const next = new URL(url ?? location.href, location.href);
  const fillsIn = next.pathname === location.pathname && location.search === "";
  if (fillsIn) history.replaceState(state, unused, url);
  else pushState(state, unused, url);
};

// Streamlit's own page frame speaks English and offers no way to change it. WORDS (put before this text by the
// server, from danish/pages.py) says what stands instead; only whole labels are replaced, never text of the pages.
// The one label that is put together is that of the button which removes a choice: "Remove Motalavej".
const ATTRIBUTES = ["aria-label", "title", "alt", "placeholder"];

function danish(label) {
  return WORDS[label] ?? label?.replace(/^Remove (?=.)/, `${WORDS.Remove} `);
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const word = WORDS[node.nodeValue.trim()];
    if (word && node.nodeValue !== word) node.nodeValue = word;
    return;
  }
  // The pages' own part is Danish already, and most of what there is.
  if (node.nodeType !== Node.ELEMENT_NODE || node.classList.contains("stHtml")) return;
  for (const name of ATTRIBUTES) {
    const word = danish(node.getAttribute(name));
    if (word && node.getAttribute(name) !== word) node.setAttribute(name, word);
  }
  // A name on something that says it is nothing; a screen reader may drop either.
  if (node.dataset?.testid === "stFileUploaderDropzone") node.setAttribute("role", "group");
  node.childNodes.forEach(translate);
}

new MutationObserver((changes) => {
  for (const change of changes) {
    const { parentElement, classList } = change.target;
    if (classList?.contains("stHtml") || parentElement?.closest(".stHtml")) continue;
    if (change.type === "childList") change.addedNodes.forEach(translate);
    else translate(change.target);
  }
}).observe(document.documentElement, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ATTRIBUTES,
});

// On a narrow screen the themes of a page are folded but for the first, and each theme's heading is a button that opens
// it. Every line is in the page all the same: paper, a picture and a wider screen show them (page.css hides only here).
const NARROW = matchMedia("(max-width: 700px)");
const THEMES = ".by-theme tbody:has(> tr.group), section.theme";

function isFirst(theme) {
  return theme === (theme.closest("table") ?? document).querySelector(theme.matches("tbody") ? "tbody" : "section.theme");
}

function foldable(theme) {
  const head = theme.querySelector("tr.group > th, :scope > h2, :scope > h3");
  if (!head || head.querySelector("button")) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "opener" });
  button.append(...head.childNodes);
  head.append(button);
  const fold = (isFolded) => {
    theme.classList.toggle("folded", isFolded);
    button.setAttribute("aria-expanded", String(!isFolded));
  };
  button.addEventListener("click", () => fold(!theme.classList.contains("folded")));
  fold(!isFirst(theme));
}

function whole(theme) {
  theme.classList.remove("folded");
  theme.querySelectorAll("button.opener").forEach((button) => button.replaceWith(...button.childNodes));
}

const foldThemes = () => document.querySelectorAll(THEMES).forEach(NARROW.matches ? foldable : whole);
NARROW.addEventListener("change", foldThemes);
new MutationObserver(() => NARROW.matches && foldThemes()).observe(document.documentElement, {
  subtree: true,
  childList: true,
});
