// The page that a room's link opens. The key stands behind the # of the address, where no server
// sees it and no log has it: this takes it from there and sends it in a form, for a cookie.
(() => {
  const KEPT = "ladder-room";
  const form = document.querySelector("form[data-link]");
  const given = location.hash.slice(1);
  if (given) history.replaceState(null, "", location.pathname);
  // Signing in comes in between where that is required; the key waits in this tab for it.
  let link = given;
  try {
    if (given) sessionStorage.setItem(KEPT, given);
    else {
      link = sessionStorage.getItem(KEPT) ?? "";
      sessionStorage.removeItem(KEPT);
    }
  } catch {
    // A browser without storage: whoever signs in opens the link once more.
  }
  if (!form || !link) return;
  form.elements.link.value = link;
  form.submit();
})();
