import type { Assets } from './assets.ts'

/** The page before its script runs. `token` is letters and digits. */
export const page = ({ assets, token }: { assets: Assets; token: string }): string => `<!doctype html>
<html lang="en">
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
