/** What the slides say, and the page that is made of it. */
export const slidesText = new URL('../../../../docs/workshop/slides.md', import.meta.url)
export const slidesFile = new URL('../../../../docs/workshop/slides.html', import.meta.url)
