// "Hent": a table as CSV and a chart as PNG, made of what the reader sees and nothing else, in the reader's own browser.
// FETCH (put before this text by the server, from danish/page_fetch.py) holds the Danish words. Every file names the
// plan, the date, the build and the sources, as the page's own head and foot say them.
const STYLE = new URL("./page.css", document.currentScript.src).href;
const ASIDE = ".small, .mark";
const HEADINGS = ".stMain h1, .stMain h2, .stMain h3";
const CHARTS = ".curve, table.drawn";
// More than this in one direction is more than a browser draws.
const MOST_PIXELS = 16_000;
const NUMBER = /^[+\-−]?\d[\d.]*(,\d+)?( %)?$/;

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-fetch]");
  if (!button) return;
  if (button.dataset.fetch === "csv") saveTable(lastBefore(button, "table"));
  else savePicture(lastBefore(button, CHARTS)).catch(() => button.insertAdjacentText("afterend", ` ${FETCH.failed}`));
});

const isBefore = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
const every = (selector) => [...document.querySelectorAll(selector)];
const lastBefore = (node, selector) => every(selector).findLast((one) => isBefore(one, node));
const words = (node) => (node?.textContent ?? "").replace(/\s+/g, " ").trim();

// The page's head and foot in words, and the notes that belong to a table or chart.
function origin(node) {
  const next = every(HEADINGS).find((one) => isBefore(node, one));
  const notes = every(".notes").find((one) => isBefore(node, one));
  const own = notes && (!next || isBefore(notes, next)) ? [...notes.children] : [];
  const warnings = every(".notice").filter((one) => FETCH.warnings.includes(words(one)));
  return [document.querySelector(".kicker"), ...warnings, ...own, ...every(".foot p")].map(words).filter(Boolean);
}

function fileName(title, suffix) {
  const ascii = title.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa");
  const short = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");
  const build = document.querySelector(".foot")?.dataset.build;
  return [short, build].filter(Boolean).join("-") + suffix;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// A cell's figure, and what stands beside it: its small lines and its marks. Drawings say nothing of their own.
function parts(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("[aria-hidden=true]").forEach((one) => one.remove());
  const aside = [...copy.querySelectorAll(ASIDE)].filter((one) => !one.parentElement.closest(ASIDE));
  const remarks = aside.map((one) => (one.remove(), words(one))).filter(Boolean);
  return { main: words(copy), remark: remarks.join(" · ") };
}

// Excel knows no true minus; what it would take for a formula gets an apostrophe before it.
function field(text) {
  let safe = NUMBER.test(text) ? text.replace("−", "-") : text;
  if (/^[=+\-@]/.test(safe) && !NUMBER.test(safe)) safe = `'${safe}`;
  return /[;"\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// A line of words alone (`.words`) says what the figures above it say, and would stand in their columns.
function tableLines(table) {
  const headings = [...table.tHead.rows[0].cells].map((cell) => {
    const { main, remark } = parts(cell);
    return remark ? `${main} (${remark})` : main;
  });
  let group = "";
  const lines = [];
  for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
    if (row.classList.contains("group")) {
      const { main, remark } = parts(row.cells[0]);
      group = [main, remark].filter(Boolean).join(" · ");
    } else if (!row.querySelector(".words")) lines.push({ group, cells: [...row.cells].map(parts) });
  }
  const hasGroups = lines.some((line) => line.group);
  const hasRemark = headings.map((_, at) => lines.some((line) => line.cells[at]?.remark));
  const split = (at, main, remark) => (hasRemark[at] ? [main, remark] : [main]);
  const head = headings.flatMap((name, at) => split(at, name, `${name}, ${FETCH.remark}`));
  const body = lines.map((line) => [
    ...(hasGroups ? [line.group] : []),
    ...headings.flatMap((_, at) => split(at, line.cells[at]?.main ?? "", line.cells[at]?.remark ?? "")),
  ]);
  const whole = [[...(hasGroups ? [FETCH.group] : []), ...head], ...body];
  const isFilled = whole[0].map((_, at) => body.some((line) => line[at]));
  return whole.map((line) => line.filter((_, at) => isFilled[at]));
}

function saveTable(table) {
  const title = words(table.caption);
  const about = [title, ...origin(table), `${FETCH.address}: ${location.href}`].map((line) => `# ${line}`);
  const lines = tableLines(table).map((line) => line.map(field).join(";"));
  const text = [...about.map((line) => line.replaceAll(";", ",")), ...lines, ""].join("\r\n");
  save(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }), fileName(title, ".csv"));
}

function element(kind, text) {
  const made = document.createElement(kind);
  made.textContent = text;
  return made;
}

// The chart with its heading, the words below that, and its origin, laid out out of sight at the width it has.
function sheet(chart) {
  const heading = every(HEADINGS).findLast((one) => isBefore(one, chart));
  const said = every(".stHtml p:not(.fetch)").filter((one) => isBefore(heading, one) && isBefore(one, chart));
  const copy = (chart.closest(".heat") ?? chart).cloneNode(true);
  copy.querySelectorAll(".fetch").forEach((one) => one.remove());
  copy.querySelectorAll(".folded").forEach((one) => one.classList.remove("folded"));
  if (!copy.tHead) copy.style.height = `${chart.offsetHeight}px`;
  const made = document.createElement("div");
  made.className = "stHtml picture";
  made.style.width = `${chart.offsetWidth}px`;
  made.append(element("h3", words(heading)), ...said.map((one) => element("p", words(one))), copy);
  for (const line of origin(chart)) made.append(Object.assign(element("p", line), { className: "note" }));
  return { made, title: words(heading) };
}

async function savePicture(chart) {
  const style = await (await fetch(STYLE)).text();
  const { made, title } = sheet(chart);
  document.body.append(made);
  // The page's own type is not at hand inside an image; another one may need a line more.
  const [wide, high] = [made.offsetWidth, made.offsetHeight + 48];
  const source = new XMLSerializer().serializeToString(made);
  made.remove();
  // What Streamlit's own style sheet says on the page.
  const rules = `${style} * { box-sizing: border-box; } .picture { position: static; box-sizing: content-box; }`;
  const drawing =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><style><![CDATA[${rules}]]></style>` +
    `<foreignObject width="100%" height="100%">${source}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const scale = Math.min(2, MOST_PIXELS / high, MOST_PIXELS / wide);
  const size = { width: Math.round(wide * scale), height: Math.round(high * scale) };
  const canvas = Object.assign(document.createElement("canvas"), size);
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  canvas.toBlob((blob) => save(blob, fileName(title, ".png")), "image/png");
}
