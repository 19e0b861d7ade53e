/** Loaded before a program (`node --import`): its wall clock is SKEW_MS ahead, as on a machine without NTP. */
const aheadMs = Number(process.env.SKEW_MS ?? 0)
const RealDate = Date

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [RealDate.now() + aheadMs] : parts))
  }

  static now() {
    return RealDate.now() + aheadMs
  }
}
