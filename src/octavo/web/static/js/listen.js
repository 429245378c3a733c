// Listen: an article or the edition read aloud, sentence by sentence, the place marked. By a voice of this device, or by
// a recording of the paper's server where there is one. A voice that would send the text elsewhere is never used.
"use strict";

(() => {
  const bar = document.querySelector("[data-player]");
  const start = document.querySelector("[data-listen]");
  if (!bar || !start) return;

  const KEPT = "octavo-recordings"; // the service worker knows this name
  const words = bar.dataset;
  const part = (name) => bar.querySelector(`[data-${name}]`);
  const speech = window.speechSynthesis;
  const primary = (tag) => (tag || "").toLowerCase().split(/[-_]/)[0];
  const languageOf = (node) => primary((node.closest("[lang]") || document.documentElement).lang);
  const called = (tag) => { try { return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(tag); } catch { return tag; } };
  const say = (text) => { part("said").textContent = text; };

  // What this device remembers: the speed, and a voice for each language.
  const chosen = {
    all() { try { return JSON.parse(localStorage.getItem("listen")) || {}; } catch { return {}; } },
    keep(changes) { try { localStorage.setItem("listen", JSON.stringify({ ...chosen.all(), ...changes })); } catch { /* not allowed: nothing is kept */ } },
    voice(language) { return (chosen.all().voices || {})[language] || ""; },
    keepVoice(language, name) { chosen.keep({ voices: { ...chosen.all().voices, [language]: name } }); },
  };

  let about = null; // what the server says of an article: its sentences, and its recording
  let recording = start.dataset.recording ? JSON.parse(start.dataset.recording) : null;
  let lines = []; // { node, from, to, text, language, number }: number as the recording counts
  let at = 0;
  let playing = false;
  let turn = 0; // grows with each utterance, so that the end of an old one moves nothing
  let touched = 0; // when the reader last scrolled
  let waiting = 0;
  const audio = new Audio();
  audio.preload = "none";

  // The lines ---------------------------------------------------------------------------------
  const whole = (node, number) => ({ node, from: 0, to: node.textContent.length, text: node.textContent.trim(), language: languageOf(node), number });

  function editionLines() {
    return [...document.querySelectorAll("[data-say], [data-cited] > span[lang]")].map((node) => {
      const number = (node.closest("[data-line]") || node).dataset.line;
      return whole(node, number === undefined ? -1 : Number(number));
    });
  }

  function articleLines() {
    const places = [["title", document.querySelector("h1")], ["publisher", document.querySelector(".from b")], ["lead", document.querySelector("#text .standfirst")]];
    for (const node of document.querySelectorAll("#text > p[id]")) places.push([node.id, node]);
    const other = document.querySelector("#translation .translated-title");
    if (other) { // a translation of the server stands on the page: it is what is read
      places.splice(0, places.length, ["title", other], places[1]);
      for (const node of document.querySelectorAll("#translation .text > p")) places.push(["", node]);
    }
    const given = about ? about.sentences : [];
    return places.filter(([, node]) => node).flatMap(([name, node]) => {
      const known = given.map((one, number) => [...one, number]).filter(([place]) => place === name);
      const same = known.length && (name === "publisher" || languageOf(node) === primary(about.language)) && known.at(-1)[2] <= node.textContent.length;
      const spans = same ? known.map(([, from, to, number]) => [from, to, number]) : sentences(node);
      return spans.map(([from, to, number]) => ({ node, from, to, text: node.textContent.slice(from, to).trim(), language: name === "publisher" && about ? primary(about.language) : languageOf(node), number }));
    });
  }

  function sentences(node) {
    const text = node.textContent;
    if (!("Segmenter" in Intl)) return [[0, text.length, -1]];
    const cut = new Intl.Segmenter(languageOf(node), { granularity: "sentence" });
    return [...cut.segment(text)].map(({ index, segment }) => [index, index + segment.length, -1]);
  }

  const readable = (line) => /[\p{L}\p{N}]/u.test(line.text);

  // The place, marked -------------------------------------------------------------------------
  function rangeOf({ node, from, to }) {
    const range = document.createRange();
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    let passed = 0;
    let begun = false;
    for (let piece = walker.nextNode(); piece; piece = walker.nextNode()) {
      const end = passed + piece.length;
      if (!begun && from < end) { range.setStart(piece, from - passed); begun = true; }
      if (begun && to <= end) { range.setEnd(piece, to - passed); return range; }
      passed = end;
    }
    range.selectNodeContents(node);
    return range;
  }

  function mark(line) {
    unmark();
    const range = rangeOf(line);
    if ("highlights" in CSS) CSS.highlights.set("spoken", new Highlight(range));
    else line.node.classList.add("spoken");
    part("now").textContent = line.text;
    part("now").lang = line.language;
    const { top, bottom } = range.getBoundingClientRect();
    const floor = innerHeight - bar.offsetHeight - 24;
    if ((top < 24 || bottom > floor) && Date.now() - touched > 5000) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      scrollBy({ top: top - innerHeight / 4, behavior: calm ? "instant" : "smooth" });
    }
    if ("mediaSession" in navigator) session(line);
  }

  function unmark() {
    if ("highlights" in CSS) CSS.highlights.delete("spoken");
    document.querySelectorAll(".spoken").forEach((node) => node.classList.remove("spoken"));
  }

  for (const kind of ["wheel", "touchmove"]) addEventListener(kind, () => { touched = Date.now(); }, { passive: true });

  function session(line) {
    const chapter = line.node.closest("[data-chapter]");
    const title = chapter ? chapter.querySelector("h2").textContent : document.querySelector("h1").textContent;
    const publisher = document.querySelector(".from b");
    const artist = publisher ? publisher.textContent : start.dataset.edition;
    navigator.mediaSession.metadata = new MediaMetadata({ title, artist, artwork: [{ src: document.querySelector('link[rel="apple-touch-icon"]').href, sizes: "192x192" }] });
    navigator.mediaSession.playbackState = playing ? "playing" : "paused";
  }

  // Voices --------------------------------------------------------------------------------------
  const voicesOf = (language) => (speech ? speech.getVoices() : []).filter((voice) => voice.localService && primary(voice.lang) === language);

  function voiceFor(language) {
    const all = voicesOf(language);
    return all.find((voice) => voice.name === chosen.voice(language)) || all.find((voice) => voice.default) || all[0];
  }

  // The main language of what is read: the one whose voice is chosen in the bar.
  const tongue = () => (about ? primary(about.language) : start.dataset.language ? primary(start.dataset.language) : primary(document.documentElement.lang));
  const playable = () => recording && recording.state === "done" && audio.canPlayType("audio/ogg; codecs=opus") !== "" && lines.some((line) => line.number >= 0);
  const translated = () => about && lines.some((line) => line.number < 0);
  const byServer = () => part("voice").value === "server" && playable() && !translated();

  function fillVoices() {
    const language = translated() ? lines[0].language : tongue();
    const options = voicesOf(language).map((voice) => new Option(voice.name, voice.name));
    if (recording && recording.state !== "failed" && !translated()) {
      const ready = playable();
      options.unshift(new Option(ready ? words.server : words.ask, ready ? "server" : "ask"));
    }
    part("voice").replaceChildren(...options);
    part("voice").closest("label").hidden = !options.length;
    const wanted = chosen.voice(language);
    const best = voiceFor(language);
    part("voice").value = wanted === "server" || !best ? "server" : best.name;
    if (part("voice").selectedIndex < 0) part("voice").value = best ? best.name : "";
  }

  // Speaking ------------------------------------------------------------------------------------
  function speakHere() {
    const line = lines[at];
    if (!line) return stop();
    const voice = voiceFor(line.language);
    if (!voice) return without(line);
    const mine = ++turn;
    const utterance = new SpeechSynthesisUtterance(line.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = Number(part("rate").value);
    utterance.onend = () => { if (mine === turn && playing) { at += 1; speakHere(); } };
    utterance.onerror = ({ error }) => { if (mine === turn && playing && error !== "canceled" && error !== "interrupted") { pause(); say(words.failed); } };
    speech.cancel();
    mark(line);
    speech.speak(utterance);
  }

  // Without a voice the line is left out, and that is said; where nothing can be read, the bar stays and says so.
  function without(line) {
    const rest = lines.slice(at + 1).findIndex((one) => voiceFor(one.language));
    say((rest < 0 ? words.noVoice : words.skipped).replace("{language}", called(line.language)));
    if (rest < 0) { pause(); if (askable()) { say(words.waiting); ask(true); } return; }
    at += rest + 1;
    speakHere();
  }

  function speakServer() {
    if (audio.dataset.of !== recording.url) { audio.src = recording.url; audio.dataset.of = recording.url; }
    const number = lines[at] ? lines[at].number : 0;
    const found = recording.marks.find(([, line]) => line >= number) || recording.marks[0];
    const begin = () => { audio.currentTime = found[0]; audio.playbackRate = Number(part("rate").value); };
    if (audio.readyState > 0) begin(); else audio.addEventListener("loadedmetadata", begin, { once: true });
    audio.play().catch(() => { if (playing) fallBack(); });
    mark(lines[at]);
  }

  function fallBack() {
    say(words.unplayed);
    recording = null;
    fillVoices();
    if (playing) play();
  }

  audio.addEventListener("timeupdate", () => {
    if (!playing || audio.paused) return;
    const past = recording.marks.filter(([second]) => second <= audio.currentTime + 0.05);
    const number = past.length ? past.at(-1)[1] : 0;
    const now = lines.findIndex((line) => line.number === number);
    if (now >= 0 && now !== at) { at = now; mark(lines[at]); }
  });
  audio.addEventListener("ended", () => { if (playing) stop(); });
  audio.addEventListener("error", () => { if (playing && byServer()) fallBack(); });

  function play() {
    playing = true;
    bar.dataset.state = "playing";
    part("toggle").setAttribute("aria-label", words.pause);
    if (byServer()) { turn += 1; if (speech) speech.cancel(); speakServer(); } else { audio.pause(); speakHere(); }
  }

  function pause() {
    playing = false;
    turn += 1;
    bar.dataset.state = "paused";
    part("toggle").setAttribute("aria-label", words.play);
    audio.pause();
    if (speech) speech.cancel(); // not pause(): phones do not know it, and a sentence is soon said again
    if ("mediaSession" in navigator) navigator.mediaSession.playbackState = "paused";
  }

  function stop() {
    pause();
    unmark();
    at = 0;
    clearTimeout(waiting);
    const inside = bar.contains(document.activeElement);
    bar.hidden = true;
    label(false);
    if (inside) start.focus({ preventScroll: true });
  }

  function move(by) {
    touched = 0;
    at = Math.min(Math.max(at + by, 0), lines.length - 1);
    if (playing) play(); else mark(lines[at]);
  }

  function label(open) {
    const text = start.querySelector("[data-label]");
    text.dataset.start ||= text.textContent;
    text.textContent = open ? text.dataset.stop : text.dataset.start;
    start.setAttribute("aria-expanded", String(open));
  }

  async function open(first) {
    await ready();
    lines = (start.dataset.about ? articleLines() : editionLines()).filter(readable);
    at = Math.max(0, first ? lines.findIndex((line) => first.contains(line.node)) : 0);
    fillVoices();
    bar.hidden = false;
    label(true);
    say("");
    if (playable() && !recording.whole) say(words.part.replace("{minutes}", String(Math.round(recording.seconds / 60))));
    keeping();
    play();
    part("toggle").focus({ preventScroll: true });
    if (chosen.voice(tongue()) === "server" && !playable() && askable()) ask(true);
  }

  // Voices come late in some browsers; what the server knows of the article is asked for once.
  async function ready() {
    if (start.dataset.about && !about) {
      about = await fetch(start.dataset.about).then((response) => (response.ok ? response.json() : null), () => null);
      recording = about && about.recording;
    }
    if (speech && !speech.getVoices().length) {
      await new Promise((resolve) => { speech.addEventListener("voiceschanged", resolve, { once: true }); setTimeout(resolve, 600); });
    }
  }

  // Recordings ----------------------------------------------------------------------------------
  const askable = () => Boolean(start.dataset.about && recording && ["none", "pending", "busy"].includes(recording.state));

  async function ask(wanted) {
    clearTimeout(waiting);
    if (!playing && bar.hidden) return;
    const method = recording.state === "pending" ? "GET" : "POST";
    const answer = await fetch(start.dataset.about, { method }).then((response) => response.json(), () => null);
    if (!answer || !answer.recording) return;
    recording = answer.recording;
    if (recording.state === "pending") {
      say(playing ? words.recording : words.waiting);
      waiting = setTimeout(() => ask(wanted), 4000);
    } else if (recording.state === "done") {
      say(recording.whole ? words.ready : words.part.replace("{minutes}", String(Math.round(recording.seconds / 60))));
      if (wanted) chosen.keepVoice(tongue(), "server");
      fillVoices();
      keeping();
      if (wanted) play();
    } else say(recording.state === "busy" ? words.busy : words.unrecorded);
  }

  async function keeping() {
    const key = part("keep");
    key.hidden = !(playable() && "caches" in window && !translated());
    if (key.hidden) return;
    const kept = await caches.open(KEPT).then((cache) => cache.match(recording.url));
    key.setAttribute("aria-pressed", String(Boolean(kept)));
    key.textContent = kept ? words.kept : words.keepIt;
  }

  // The sound, and what it takes to play it: this page, its scripts and styles, the places of the sentences.
  part("keep").addEventListener("click", async () => {
    const cache = await caches.open(KEPT);
    if (!(await cache.delete(recording.url))) {
      const shell = [...document.querySelectorAll("script[src], link[rel=stylesheet]")].map((node) => node.src || node.href);
      await cache.addAll([location.pathname, ...shell, ...(start.dataset.about ? [start.dataset.about] : [])]);
      await cache.add(new Request(recording.url, { cache: "reload" }));
    } else await cache.delete(location.pathname);
    keeping();
  });

  // The keys --------------------------------------------------------------------------------------
  part("toggle").addEventListener("click", () => (playing ? pause() : play()));
  part("stop").addEventListener("click", stop);
  part("back").addEventListener("click", () => move(-1));
  part("forward").addEventListener("click", () => move(1));
  part("rate").value = String(chosen.all().rate || 1);
  part("rate").addEventListener("change", () => {
    chosen.keep({ rate: Number(part("rate").value) });
    audio.playbackRate = Number(part("rate").value);
    if (playing && !byServer()) play();
  });
  part("voice").addEventListener("change", () => {
    const name = part("voice").value;
    if (name === "ask") { fillVoices(); say(words.recording); return ask(true); }
    chosen.keepVoice(translated() ? lines[0].language : tongue(), name);
    if (playing) play();
  });
  start.addEventListener("click", () => (bar.hidden ? open() : stop()));
  for (const key of document.querySelectorAll("[data-from]")) {
    key.hidden = false;
    key.addEventListener("click", () => { pause(); open(key.closest("[data-chapter]")); });
  }
  if ("mediaSession" in navigator) {
    const keys = { play, pause, stop, previoustrack: () => move(-1), nexttrack: () => move(1) };
    for (const [name, act] of Object.entries(keys)) { try { navigator.mediaSession.setActionHandler(name, act); } catch { /* this browser has no such key */ } }
  }
  addEventListener("pagehide", () => { if (speech) speech.cancel(); });
  start.hidden = !speech && !("Audio" in window);
})();
