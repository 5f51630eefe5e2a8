// The pages' own HTML, which comes as one attribute (dashboards/components.py). Streamlit would put it through a cleaner
// of its own, element by element, and a reader would wait for that longer than for the figures. The browser's cleaner
// does the same at once: what is not named here, and whatever could run as a program, is left out.
const SENT = "data-html";
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = ["path", "polygon", "polyline", "svg"];
const WRITTEN =
  "a b button caption code col colgroup dd details div dl dt footer h1 h2 h3 i li ol p section span summary table " +
  "tbody td th thead tr ul";
const ALLOWED = WRITTEN.split(" ").map((name) => ({ name, namespace: "http://www.w3.org/1999/xhtml" }));
const CLEANER = { elements: [...ALLOWED, ...DRAWN.map((name) => ({ name, namespace: SVG }))], removeAttributes: [] };

// Safari has no cleaner yet.
function cleaned(content) {
  const { body } = new DOMParser().parseFromString(content, "text/html");
  for (const element of body.querySelectorAll("*")) {
    if (!CLEANER.elements.some((one) => one.name === element.localName && one.namespace === element.namespaceURI)) {
      element.remove();
      continue;
    }
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith("on") || /^\s*javascript:/i.test(value)) element.removeAttribute(name);
    }
  }
  return body.childNodes;
}

function unpack(sent) {
  const place = sent.parentElement;
  const content = sent.getAttribute(SENT);
  if (place.setHTML) place.setHTML(content, { sanitizer: CLEANER });
  else place.replaceChildren(...cleaned(content));
}

const unpackAll = () => document.querySelectorAll(`.stHtml > [${SENT}]`).forEach(unpack);
new MutationObserver(unpackAll).observe(document.documentElement, { subtree: true, childList: true });
