"use strict";
// Keeps the first page live: the server sends the page's middle once a second, and only what differs is changed, so
// that focus, selection and the place on the page stay where they are. Without this file the page stands still.
(function () {
  const live = document.getElementById("live");
  const liveness = document.getElementById("liveness");
  const pause = document.getElementById("pause");
  if (!live || !liveness || !pause || !window.EventSource) {
    return;
  }
  const root = document.documentElement;
  let source = null;
  let last = "";

  function say(state, words) {
    root.dataset.live = state;
    if (liveness.textContent !== words) {
      liveness.textContent = words;
    }
  }

  function keyOf(node) {
    return node.nodeType === Node.ELEMENT_NODE ? node.getAttribute("data-key") : null;
  }

  function alike(a, b) {
    return a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
  }

  function attributes(from, to) {
    for (const attribute of Array.from(from.attributes)) {
      if (!to.hasAttribute(attribute.name)) {
        from.removeAttribute(attribute.name);
      }
    }
    for (const attribute of Array.from(to.attributes)) {
      if (from.getAttribute(attribute.name) !== attribute.value) {
        from.setAttribute(attribute.name, attribute.value);
      }
    }
  }

  function children(from, to) {
    const keyed = new Map();
    for (const child of from.children) {
      const key = keyOf(child);
      if (key !== null) {
        keyed.set(child.nodeName + key, child);
      }
    }
    let at = from.firstChild;
    for (const wanted of Array.from(to.childNodes)) {
      const key = keyOf(wanted);
      const known = key === null ? undefined : keyed.get(wanted.nodeName + key);
      if (known && known !== at) {
        from.insertBefore(known, at);
        morph(known, wanted);
      } else if (at && alike(at, wanted)) {
        morph(at, wanted);
        at = at.nextSibling;
      } else {
        from.insertBefore(document.importNode(wanted, true), at);
      }
    }
    while (at) {
      const next = at.nextSibling;
      from.removeChild(at);
      at = next;
    }
  }

  function morph(from, to) {
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) {
        from.nodeValue = to.nodeValue;
      }
      return;
    }
    // What a person points at or stands on must not run away.
    if (from.hasAttribute("data-hold") && from.matches(":hover, :focus-within")) {
      return;
    }
    if (!from.isEqualNode(to)) {
      attributes(from, to);
      children(from, to);
    }
  }

  function show(event) {
    const state = JSON.parse(event.data);
    const next = new DOMParser().parseFromString("<div>" + state.html + "</div>", "text/html");
    children(live, next.body.firstElementChild);
    last = state.clock;
    say("on", "Live");
  }

  function stop() {
    if (source) {
      source.close();
      source = null;
    }
  }

  function start() {
    stop();
    source = new EventSource("/live");
    source.addEventListener("now", show);
    source.onerror = function () {
      say("lost", "Not connected. This is how it stood" + (last ? " at " + last : "") + ".");
      if (source && source.readyState === EventSource.CLOSED) {
        stop();
        window.setTimeout(function () {
          if (root.dataset.live === "lost") {
            start();
          }
        }, 3000);
      }
    };
  }

  pause.addEventListener("click", function () {
    if (root.dataset.live === "paused") {
      pause.textContent = "Pause";
      say("on", "Live");
      start();
    } else {
      stop();
      pause.textContent = "Go on";
      say("paused", "Paused" + (last ? " at " + last : ""));
    }
  });

  pause.hidden = false;
  start();
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && root.dataset.live !== "paused") {
      start();
    }
  });
})();
