// On a comparison: the pills and the numbers show one competency, or some kinds of change, alone.
(() => {
  const table = document.querySelector("table.pairs");
  const pills = document.querySelector("nav.pills");
  if (!table || !pills) return;
  const read = (hash) => {
    const [competency = "", kinds = ""] = hash.replace(/^#show=/, "").split("~").map(decodeURIComponent);
    return { competency, kinds: kinds.split(",").filter(Boolean) };
  };
  const write = (shown) => `#show=${encodeURIComponent(shown.competency)}~${encodeURIComponent(shown.kinds.join(","))}`;
  const names = [...pills.querySelectorAll("span:first-child a")].map((each) => read(each.hash).competency);

  function draw() {
    const asked = location.hash.startsWith("#show=");
    const shown = asked ? read(location.hash) : { competency: "", kinds: [] };
    let competency = -1;
    const seen = names.filter(Boolean);
    for (const body of table.tBodies) {
      if (body.classList.contains("competency")) competency += 1;
      const other = shown.competency && seen[competency] !== shown.competency;
      const kind = [...body.classList][0];
      body.hidden = other || (kind !== "competency" && kind !== "beside" && shown.kinds.length > 0 && !shown.kinds.includes(kind));
    }
    table.classList.toggle("all", !shown.competency);
    for (const pill of pills.querySelectorAll("a")) {
      const own = read(pill.hash);
      const ofKind = pill.closest("span") !== pills.querySelector("span");
      const kind = ofKind && [...pill.classList].find((name) => name !== "pill");
      const chosen = ofKind ? shown.kinds.includes(kind) : own.competency === shown.competency;
      if (chosen) pill.setAttribute("aria-current", "true");
      else pill.removeAttribute("aria-current");
      if (ofKind) {
        const kinds = shown.kinds.includes(kind) ? shown.kinds.filter((each) => each !== kind) : [...shown.kinds, kind];
        pill.href = write({ competency: shown.competency, kinds });
      } else pill.href = write({ competency: own.competency, kinds: shown.kinds });
    }
  }
  addEventListener("hashchange", draw);
  draw();
})();
