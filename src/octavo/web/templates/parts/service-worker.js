// Pages that were read stay readable without a network; what the network has goes first.
const KEPT = "octavo-{{ version }}";
const SHELL = ["/offline", "/", {% for file in files %}"{{ file }}"{{ ", " if not loop.last }}{% endfor %}];
const RECORDINGS = "octavo-recordings"; // what a reader chose to keep, by listen.js
const MOST = 200; // pages and pictures kept

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== KEPT && name !== RECORDINGS).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

const PRIVATE = /^\/(account|admin|saved|settings|sources|search|progress)/;
const LEAVING = /^\/account\/(login|logout|delete)/; // another reader may come: what was kept was this one's
const FOR_EVER = /^\/(static|picture)\//;

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "POST" && url.origin === location.origin && LEAVING.test(url.pathname)) event.waitUntil(dropPages());
  if (event.request.method !== "GET" || url.origin !== location.origin || PRIVATE.test(url.pathname)) return;
  if (url.pathname.startsWith("/recording/")) return event.respondWith(sound(event.request));
  event.respondWith(FOR_EVER.test(url.pathname) ? keptFirst(event.request) : networkFirst(event.request));
});

async function dropPages() {
  await caches.delete(RECORDINGS);
  const cache = await caches.open(KEPT);
  const pages = (await cache.keys()).filter(({ url }) => !FOR_EVER.test(new URL(url).pathname) && !url.endsWith("/offline"));
  await Promise.all(pages.map((request) => cache.delete(request)));
}

// A kept recording, or the part of it that the player asks for.
async function sound(request) {
  const kept = await caches.match(request.url, { cacheName: RECORDINGS });
  if (!kept || request.cache === "reload") return fetch(request);
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") || "");
  if (!asked) return kept;
  const body = await kept.arrayBuffer();
  const from = Number(asked[1]);
  const to = asked[2] ? Math.min(Number(asked[2]), body.byteLength - 1) : body.byteLength - 1;
  const type = kept.headers.get("content-type");
  if (from > to) return new Response(null, { status: 416, headers: { "content-range": `bytes */${body.byteLength}` } });
  const headers = { "content-type": type, "content-range": `bytes ${from}-${to}/${body.byteLength}`, "content-length": String(to - from + 1) };
  return new Response(body.slice(from, to + 1), { status: 206, headers });
}

async function keptFirst(request) {
  return (await caches.match(request)) || keep(request, await fetch(request));
}

async function networkFirst(request) {
  try {
    return keep(request, await fetch(request));
  } catch {
    return (await caches.match(request)) || (request.mode === "navigate" ? caches.match("/offline") : Response.error());
  }
}

async function keep(request, response) {
  if (!response.ok || response.redirected) return response;
  const cache = await caches.open(KEPT);
  await cache.put(request, response.clone());
  const keys = await cache.keys();
  for (const key of keys.slice(SHELL.length, Math.max(SHELL.length, keys.length - MOST))) await cache.delete(key);
  return response;
}
