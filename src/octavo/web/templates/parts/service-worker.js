// Pages that were read stay readable without a network; what the network has goes first.
const KEPT = "octavo-{{ version }}";
const SHELL = ["/offline", "/", {% for file in files %}"{{ file }}"{{ ", " if not loop.last }}{% endfor %}];
const MOST = 200; // pages and pictures kept

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

const PRIVATE = /^\/(account|admin|saved|settings|sources|search|progress)/;
const LEAVING = /^\/account\/(login|logout|delete)/; // another reader may come: what was kept was this one's
const FOR_EVER = /^\/(static|picture)\//;

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "POST" && url.origin === location.origin && LEAVING.test(url.pathname)) event.waitUntil(dropPages());
  if (event.request.method !== "GET" || url.origin !== location.origin || PRIVATE.test(url.pathname)) return;
  event.respondWith(FOR_EVER.test(url.pathname) ? keptFirst(event.request) : networkFirst(event.request));
});

async function dropPages() {
  const cache = await caches.open(KEPT);
  const pages = (await cache.keys()).filter(({ url }) => !FOR_EVER.test(new URL(url).pathname) && !url.endsWith("/offline"));
  await Promise.all(pages.map((request) => cache.delete(request)));
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
