/** Order on the card; at most three are shown. ABORT has its own place, and ending a phase is no operator's act. */
const ORDER = ['UNLOAD', 'RESTART', 'RESUME', 'HOLD', 'STOP', 'PARK', 'RESET'];

/** Which actions stand on the card: what is allowed, and hold and stop while a run is running, even when they are off. */
export function actionsOf(allowed: readonly string[], running: boolean): string[] {
  const shown = ORDER.filter((c) => allowed.includes(c));
  for (const always of running ? ['HOLD', 'STOP'] : []) if (!shown.includes(always) && shown.length < 3) shown.push(always);
  const order = shown.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return order.slice(0, 3);
}
