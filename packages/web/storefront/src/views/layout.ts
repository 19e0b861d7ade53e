import { html, type View } from '../html.ts'
import { cartIcon, personIcon, searchIcon } from './icons.ts'
import type { Badge, Page, Shell } from './shell.ts'

/** The document around a page: head, header with search, cart and account, main, footer with the badge. */
export function layout(shell: Shell, page: Page): View {
  return html`<html lang="en">
    ${head(shell, page)}
    <body data-live=${shell.isLive ? 'on' : 'off'}>
      <a class="skip-link" href="#main">Skip to content</a>
      ${header(shell, page)}
      <main id="main" tabindex="-1">${page.content}</main>
      <div id="status" class="status" role="status" aria-live="polite"></div>
      ${footer(shell.badge)}
      <noscript><p class="noscript">You can look around without JavaScript; the cart, login and checkout need it.</p></noscript>
    </body>
  </html>`
}

/** What `every-page.js` imports, named here so that the browser need not find out one file after the other. */
const common = ['api', 'intents', 'status', 'live-cart', 'backoff', 'refresh']

function head({ assetUrl }: Shell, { title, script }: Page) {
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} · Unsticky</title>
    <link rel="icon" type="image/svg+xml" href=${assetUrl('icon.svg')} />
    <link rel="stylesheet" href=${assetUrl('storefront.css')} />
    ${common.map((name) => html`<link rel="modulepreload" href=${assetUrl(`${name}.js`)} />`)}
    <script type="module" src=${assetUrl('every-page.js')}></script>
    ${script && html`<script type="module" src=${assetUrl(script)}></script>`}
  </head>`
}

function header(shell: Shell, { search, path }: Page) {
  return html`<header class="site-header">
    <div class="wrap site-header-row">
      <a class="logo" href="/" aria-current=${path === '/' ? 'page' : undefined}>Unsticky</a>
      <form class="search" role="search" action="/" method="get">
        <label class="visually-hidden" for="search">Search products</label>
        <input id="search" name="q" type="search" value=${search ?? ''} maxlength="100" placeholder="Search products" autocomplete="off" />
        <button type="submit" class="search-button" aria-label="Search">${searchIcon()}</button>
      </form>
      <nav class="site-nav" aria-label="Shop">${accountLink(shell, path)}${cartLink(shell, path)}</nav>
    </div>
  </header>`
}

function accountLink({ accountName }: Shell, path?: string) {
  const href = accountName === undefined ? '/login' : '/profile'
  return html`<a class="nav-link" href=${href} aria-current=${path === href ? 'page' : undefined}>
    ${personIcon()}<span class="nav-word" data-account-name>${accountName ?? 'Sign in'}</span>
  </a>`
}

function cartLink({ cartUnits, cartRevision }: Shell, path?: string) {
  return html`<a class="nav-link" href="/cart" data-cart-link data-revision=${cartRevision} aria-current=${path === '/cart' ? 'page' : undefined}>
    ${cartIcon()}<span class="nav-word">Cart</span>
    <span class="count" data-cart-count data-known=${cartUnits === undefined ? 'no' : 'yes'}>${cartUnits ?? '?'}</span>
    <span class="visually-hidden" data-cart-words>${cartUnits === undefined ? 'items unknown right now' : 'items'}</span>
  </a>`
}

function footer({ instance, version, cartLivesIn, isCartShared }: Badge) {
  return html`<footer class="site-footer">
    <div class="wrap">
      <p class="badge" data-badge data-kind=${isCartShared ? 'shared' : 'in-process'}>
        <span class="badge-item">Answered by <strong data-badge-instance>${instance}</strong></span>
        <span class="badge-item">Version <strong data-badge-version>${version}</strong></span>
        <span class="badge-item">Your cart lives in <strong data-badge-cart>${cartLivesIn}</strong></span>
        <a class="badge-item" href="/about-state">Where every piece of state lives</a>
      </p>
      <p class="fine-print">A demonstration shop: nothing here is for sale, no card is charged.</p>
    </div>
  </footer>`
}
