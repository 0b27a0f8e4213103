"use strict";
/* The page of all countries: choose edition, measure and continent, search, sort, download.
   What is chosen stands in the address (after #), so that a link leads to the same view. The figures
   of a measure come as a script file of their own, because a page from a folder may not fetch. */
const ocdataset = { figures: {}, took(measure, editions) { this.figures[measure] = editions; show(); } };
const VALUE = 0, CLASS = 1, RANK = 2, INTERVAL = 3, PUBLISHED = 4, COMMON = 5;
const at = (id) => document.getElementById(id);
const table = at("countries"), body = table.tBodies[0];
const rows = [...body.rows], order = rows.map((row) => row.dataset.c);
/* the figures come in the order of the names, as the pages have it */
const byName = [...order].sort((a, b) => nameOrder(a) - nameOrder(b));
const chosen = { edition: at("edition"), measure: at("measure"), continent: at("continent"), q: at("search") };
const defaults = Object.fromEntries(Object.entries(chosen).map(([key, field]) => [key, field.value]));
let sort = { by: "rank", down: false };

function nameOrder(code) { return Number(rows[order.indexOf(code)].dataset.n); }
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const nameOf = (row) => row.cells[1].textContent;

/* the address */
function read() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const [key, field] of Object.entries(chosen)) {
    const value = asked.get(key);
    const known = field.options ? [...field.options].some((one) => one.value === value) : value !== null;
    field.value = known ? value : defaults[key];
  }
  const [by, down] = (asked.get("sort") ?? "rank").split("-");
  sort = { by: ["rank", "name", "value", "change"].includes(by) ? by : "rank", down: down === "down" };
}
function write() {
  const now = new URLSearchParams();
  for (const [key, field] of Object.entries(chosen)) if (field.value !== defaults[key]) now.set(key, field.value);
  if (sort.by !== "rank" || sort.down) now.set("sort", sort.by + (sort.down ? "-down" : ""));
  history.replaceState(null, "", "#" + now);
}

/* the figures */
function wanted() {
  const { measure, edition } = chosen, known = ocdataset.figures[measure.value];
  if (known) return known[edition.value] ?? [];
  if (!document.querySelector(`script[src="measure/${CSS.escape(measure.value)}.js"]`)) {
    const script = document.createElement("script");
    script.src = `measure/${measure.value}.js`;
    document.head.append(script);
  }
  return null;
}
function element(name, text, of) {
  const made = document.createElement(name);
  made.textContent = text;
  return Object.assign(made, of);
}
function fill(cell, first, second) {
  cell.replaceChildren(...(first instanceof Node ? [first] : [document.createTextNode(first)]));
  if (second) cell.append(document.createElement("br"), element("small", second));
}

function show() {
  const figures = wanted();
  if (figures === null) return;
  const { edition, measure, continent, q } = chosen;
  const found = new Map(byName.map((code, place) => [code, figures[place] ?? null]));
  let shown = 0;
  for (const row of rows) {
    const code = row.dataset.c, figure = found.get(code), name = nameOf(row);
    const fits = (!continent.value || row.dataset.k === continent.value)
      && (plain(name).includes(plain(q.value)) || code.toLowerCase() === q.value.trim().toLowerCase());
    row.hidden = !fits;
    shown += fits;
    const value = figure?.[VALUE] ?? "";
    fill(row.cells[0], figure?.[RANK] ?? "", figure?.[INTERVAL]);
    fill(row.cells[2], figure
      ? element("a", value || "open", {
        href: `country/${code}.html#${edition.value}-${measure.value}`,
        ariaLabel: `${value || "open"}, proof of ${name}` })
      : "none");
    fill(row.cells[3], figure?.[PUBLISHED] ?? "", figure?.[COMMON]);
  }
  sortRows(found);
  paint(found);
  at("count").textContent = `${shown} of ${rows.length} ${rows.length === 1 ? "country" : "countries"}`;
  at("shown").textContent = `${measure.selectedOptions[0].textContent}, ${edition.value}`;
}

const number = (text) => text ? Number(text.replace("\u2212", "-").replace("=", "")) : NaN;
const keys = {
  rank: (figure) => number(figure?.[RANK]), value: (figure) => number(figure?.[VALUE]),
  change: (figure) => number(figure?.[PUBLISHED]),
};
function sortRows(found) {
  const key = keys[sort.by], turn = sort.down ? -1 : 1;
  const compare = (a, b) => {
    const name = nameOrder(a.dataset.c) - nameOrder(b.dataset.c);
    if (!key) return turn * name;
    const [one, other] = [key(found.get(a.dataset.c)), key(found.get(b.dataset.c))];
    /* what has no figure stands last, whichever way */
    if (isNaN(one) || isNaN(other)) return isNaN(one) - isNaN(other) || name;
    return turn * (one - other) || name;
  };
  body.append(...[...rows].sort(compare));
  for (const head of table.tHead.rows[0].cells) {
    const by = head.firstElementChild.dataset.sort;
    if (by === sort.by) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
}
function paint(found) {
  const map = document.querySelector("svg.map"), row = chosen.measure.selectedOptions[0];
  const side = row.dataset.side;
  for (const part of document.querySelectorAll("svg.map, ul.key")) part.setAttribute("class", `${part.localName === "svg" ? "map" : "key"} ${side}`);
  at("reading").textContent = side === "worse" ? "(higher is worse)" : "(higher is better)";
  const visible = new Set(rows.filter((one) => !one.hidden).map((one) => one.dataset.c));
  for (const path of map.querySelectorAll("path[data-c]")) {
    const code = path.dataset.c, figure = found.get(code);
    path.setAttribute("class", `k${figure ? figure[CLASS] : "-"}${visible.has(code) ? "" : " out"}`);
    path.querySelector("title")?.remove();
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = `${nameOf(rows[order.indexOf(code)])}: ${figure ? figure[VALUE] || "open" : "none"}`;
    path.append(title);
  }
  map.setAttribute("aria-label", `Map of ${row.textContent}, ${chosen.edition.value}; the table below has its figures`);
}

/* the rows that are shown, as a file */
function download() {
  const quoted = (text) => /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const heads = ["edition", "measure", "country", "name", "rank", "what_if_interval", "value", "published_change", "like_for_like"];
  const lines = [...body.rows].filter((row) => !row.hidden).map((row) => {
    const figure = ocdataset.figures[chosen.measure.value][chosen.edition.value]?.[byName.indexOf(row.dataset.c)] ?? [];
    return [chosen.edition.value, chosen.measure.value, row.dataset.c, nameOf(row),
      ...[RANK, INTERVAL, VALUE, PUBLISHED, COMMON].map((column) => String(figure[column] ?? ""))];
  });
  const text = [heads, ...lines].map((line) => line.map(quoted).join(",")).join("\n") + "\n";
  const link = element("a", "", { download: `ocdataset-${chosen.edition.value}-${chosen.measure.value}.csv` });
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.click();
  URL.revokeObjectURL(link.href);
}

read();
for (const field of Object.values(chosen)) field.addEventListener("input", () => { write(); show(); });
at("choose").addEventListener("submit", (event) => event.preventDefault());
at("download").addEventListener("click", download);
for (const button of table.tHead.querySelectorAll("button")) button.addEventListener("click", () => {
  const by = button.dataset.sort;
  /* the first click on a column of figures puts the highest value first */
  sort = { by, down: sort.by === by ? !sort.down : by === "value" || by === "change" };
  write();
  show();
});
addEventListener("hashchange", () => { read(); show(); });
document.querySelector("svg.map").addEventListener("click", (event) => {
  const code = event.target.closest("path[data-c]")?.dataset.c;
  if (code) location.href = `country/${code}.html`;
});
at("choose").hidden = false;
