/** Runs work again and again, never twice at once. It keeps no process alive. */
export function repeatInBackground(work: () => Promise<void>, { everySeconds }: { everySeconds: number }) {
  let isStopped = false
  let timer = schedule()
  return { stop }

  function schedule() {
    // Spread by a tenth, so that the instances of one deployment do not ask all at once for ever.
    const milliseconds = everySeconds * 1000 * (0.9 + Math.random() * 0.2)
    return setTimeout(run, milliseconds).unref()
  }

  async function run() {
    await work()
    if (!isStopped) timer = schedule()
  }

  function stop() {
    isStopped = true
    clearTimeout(timer)
  }
}
