// The lines of tables in closed folds, which come in one attribute each (dashboards/components.py): a page with many is
// shown much sooner without them. They are made when their fold is opened, and when the reader has not got anything new
// for a while, so that a search in the page finds them too.
const HELD = "tbody[data-rows]";
const CALM = 2_000;

function made(kind, marks) {
  const element = document.createElement(kind);
  for (const [name, value] of Object.entries(marks)) element.setAttribute(name, value);
  return element;
}

// Words and spans alone; whatever else a cell might hold is left out.
function copyInto(to, from) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.nodeValue);
    if (node.nodeName !== "SPAN") continue;
    const span = document.createElement("span");
    span.className = node.className;
    copyInto(span, node);
    to.append(span);
  }
}

function fill(body) {
  const parser = new DOMParser();
  const columns = [...body.closest("table").tHead.rows[0].cells];
  for (const line of body.dataset.rows.split("\n")) {
    const row = made("tr", { role: "row" });
    line.split("\t").forEach((words, place) => {
      const { className, firstChild } = columns[place];
      const cell = place
        ? made("td", { role: "cell", class: className, "data-label": firstChild.nodeValue })
        : made("th", { scope: "row", role: "rowheader" });
      copyInto(cell, parser.parseFromString(words, "text/html").body);
      row.append(cell);
    });
    body.append(row);
  }
  delete body.dataset.rows;
}

const fillFold = (event) => {
  const fold = event.target.closest?.("summary")?.parentElement ?? event.target;
  if (fold.nodeName === "DETAILS") fold.querySelectorAll(HELD).forEach(fill);
};
document.addEventListener("click", fillFold, true);
document.addEventListener("toggle", fillFold, true);

// Safari has no such call.
const whenIdle = (work) => (window.requestIdleCallback ? requestIdleCallback(work, { timeout: CALM }) : setTimeout(work));
let waiting = 0;

function fillNext() {
  const body = document.querySelector(HELD);
  if (!body) return;
  fill(body);
  whenIdle(fillNext);
}

new MutationObserver(() => {
  clearTimeout(waiting);
  waiting = setTimeout(() => whenIdle(fillNext), CALM);
}).observe(document.documentElement, { subtree: true, childList: true });
