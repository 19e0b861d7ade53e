/**
 * "1 cart", "2 carts". The server has the same in count.ts: the page's scripts are served as they are.
 * @param {number} number
 * @param {string} one
 */
export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`
