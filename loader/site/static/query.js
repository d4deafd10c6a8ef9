// The page of queries: a shipped question to start with, the answer as a table. No library, nothing from elsewhere.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const MOST = 1000; // rows shown; the downloads have them all
const TABLE = "application/sparql-results+json";

function choose(name) {
  const query = data.shipped.find((q) => q.name === name);
  at("question").textContent = query ? query.question : "";
  if (query) at("query").value = query.text;
  at("parameters").replaceChildren(...(query ? query.parameters.map(parameter) : []));
  fit();
}

// A field for a parameter: what is typed takes the place of the default in the query, as text, whatever it is.
function parameter({ name, default: value, note }) {
  const label = document.createElement("label");
  const field = document.createElement("input");
  field.value = value;
  field.name = "";
  label.title = note;
  label.append(name, field);
  field.addEventListener("input", () => {
    const clause = new RegExp(`VALUES\\s+\\?${name}\\s*{(?:"(?:[^"\\\\]|\\\\.)*"|[^}"])*}`, "g");
    const text = field.value.replace(/["\\]/g, "\\$&");
    at("query").value = at("query").value.replace(clause, () => `VALUES ?${name} { "${text}" }`);
  });
  return label;
}

// As high as its query, within reason.
function fit() {
  const lines = at("query").value.split("\n").length + 1;
  at("query").rows = Math.min(24, Math.max(8, lines));
}

// An IRI as the prefixes of the graph shorten it.
function shorten(iri) {
  const head = Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1;
  const prefix = data.prefixes[iri.slice(0, head)];
  return prefix ? `${prefix}:${iri.slice(head)}` : iri;
}

function cell(term) {
  const td = document.createElement("td");
  if (!term) return td;
  if (term.type !== "uri") {
    td.textContent = term.value;
    td.dir = "auto";
    if (/[#](integer|decimal|double)$/.test(term.datatype || "")) td.className = "number";
    return td;
  }
  const short = shorten(term.value);
  const a = document.createElement("a");
  const ours = /^(article|statement|report|actor|meeting):/.test(short);
  if (ours) a.href = `/about?iri=${encodeURIComponent(term.value)}`;
  else if (/^https?:/.test(term.value)) { a.href = term.value; a.rel = "noreferrer"; }
  a.textContent = short;
  a.title = term.value;
  td.append(a);
  return td;
}

function table(names, rows) {
  const made = document.createElement("table");
  made.className = "answer";
  const head = made.createTHead().insertRow();
  for (const name of names) {
    const th = document.createElement("th");
    th.scope = "col";
    th.textContent = name;
    head.append(th);
  }
  const body = made.createTBody();
  for (const row of rows.slice(0, MOST)) body.insertRow().append(...names.map((name) => cell(row[name])));
  return made;
}

function show(text, type) {
  if (!type.startsWith(TABLE)) {
    const pre = document.createElement("pre");
    pre.textContent = text;
    at("answer").replaceChildren(pre);
    return "";
  }
  const told = JSON.parse(text);
  if ("boolean" in told) {
    const p = document.createElement("p");
    p.className = "lead";
    p.textContent = told.boolean ? "Yes." : "No.";
    at("answer").replaceChildren(p);
    return "";
  }
  const rows = told.results.bindings;
  at("answer").replaceChildren(table(told.head.vars, rows));
  const cut = rows.length > MOST ? `, the first ${MOST} shown` : "";
  return `${rows.length.toLocaleString("en")} row${rows.length === 1 ? "" : "s"}${cut}`;
}

async function ask(accept) {
  return fetch("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: accept },
    body: at("query").value,
  });
}

async function run() {
  at("state").textContent = "asking …";
  at("error").hidden = true;
  try {
    const response = await ask(`${TABLE}, text/turtle`);
    const text = await response.text();
    if (!response.ok) throw new Error(text.trim());
    at("state").textContent = show(text, response.headers.get("Content-Type"));
    at("downloads").hidden = !response.headers.get("Content-Type").startsWith(TABLE);
    history.replaceState(null, "", `/sparql?query=${encodeURIComponent(at("query").value)}`);
  } catch (error) {
    at("state").textContent = "";
    at("downloads").hidden = true;
    at("answer").replaceChildren();
    at("error").textContent = error.message;
    at("error").hidden = false;
  }
}

async function save(link) {
  const blob = await (await ask(link.dataset.form)).blob();
  const a = document.createElement("a");
  a.href = URL.createObjectURL(blob);
  a.download = link.dataset.name;
  a.click();
  URL.revokeObjectURL(a.href);
}

at("shipped").addEventListener("change", (event) => choose(event.target.value));
at("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
at("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
});
for (const link of at("downloads").querySelectorAll("a")) {
  link.addEventListener("click", (event) => { event.preventDefault(); save(link); });
}

const given = new URLSearchParams(location.search).get("query");
if (given) {
  at("query").value = given;
  fit();
  run();
} else {
  at("shipped").value = data.shipped[0].name;
  choose(data.shipped[0].name);
}
