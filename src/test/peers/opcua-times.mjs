// OPC UA counts in steps of 100 ns, a JavaScript date in milliseconds; node-opcua keeps the rest beside the date.
const PICOSECONDS_PER_STEP = 100_000;

/** A date and its picoseconds of "2026-03-01T09:30:00.7654321Z". */
export function parse(text) {
  const [, whole, fraction = ''] = /^(.*?)(?:\.(\d+))?Z$/.exec(text);
  const digits = fraction.padEnd(7, '0');
  return [new Date(`${whole}.${digits.slice(0, 3)}Z`), Number(digits.slice(3, 7)) * PICOSECONDS_PER_STEP];
}

/** The reverse, always with seven digits. */
export function format(date, picoseconds) {
  if (!date) {
    return null;
  }
  const steps = Math.floor((picoseconds ?? 0) / PICOSECONDS_PER_STEP);
  return date.toISOString().replace('Z', `${String(steps).padStart(4, '0')}Z`);
}
