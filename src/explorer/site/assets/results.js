// Draws what search.js finds, as one types: by level, the best first in each, with the words marked.
(() => {
  const form = document.querySelector("form.search");
  const out = document.getElementById("results");
  const said = document.getElementById("said");
  const { entries, search, marksOf } = window.ladderFind;
  const [field, ...choices] = ["q", "in", "about"].map((name) => form.elements[name]);
  const names = JSON.parse(out.dataset.names);
  const words = JSON.parse(out.dataset.words);
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const quoted = (some) => some.map((word) => filled(words.quotes, { word })).join(", ");
  const MOST = 60;
  const make = (tag, ...inside) => {
    const made = document.createElement(tag);
    made.append(...inside);
    return made;
  };

  function text(hit, terms) {
    const entry = entries[hit.text];
    const link = make("a");
    link.className = "card";
    link.href = out.dataset.top + (entry.to.includes("#") ? entry.to.replace("#", "index.html#") : `${entry.to}index.html`);
    let at = 0;
    if (entry.kind === "fact") link.append(`${entry.scope}: `);
    for (const [start, end] of marksOf(hit.text, terms)) {
      link.append(entry.text.slice(at, start), make("mark", entry.text.slice(start, end)));
      at = end;
    }
    link.append(entry.text.slice(at));
    const item = make("li", link);
    const tag = words.kinds[entry.kind];
    if (tag) {
      const shown = make("span", tag);
      shown.className = "tag";
      item.append(" ", shown);
    }
    if (entry.competency) item.append(make("small", names.competencies[`${entry.ladder}/${entry.competency}`] ?? ""));
    return item;
  }

  function list(hits, terms) {
    const made = make("div");
    made.className = "hits";
    const groups = [
      [words.full, hits.filter((hit) => hit.tier === "full")],
      [words.rest, hits.filter((hit) => hit.tier !== "full")],
    ].filter(([, some]) => some.length);
    for (const [title, some] of groups) {
      if (groups.length > 1) made.append(Object.assign(make("h2", title), { className: "tier" }));
      const levels = new Map();
      for (const hit of some.slice(0, MOST)) {
        const { ladder, level } = entries[hit.text];
        const key = `${ladder}/${level}`;
        levels.set(key, [...(levels.get(key) ?? []), hit]);
      }
      const order = Object.keys(names.levels);
      for (const key of [...levels.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b))) {
        made.append(make(groups.length > 1 ? "h3" : "h2", names.levels[key]));
        made.append(make("ul", ...levels.get(key).map((hit) => text(hit, terms))));
      }
    }
    return made;
  }

  function draw() {
    const query = field.value;
    const [level, competency] = choices.map((each) => each.value);
    const allowed = (entry) => (!level || `${entry.ladder}/${entry.level}` === level) && (!competency || entry.competency === competency);
    const found = search(query, allowed);
    const hits = found.hits.length ? found.hits : (found.offer ?? []);
    out.replaceChildren();
    if (!query.trim()) said.textContent = "";
    else if (found.hits.length) said.textContent = `${hits.length} ${words.results[hits.length === 1 ? 0 : 1]}`;
    else if (hits.length) said.textContent = filled(words.offer, { without: quoted(found.without), words: quoted(found.with) });
    else said.textContent = filled(words.nothing, { query: query.trim() });
    if (hits.length) out.append(list(hits, found.terms));
  }

  const asked = new URLSearchParams(location.search);
  if (asked.has("q")) field.value = asked.get("q");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", draw);
  field.focus();
  draw();
})();
