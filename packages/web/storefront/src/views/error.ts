import { html } from '../html.ts'
import type { Page } from './shell.ts'

export interface ErrorModel {
  readonly status: number
  /** The backing service that did not answer: "cart store". */
  readonly service?: string | undefined
  /** The path asked for, to try again. */
  readonly path: string
}

export function errorPage(error: ErrorModel): Page {
  const { title, text } = words(error)
  return {
    title,
    content: html`<div class="wrap wrap-narrow error-page" data-error-status=${error.status}>
      <h1>${title}</h1>
      <p>${text}</p>
      <p class="actions">
        ${error.status >= 500 && html`<a class="button" href=${error.path}>Try again</a>`}
        <a class=${error.status >= 500 ? 'button button-quiet' : 'button'} href="/">To the shop</a>
      </p>
    </div>`,
  }
}

function words({ status, path, service = 'service behind this page' }: ErrorModel) {
  if (status === 404) return { title: 'Not found', text: 'There is no such page here.' }
  if (status === 503 && (/cart/.test(service) || path.startsWith('/cart'))) {
    return {
      title: 'Your cart cannot be read right now',
      text: `The ${service} does not answer. That does not mean that your cart is empty: what it holds is unknown until it answers again. Asking has changed nothing.`,
    }
  }
  if (status === 503) {
    return {
      title: 'This cannot be shown right now',
      text: `The ${service} does not answer. Nothing was changed by this request.`,
    }
  }
  if (status >= 500)
    return { title: 'Something went wrong', text: 'The fault is ours, and it has been noted.' }
  return { title: 'That did not work', text: 'The shop does not understand this address.' }
}
