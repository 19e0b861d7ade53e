import type { Assets } from './assets.ts'

interface PageOptions {
  readonly assets: Assets
  /** Letters and digits. */
  readonly token: string
  /** Of the request. */
  readonly cookies?: string | undefined
}

/** The page before its script runs, in the colours that this browser has chosen: src/browser/theme.js keeps the cookie. */
export const page = ({ assets, token, cookies = '' }: PageOptions): string => `<!doctype html>
<html lang="en"${themeOf(cookies)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="control-token" content="${token}">
<title>Control room · Unsticky</title>
<link rel="icon" type="image/svg+xml" href="${assets.url('icon.svg')}">
<link rel="stylesheet" href="${assets.url('control-room.css')}">
<script type="module" src="${assets.url('main.js')}"></script>
</head>
<body>
<div id="room"><p class="loading">The control room is being opened …</p></div>
<noscript><p class="loading">The control room needs JavaScript.</p></noscript>
</body>
</html>
`

function themeOf(cookies: string) {
  const theme = /(?:^|;\s*)control-room-theme=(light|dark)(?:;|$)/.exec(cookies)?.[1]
  return theme ? ` data-theme="${theme}"` : ''
}
