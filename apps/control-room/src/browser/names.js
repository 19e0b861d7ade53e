/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */

/** @type {Readonly<Record<ColumnView['id'], string>>} */
export const columnTitles = { before: 'Before', after: 'After' }

/** @param {ColumnView} column */
export const stepTitle = ({ step, steps }) => steps.find(({ id }) => id === step)?.title ?? step
