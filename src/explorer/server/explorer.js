// What Streamlit's elements cannot do, in one file that comes from this server alone. It reads
// data attributes of HTML that the app wrote and escaped; it never makes HTML of its own.
//
//   <a data-in-app href="./compare?left=L3">   goes there within the visit, as a page link does;
//                                             in a <nav>, the link drawn in its place has the focus
//   <a data-in-app data-speak="de" href>      the same page in that language, with all that was done on it;
//   <a data-card="sre/L4/consulting" href>    opens the statement's card over the page
//   <button data-copy="text">                 copies the text and says so
//   <button data-copy="./compare" data-address>   copies the whole of that address
//   <button data-print>                       opens the browser's print dialog
//   <div class="lx-state" data-view data-language data-remember data-copied data-focus data-unsaved data-ticket
//     data-forget data-room data-resting>
//       the page's language, and the cookie that remembers it; what a button says that copied;
//       the view that is drawn: another one begins at its top, with the focus in the field of
//       that label or on what has data-arrive; while something is unsaved, leaving asks first; with
//       a ticket the browser gets the cookie of its key (or loses it), and the app is told; with
//       a room in view the app hears whether somebody looks at it, and that its page asks no more.
//   <div data-arrive data-keys tabindex="-1">  has the focus on arrival; with data-keys it is what
//       the keys of the page rate: one that comes before it has changed waits for that.
(() => {
  const app = (window.ladderExplorer ??= { view: null });
  const state = document.querySelector(".lx-state");
  if (state && state.dataset.view !== app.view) {
    if (app.view !== null) document.querySelector(".stMain")?.scrollTo(0, 0);
    app.view = state.dataset.view;
    if (state.dataset.focus && matchMedia("(pointer: fine)").matches) focusOn(state.dataset.focus, 100);
    else arrive(100);
  }
  if (state?.dataset.language) document.documentElement.lang = state.dataset.language;
  if (state?.dataset.remember && state.dataset.remember !== app.remembered) {
    app.remembered = state.dataset.remember;
    const root = new URL(window.__streamlit?.BACKEND_BASE_URL ?? "./", location.href).pathname;
    document.cookie = `${app.remembered}; path=${root}; max-age=31536000; SameSite=Lax`;
  }
  if (state?.dataset.ticket && state.dataset.ticket !== app.ticket) {
    app.ticket = state.dataset.ticket;
    redeem(app.ticket, "forget" in state.dataset);
  }
  if (state && "room" in state.dataset) beInRoom(state.dataset.room);
  if (app.listening) return;
  app.listening = true;

  // A room's screen that nobody looks at stops asking for news, and goes on when it is looked at.
  const press = (name) => document.querySelector(`.st-key-room_${name} button`)?.click();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(app.restingSoon);
    if (document.hidden) app.restingSoon = setTimeout(() => press("rest"), 60_000);
    else wake();
  });
  for (const event of ["pointermove", "keydown"]) window.addEventListener(event, wakeSlow, { passive: true });

  function wake() {
    if (document.querySelector(".lx-state[data-resting]")) press("wake");
  }

  // What is slow because nothing happened for long is quick again once somebody is there.
  function wakeSlow() {
    if (!document.querySelector(".lx-state[data-room][data-resting]")) return;
    if (performance.now() - (app.woken ?? -1e9) < 3_000) return;
    app.woken = performance.now();
    press("wake");
  }

  // Streamlit drops what tells a page to ask for news where a question crosses the end of a run: on a
  // busy machine 2 chairs of 25 followed their panel no more.
  let ran = performance.now();
  const runs = { subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] };
  new MutationObserver(() => { ran = performance.now(); }).observe(document.body, runs);
  setInterval(() => {
    if (document.hidden || performance.now() - ran < 8_000) return;
    if (!document.querySelector(".lx-state[data-room]:not([data-resting])")) return;
    ran = performance.now();
    press("wake");
  }, 2_000);

  document.addEventListener("click", (event) => {
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button !== 0 || modified) return;
    const target = event.target.closest("[data-in-app], [data-card], [data-copy], [data-print]");
    if (!target) return;
    event.preventDefault();
    if ("copy" in target.dataset) copy(target);
    else if ("print" in target.dataset) window.print();
    else if ("card" in target.dataset) {
      const here = new URL(location.href);
      here.searchParams.set("card", target.dataset.card);
      go(here.pathname + here.search);
    } else if ("speak" in target.dataset) {
      // The last letter typed goes to the server after up to 100 ms, and must not meet the page
      // while it is drawn in the other language: the whole field was lost, once in 20 times.
      setTimeout(speak, 200, target.dataset.speak);
    } else {
      const nav = target.closest("nav[aria-label]");
      go(target.getAttribute("href"));
      if (nav) keepFocus(nav.ariaLabel, [...nav.querySelectorAll("a")].indexOf(target), 40);
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector(".lx-state[data-unsaved]")) event.preventDefault();
  });

  // Streamlit makes one press of two of the same key while it runs: each waits for its turn.
  const BUTTONS = { arrowleft: "back", arrowright: "skip", u: "undo" };
  const waiting = [];
  let told = null; // what the last key was about, until it has changed
  let since = 0;
  window.addEventListener("keydown", hold, true);

  function hold(event) {
    const about = document.querySelector("[data-keys]");
    const key = event.key.toLowerCase();
    const modified = event.metaKey || event.ctrlKey || event.altKey || event.shiftKey;
    if (!about || modified || !(key in BUTTONS || /^[1-9]$/.test(key))) return;
    if (event.target.closest("input, textarea, [role=radiogroup]")) return;
    if (told === null) begin(about);
    else {
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting.push(BUTTONS[key] ?? key);
    }
  }

  function begin(about) {
    told = about.textContent;
    since = performance.now();
    setTimeout(release, 10);
  }

  function release() {
    const about = document.querySelector("[data-keys]");
    // A key may change nothing: before the first statement there is none. And for a moment the
    // page has neither the old one nor the new.
    if ((!about || about.textContent === told) && performance.now() - since < 1500) {
      setTimeout(release, 10);
      return;
    }
    told = null;
    if (!about) waiting.length = 0;
    else if (waiting.length) {
      const button = document.querySelector(`.st-key-rate-${waiting.shift()} button`);
      begin(about);
      button?.click();
    }
  }

  // Who starts a room, or changes its key, gets its cookie without leaving the page.
  async function beInRoom(ticket) {
    try {
      sessionStorage.removeItem("ladder-room"); // what brought the visitor here (room.js)
    } catch {
      // Nothing is stored then.
    }
    if (!ticket || ticket === app.roomTicket) return;
    app.roomTicket = ticket;
    const [id, key, token] = ticket.split(".");
    let done = false;
    try {
      const body = new URLSearchParams({ link: `${id}.${key}`, token });
      const given = await fetch(new URL("./room", location.href), { method: "POST", body });
      done = given.ok && (await fetch(new URL(`./room/${id}`, location.href), { cache: "no-store" })).ok;
    } catch {
      // Not reached: the app hears that it was refused.
    }
    document.querySelector(`.st-key-room_${done ? "held" : "refused"} button`)?.click();
  }

  // No script can read the cookie, so the server is asked a second time whether it came.
  async function redeem(ticket, forget) {
    const address = new URL(`./browser/${ticket}`, location.href);
    const ask = async (method) => (await fetch(address, { method, cache: "no-store" })).ok;
    let done = false;
    try {
      done = forget ? await ask("DELETE") : (await ask("POST")) && (await ask("GET"));
    } catch {
      // Not reached: the app hears that it was refused.
    }
    document.querySelector(`.st-key-browser_${done ? "yes" : "no"} button`)?.click();
  }

  function go(address) {
    // Streamlit follows the browser's history, so a step in it is a link within the visit.
    history.pushState({}, "", address);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  // What the address says may be older than what was typed. The language alone says: stay as it is.
  function speak(language) {
    const here = location.href;
    go(`${location.pathname}?lang=${encodeURIComponent(language)}`);
    history.replaceState({}, "", here);
  }

  // The focus leaves what was pressed to get here: keys are for what is here now.
  function arrive(tries) {
    const target = document.querySelector("[data-arrive]");
    if (target) target.focus({ preventScroll: true });
    else if (tries) setTimeout(() => arrive(tries - 1), 10);
  }

  function focusOn(label, tries) {
    const field = [...document.querySelectorAll("input[aria-label]")].find(
      (each) => each.getAttribute("aria-label") === label,
    );
    if (field) {
      if (document.activeElement === document.body || !document.activeElement.matches("input, textarea"))
        field.focus({ preventScroll: true });
    } else if (tries) setTimeout(() => focusOn(label, tries - 1), 10);
  }

  function keepFocus(label, at, tries) {
    // Drawn anew, the pressed link is gone and the focus with it; nothing else has taken it yet.
    const link = document.querySelector(`nav[aria-label="${CSS.escape(label)}"]`)?.querySelectorAll("a")[at];
    if (link && document.activeElement === document.body) link.focus({ preventScroll: true });
    else if (tries) setTimeout(() => keepFocus(label, at, tries - 1), 50);
  }

  async function copy(button) {
    // Only the browser knows under which name, and below which path, it reached this server.
    const { copy: given, address, said } = button.dataset;
    const text = address === undefined ? given : new URL(given, location.href).href;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without TLS a browser has no clipboard for scripts but this old way.
      const field = Object.assign(document.createElement("textarea"), { value: text });
      button.after(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    const words = button.textContent;
    button.textContent = said ?? document.querySelector(".lx-state")?.dataset.copied ?? "Copied";
    setTimeout(() => (button.textContent = words), 1600);
  }
})();
