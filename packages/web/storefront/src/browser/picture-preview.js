// Draws the chosen picture on a canvas: needs no blob address, so the content security policy stays narrow.

/** @param {HTMLFormElement} form */
export async function drawPreview(form) {
  const canvas = form.querySelector('canvas')
  const file = new FormData(form).get('picture')
  if (!canvas || !(file instanceof File) || file.size === 0) return
  const place = document.getElementById('picture-error')
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (place) place.textContent = bitmap ? '' : 'This file is not a picture that can be shown.'
  canvas.hidden = !bitmap
  const current = form.querySelector('[data-current-picture]')
  if (current) current.toggleAttribute('hidden', Boolean(bitmap))
  if (!bitmap) return
  // Cut to a square around the middle, as it will be shown.
  const side = Math.min(bitmap.width, bitmap.height)
  const x = (bitmap.width - side) / 2
  const y = (bitmap.height - side) / 2
  canvas.getContext('2d')?.drawImage(bitmap, x, y, side, side, 0, 0, canvas.width, canvas.height)
}
