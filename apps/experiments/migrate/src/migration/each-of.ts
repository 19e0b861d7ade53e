/** How many records are under way at once: enough to fill the time of waiting, few enough not to crowd out shoppers. */
const parallel = 8

/** Works through items, some at a time. Resolves to their number; rejects with the first failure, when all have ended. */
export async function eachOf<Item>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<void>,
): Promise<number> {
  const iterator = items[Symbol.asyncIterator]()
  let count = 0
  const workers = Array.from({ length: parallel }, async () => {
    for (let turn = await iterator.next(); !turn.done; turn = await iterator.next()) {
      count += 1
      await work(turn.value)
    }
  })
  const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
  return count
}
