// Light or dark, as the reader chose: the one thing that the site remembers, in their browser.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const kept = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // a browser that keeps nothing
    }
  };
  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  if (kept() === "light" || kept() === "dark") root.dataset.theme = kept();
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const say = () => (button.textContent = dark() ? button.dataset.light : button.dataset.dark);
    button.hidden = false;
    say();
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // It holds for this page alone then.
      }
      say();
    });
    // A link to a statement opens it.
    const open = () => {
      const id = decodeURIComponent(location.hash.slice(1));
      const told = id ? document.getElementById(id) : null;
      if (told?.matches("details")) told.open = true;
    };
    addEventListener("hashchange", open);
    open();
  });
})();
