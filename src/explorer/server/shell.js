// Said before anything of Streamlit runs: where its server is, so that it need not ask at each
// deep link. This file stands at <root>/assets/shell.js, wherever a proxy puts the root.
window.prerenderReady = false;
window.__streamlit = { BACKEND_BASE_URL: new URL("..", document.currentScript.src).href };
