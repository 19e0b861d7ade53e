import { html } from '../html.ts'
import type { AboutShop, StateRow } from '../page-reads.ts'
import type { Page } from './shell.ts'

/** The badge in long: each piece of state and where it lives in the version that answered. */
export function aboutStatePage({ instanceId, version, state: rows }: AboutShop): Page {
  const local = rows.filter(({ kind }) => kind === 'in-process').length
  return {
    title: 'Where the state lives',
    path: '/about-state',
    content: html`<div class="wrap wrap-narrow">
      <h1>Where the state lives</h1>
      <p>This page came from instance <strong>${instanceId}</strong> of the <strong>${version}</strong> version.</p>
      <p>${verdict(local, rows.length)}</p>
      <table class="state-table">
        <caption class="visually-hidden">Pieces of state and where they live</caption>
        <thead><tr><th scope="col">State</th><th scope="col">Lives in</th><th scope="col">If this instance dies</th></tr></thead>
        <tbody>${rows.map(stateRow)}</tbody>
      </table>
    </div>`,
  }
}

function verdict(local: number, all: number) {
  if (local === 0)
    return `None of the ${all} pieces of state live in the instance: any instance can answer any request.`
  return `${local} of ${all} pieces of state live in the instance: what another instance does not know, it cannot answer.`
}

function stateRow({ state, kind, livesIn }: StateRow) {
  return html`<tr data-state=${state} data-kind=${kind}>
    <th scope="row">${state[0]?.toUpperCase()}${state.slice(1)}</th>
    <td>${livesIn}</td>
    <td><span class="tag" data-kind=${kind}>${kind === 'shared' ? 'Stays' : 'Is gone'}</span></td>
  </tr>`
}
