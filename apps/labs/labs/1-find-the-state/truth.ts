/** The state in the shop of this lab: by the code of its line, and by what a shopper notices with two instances. */
export interface Piece {
  /** How the line begins, without the spaces before it. */
  readonly code: string
  /** What a shopper lives through: said without giving the line away. */
  readonly symptom: string
}

export const pieces: readonly Piece[] = [
  { code: 'const stock', symptom: 'Two instances sell the last kettle, each to somebody else' },
  { code: 'const lastSeen', symptom: 'A shopper is reminded by an instance that did not see the last visit' },
  { code: 'let orderNumber', symptom: 'Two shoppers get the same order number' },
  { code: 'session({', symptom: 'The cart is empty as soon as another instance answers' },
  { code: 'secret:', symptom: 'After a restart, or on another instance, every cookie is refused' },
  { code: 'writeFileSync(', symptom: 'The picture is broken whenever another instance is asked for it' },
]

/** Lines that look like state, and why each instance may have them for itself. */
export const decoys: readonly { readonly code: string; readonly why: string }[] = [
  {
    code: 'const names',
    why: '`names` never changes: every instance has the same copy, from the same code.',
  },
  { code: 'const currency', why: '`currency` is a formatter: every instance makes the same one.' },
  { code: 'const app', why: '`app` is made anew by every instance and keeps nothing of a shopper.' },
  { code: 'const server', why: '`server` is what an instance is; another one has its own.' },
  { code: 'const pictures', why: '`pictures` is a name. The state is what is written there, further down.' },
  {
    code: 'mkdirSync',
    why: 'An empty folder is nothing of a shopper. The state is what is written into it, further down.',
  },
  {
    code: 'setInterval',
    why: 'The timer keeps nothing: what it walks through is the state, further up. (That it runs in every instance is a trap of its own: it needs a lease.)',
  },
  {
    code: 'const cart',
    why: 'This `cart` lives as long as one request. Where it is kept between two requests is the question.',
  },
  {
    code: 'request.session',
    why: 'The session of a request is a copy at hand. Where sessions are kept between two requests is the question.',
  },
]
