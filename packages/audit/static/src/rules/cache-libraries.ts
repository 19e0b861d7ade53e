/** Makers of caches in this process or on its disk, as `program.trace` names them, without how they are called. */
const makers = [
  /node-cache|lru-cache(\.LRUCache)?|quick-lru|tiny-lru(\.lru)?|@isaacs\/ttlcache|ttl-?cache|flat-cache\.\w+/,
  /memory-cache(\.Cache)?|mnemonist\.LRU\w+|nanocache|cacheman|node-cache-manager|ttl-mem-cache|expiry-map/,
  /map-age-cleaner|lru-ttl-cache|simple-lru-cache|fast-lru|toad-cache\.\w+|@neshca\/\w+|hashlru/,
  /node-lfu-cache|stale-lru-cache|async-cache|cache-base|persistent-cache|file-system-cache(\.default)?/,
  /node-file-cache\.create|expeditious-engine-memory|bentocache\/drivers\/(memory|file)\.\w+/,
  // By its name: `mnemonist/lru-map`, `lru_map.LRUMap`.
  /[\w@/-]*\b(lru|LRU)[\w-]*(\.\w+)?|(?!global:).*\.(MemoryCache|InMemoryLRUCache|LRUCache|LruCache|LRU(Map)?|TTLCache)(?=#new$)/,
]

/** Functions that remember what another one answered. */
const memoizers =
  /p-memoize|mem|memoizee(\/promise)?|moize|micro-memoize|async-cache-dedupe\.createCache|route-cache\.cacheSeconds|lru-memoizer|promise-memoize|memoizee\/weak/

/** The same, used as often for what never changes: it is a cache where the function asks somebody else. */
const pureMemoizers =
  /lodash(\/memoize|\.memoize)|underscore\.memoize|fast-memoize|nano-memoize|memoize-one|memoize|ramda\.memoizeWith|es-toolkit\.memoize|remeda\.memoize/

/** `@Memoize()` above a method. */
const memoDecorators =
  /typescript-memoize\.Memoize\w*|memoize-decorator|utils-decorators\.memoize(Async)?|core-decorators\.memoize|lodash-decorators\.Memoize\w*|decko\.memoize|memoizee-decorator/

const called = (...names: readonly RegExp[]) =>
  new RegExp(`^(${names.map(({ source }) => source).join('|')})(#new|\\(\\))$`)

export const cacheMakers = called(...makers)
export const cachingWrappers = called(memoizers)
export const memoWrappers = called(pureMemoizers)
export const memoisers = called(memoDecorators)
/** Nitro keeps these in memory unless a storage is mounted for them. */
export const nitroCaches = /^global:(defineCached|cached)(EventHandler|Function)\(\)$/
