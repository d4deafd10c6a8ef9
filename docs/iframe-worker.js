/* Search on pages that are opened as files: browsers allow no Worker there, so that a hidden frame stands in for it.
   After the shim of iframe-worker 1.0.4, (c) 2020-2022 Martin Donath, MIT licence, which the theme would load from the
   network. */
"use strict";

class FrameWorker extends EventTarget {
  constructor(url) {
    super();
    this.frame = document.createElement("iframe");
    this.frame.hidden = true;
    document.body.appendChild(this.frame);
    window.addEventListener("message", (event) => {
      if (event.source !== this.frame.contentWindow) return;
      this.dispatchEvent(new MessageEvent("message", { data: event.data }));
      if (this.onmessage) this.onmessage(event);
    });
    const inside = this.frame.contentWindow.document;
    inside.open();
    inside.write(`<script>
      postMessage = (message) => parent.postMessage(message, "*");
      importScripts = (...urls) => urls.reduce((before, url) => before.then(() => new Promise((done) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = done;
        document.body.appendChild(script);
      })), Promise.resolve());
    <\/script><body><script src="${url}"><\/script>`);
    inside.close();
    this.ready = new Promise((done) => { this.frame.contentWindow.onload = done; });
  }

  postMessage(data) {
    const copy = structuredClone(data); // as a Worker gets one
    this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data: copy })));
  }

  terminate() {
    this.frame.remove();
  }
}

if (location.protocol === "file:") window.Worker = FrameWorker;
