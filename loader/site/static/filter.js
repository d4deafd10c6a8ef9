// Long lists: a field that leaves only the entries with the words that are typed.
"use strict";

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const list of document.querySelectorAll("[data-filter]")) {
  const entries = [...list.children].map((entry) => [entry, plain(entry.textContent)]);
  const label = document.createElement("label");
  const field = document.createElement("input");
  const count = document.createElement("span");
  label.className = "filter";
  field.type = "search";
  count.setAttribute("role", "status");
  label.append(list.dataset.filter, field, count);
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/);
    let shown = 0;
    for (const [entry, text] of entries) {
      entry.hidden = !words.every((word) => text.includes(word));
      shown += entry.hidden ? 0 : 1;
    }
    count.textContent = field.value.trim() ? `${shown} of ${entries.length}` : "";
  });
  (list.closest(".scroll") ?? list).before(label);
}
