import { h, render } from 'preact'
import { App } from './app.js'

const root = document.querySelector('#room')
if (root) {
  root.replaceChildren()
  render(h(App, {}), root)
}
