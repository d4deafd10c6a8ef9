// An article: a click on marked words chooses what they tell of, and shows its note. Without this script the same links
// lead to the notes.
"use strict";

const notes = document.getElementById("notes");
const text = document.getElementById("text");
const pieces = text ? [...text.querySelectorAll("a.m")] : [];
const inside = (piece) => piece.dataset.in.split(" ");

function choose(thing, move = true) {
  for (const note of notes.querySelectorAll(".chosen")) note.classList.remove("chosen");
  for (const piece of pieces) piece.classList.toggle("on", thing !== null && inside(piece).includes(thing));
  document.body.classList.toggle("choosing", thing !== null);
  if (thing === null) return;
  const note = notes.querySelector(`[data-thing="${thing}"]`);
  note.classList.add("chosen");
  history.replaceState(null, "", `#${note.id}`);
  if (!move) return;
  const top = note.offsetTop - notes.offsetTop - 12;
  notes.scrollTo({ top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

const chosen = () => notes.querySelector(".chosen")?.dataset.thing ?? null;

if (text) {
  // Words that belong to several statements choose the innermost first, and on further clicks those around it.
  text.addEventListener("click", (event) => {
    const piece = event.target.closest("a.m");
    if (!piece) { choose(null); return; }
    event.preventDefault();
    const things = inside(piece);
    choose(things[(things.indexOf(chosen()) + 1) % things.length]);
  });
}

notes.addEventListener("click", (event) => {
  const note = event.target.closest(".note");
  if (!note || event.target.closest("a")) return;
  choose(note.dataset.thing, false);
  const first = pieces.find((piece) => inside(piece).includes(note.dataset.thing));
  if (first && window.innerWidth >= 900) first.scrollIntoView({ block: "center", behavior: "smooth" });
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") choose(null);
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...notes.querySelectorAll(".note")];
  const next = all[Math.min(all.length - 1, Math.max(0, all.findIndex((n) => n.classList.contains("chosen")) + step))];
  if (!next) return;
  choose(next.dataset.thing);
  pieces.find((piece) => inside(piece).includes(next.dataset.thing))?.scrollIntoView({ block: "center" });
});

function fromAddress() {
  const note = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!note || !note.dataset.thing) return;
  choose(note.dataset.thing);
  pieces.find((piece) => inside(piece).includes(note.dataset.thing))?.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", fromAddress);
fromAddress();
