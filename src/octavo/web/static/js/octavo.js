// What HTML cannot do by itself: receipts that close again, translating, sharing, offline. Listening is in listen.js.
"use strict";

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Receipts. On an article the passage is marked where it stands; elsewhere it opens below the sentence.
document.addEventListener("click", (event) => {
  const chip = event.target.closest(".chip[aria-controls]");
  if (!chip) return;
  const panel = document.getElementById(chip.getAttribute("aria-controls"));
  if (panel && chip.getAttribute("aria-expanded") === "true") {
    event.preventDefault();
    event.stopImmediatePropagation();
    panel.replaceChildren();
    chip.setAttribute("aria-expanded", "false");
  }
}, true);

document.addEventListener("htmx:afterSwap", (event) => {
  const chip = event.detail.requestConfig && event.detail.requestConfig.elt;
  if (chip && chip.matches && chip.matches(".chip")) {
    all(`.chip[aria-controls="${chip.getAttribute("aria-controls")}"]`).forEach((other) => other.setAttribute("aria-expanded", "false"));
    chip.setAttribute("aria-expanded", "true");
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = one('.chip[aria-expanded="true"]');
  if (open) { open.click(); open.focus(); }
});

// Translate: only where the browser brings a translator that works on this device.
const translate = one("[data-translate]");
if (translate && "Translator" in window && translate.dataset.from.split("-")[0] !== translate.dataset.to) {
  const { from, to, note } = translate.dataset;
  const label = one("[data-label]", translate);
  const start = label.textContent;
  const pieces = () => [one("h1"), ...all("#text > p")];
  let originals = null;
  Translator.availability({ sourceLanguage: from, targetLanguage: to }).then((found) => { translate.hidden = found === "unavailable"; }, () => {});
  translate.addEventListener("click", async () => {
    if (originals) {
      originals.forEach(([piece, text]) => { piece.textContent = text; piece.lang = from; });
      originals = null;
      label.textContent = start;
      one(".machine")?.remove();
      return;
    }
    translate.disabled = true;
    try {
      const translator = await Translator.create({ sourceLanguage: from, targetLanguage: to });
      originals = pieces().map((piece) => [piece, piece.textContent]);
      for (const [piece, text] of originals) { piece.textContent = await translator.translate(text); piece.lang = to; }
      const line = document.createElement("p");
      line.className = "message machine";
      line.textContent = note;
      one("#text").before(line);
      label.textContent = label.dataset.back;
    } finally {
      translate.disabled = false;
    }
  });
}

// What changed: this device alone knows when its reader last read a story, unless they have an account.
const visits = {
  all() { try { return JSON.parse(localStorage.getItem("visits")) || {}; } catch { return {}; } },
  keep(story, visit) {
    const known = { ...visits.all(), [story]: visit };
    const newest = Object.entries(known).sort((a, b) => (b[1].at > a[1].at ? 1 : -1)).slice(0, 400);
    try { localStorage.setItem("visits", JSON.stringify(Object.fromEntries(newest))); } catch { /* no room, or not allowed: nothing is kept */ }
  },
};
const changed = one("[data-changed]");
if (changed) {
  const { story, reports } = changed.dataset;
  const now = new Date();
  const last = visits.all()[story];
  const sitting = last && now - new Date(last.at) < 30 * 60 * 1000;
  const before = sitting ? last.before : last && last.at;
  visits.keep(story, { at: now.toISOString(), before, reports: Number(reports) });
  if (before && window.htmx) {
    changed.hidden = false;
    htmx.ajax("GET", `${changed.dataset.changed}?since=${encodeURIComponent(before)}`, { target: changed, swap: "innerHTML" });
  }
}
for (const card of all("[data-read]")) {
  const last = visits.all()[card.dataset.read];
  const more = last && Number(card.dataset.reports) - last.reports;
  if (more > 0) {
    card.textContent = card.dataset.text.replace("{n}", more);
    card.hidden = false;
  }
}

// Share: the system's sheet where there is one, else the address on the clipboard.
const share = one("[data-share]");
if (share && (navigator.share || navigator.clipboard)) {
  share.hidden = false;
  share.addEventListener("click", async () => {
    const address = location.origin + location.pathname;
    if (navigator.share) return navigator.share({ title: share.dataset.title, url: address }).catch(() => {});
    await navigator.clipboard.writeText(address);
    one("[data-label]", share).textContent = share.dataset.copied;
  });
}

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/service-worker.js");
