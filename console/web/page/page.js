"use strict";
// What a terminal window does and the page's terminal does not: the title, the bell, and saying
// why it ended. The script beside this one opens the WebSocket; here it is only listened to.
(() => {
  const TITLE = /\x1b\][02];([^\x07\x1b]*)(?:\x07|\x1b\\)/g;
  const CONTROL = /\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g; // ends with a bell that rings nothing
  const OVER = 1000;
  const FULL = 4003;
  const own = document.title;
  const decoder = new TextDecoder();
  let sound;

  function ring() {
    sound = sound || new AudioContext(); // a browser lets it sound once a key was pressed
    const tone = sound.createOscillator();
    const loudness = sound.createGain();
    loudness.gain.value = 0.1;
    tone.frequency.value = 880;
    tone.connect(loudness).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 0.2);
  }

  function heard(bytes) {
    if (!bytes.includes(7) && !bytes.includes(27)) return;
    const text = decoder.decode(bytes);
    for (const [, title] of text.matchAll(TITLE)) document.title = title || own;
    if (text.replace(CONTROL, "").includes("\x07")) ring();
  }

  function ended(code) {
    const words = document.body.dataset;
    const why = code === OVER ? words.over : code === FULL ? words.full : words.lost;
    document.body.classList.add("-ended");
    document.title = own;
    document.getElementById("why").textContent = why;
    document.getElementById("ended").hidden = false;
    const again = document.getElementById("again");
    again.onclick = () => location.reload();
    again.focus();
  }

  function takeKeys() {
    document.querySelector(".xterm-helper-textarea")?.focus();
  }
  window.addEventListener("focus", takeKeys);

  window.WebSocket = class extends WebSocket {
    constructor(address) {
      super(address);
      this.addEventListener("open", takeKeys);
      this.addEventListener("message", (said) => {
        if (said.data instanceof ArrayBuffer) heard(new Uint8Array(said.data));
      });
      this.addEventListener("close", (end) => ended(end.code));
    }
  };
})();
