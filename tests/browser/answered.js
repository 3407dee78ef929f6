/* Runs before a page's own scripts: notes what the page has asked of the server and whether it
   was answered. A page that asked says so nowhere until the answer begins, and on a busy machine
   that is later than a test looks. `window.owed` is true from a question until the run of the
   script that began after it has ended. What the page asks on a timer is nobody's question. */
(() => {
  const RERUN = 11, FRAGMENT = 5, TIMER = 6, BEGUN = 4, ENDED = 6;
  const EARLY = 2, FRAGMENT_ENDED = 3;

  /* The fields of a protobuf message: numbers as they are, the rest as bytes. */
  function fields(bytes) {
    const found = {};
    let at = 0;
    const number = () => {
      let value = 0, scale = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * scale; scale *= 128; } while (byte & 128);
      return value;
    };
    while (at < bytes.length) {
      const tag = number(), kind = tag % 8, name = Math.floor(tag / 8);
      if (kind === 0) { found[name] = number(); continue; }
      const size = kind === 2 ? number() : kind === 1 ? 8 : 4;
      found[name] = bytes.subarray(at, at + size);
      at += size;
    }
    return found;
  }

  window.owed = false;
  let whole = false, begun = false;

  function asked(data) {
    const request = fields(new Uint8Array(data))[RERUN];
    const said = request && fields(request);
    if (!said || said[TIMER]) return;
    whole = (window.owed && whole) || !said[FRAGMENT];
    begun = false;
    window.owed = true;
  }

  function heard(data) {
    if (!window.owed) return;
    const said = fields(new Uint8Array(data));
    if (BEGUN in said) begun = true;
    if (!(ENDED in said) || !begun || said[ENDED] === EARLY) return;
    if (said[ENDED] !== FRAGMENT_ENDED || !whole) window.owed = false;
  }

  window.WebSocket = class extends WebSocket {
    constructor(...where) {
      super(...where);
      window.owed = false;  // what a broken connection was asked, nobody answers
      this.addEventListener('message', ({data}) => { if (data instanceof ArrayBuffer) heard(data); });
    }
    send(data) {
      if (typeof data !== 'string') asked(data.buffer ? data.slice().buffer : data);
      super.send(data);
    }
  };
})();
