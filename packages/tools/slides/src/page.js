// Without this script the slides stand one below the other, with their notes.
const slides = [...document.querySelectorAll('section')]
const here = () => Math.min(slides.length, Math.max(1, Number(location.hash.slice(1)) || 1))

function show() {
  for (const slide of slides) slide.classList.toggle('shown', slide.id === String(here()))
  scrollTo(0, 0)
}

function turnTo(number) {
  location.hash = `#${Math.min(slides.length, Math.max(1, number))}`
}

const forward = () => turnTo(here() + 1)
const back = () => turnTo(here() - 1)
const keys = {
  ArrowRight: forward,
  ArrowDown: forward,
  PageDown: forward,
  ' ': forward,
  ArrowLeft: back,
  ArrowUp: back,
  PageUp: back,
  Home: () => turnTo(1),
  End: () => turnTo(slides.length),
  n: () => document.documentElement.classList.toggle('with-notes'),
}

addEventListener('keydown', (event) => {
  const turn = keys[event.key]
  // With Ctrl, Alt or Meta it is the browser's.
  if (!turn || event.ctrlKey || event.altKey || event.metaKey) return
  event.preventDefault()
  turn()
})
addEventListener('hashchange', show)
document.documentElement.classList.add('turning')
show()
