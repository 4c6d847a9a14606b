// Numbers as people on the floor read them. Digits keep their place, the sign is a minus and not a hyphen,
// and an uncertain or missing value never looks like a certain one.

export const MINUS = '\u2212';
export const THIN = '\u202f';
export const BAD_TEXT = `${MINUS}${THIN}${MINUS}${THIN}${MINUS}`;

/** Two-sided 95 % coverage of a normal error. */
export const COVERAGE_95 = 1.96;

const SUPERSCRIPT: Record<string, string> = {
  '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
};

export function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  const zero = Number(text) === 0;
  return (value < 0 && !zero ? MINUS : '') + text;
}

/** A change: its sign is said even when it is a rise. */
export const signed = (value: number, digits: number): string => (value > 0 ? '+' : '') + fixed(value, digits);

/** 4.2 × 10⁻⁴: two significant digits, for what spans decades. */
export function scientific(value: number, significant = 2): string {
  if (value === 0) return '0';
  const [mantissa, exponent] = Math.abs(value).toExponential(significant - 1).split('e') as [string, string];
  const power = String(Number(exponent)).split('').map((c) => SUPERSCRIPT[c] ?? c).join('');
  return `${value < 0 ? MINUS : ''}${mantissa}${THIN}×${THIN}10${power}`;
}

/** Process pressure with three decimals; below 0.01 Pa two significant digits; above 100 Pa whole numbers. */
export function pascal(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0.000';
  if (size < 0.01) return scientific(value);
  if (size >= 100_000) return scientific(value, 3);
  if (size >= 100) return fixed(value, 0);
  return size >= 10 ? fixed(value, 1) : fixed(value, 3);
}

/** A gauge that spans decades has two good digits, wherever it is. */
export function coarsePascal(value: number): string {
  const size = Math.abs(value);
  if (size < 0.01 || size >= 100_000) return size === 0 ? '0.0' : scientific(value);
  return size >= 10 ? fixed(Number(value.toPrecision(2)), 0) : size >= 1 ? fixed(value, 1) : fixed(value, size >= 0.1 ? 2 : 3);
}

const DIGITS: Record<string, number> = {
  W: 1, V: 0, A: 2, sccm: 1, 'L/min': 1, '°C': 1, rpm: 1, '%': 1, nm: 1, 'nm/min': 2, Wh: 1, kWh: 2, kHz: 0, 'µs': 1,
  Hz: 0, s: 0, kPa: 0, 'V/min': 2, '1/min': 0, 'W/s': 0, mm: 0, min: 1, h: 1, 'mAh/g': 1,
};

/** The digits §5.1 gives each unit; a unit it does not name gets three significant digits. */
export function quantity(value: number, unit: string): string {
  if (!Number.isFinite(value)) return BAD_TEXT;
  if (unit === 'Pa') return pascal(value);
  const digits = DIGITS[unit];
  if (digits !== undefined) return fixed(value, digits);
  if (unit === '' && Number.isInteger(value)) return fixed(value, 0);
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e6)) return scientific(value);
  return fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** Value and its 95 % band: the band to at most two significant digits, the value to the same decimal. */
export function withBand(value: number, sigma: number): { value: string; band: string } {
  const band = sigma * COVERAGE_95;
  const digits = band >= 10 ? 0 : 1;
  return { value: fixed(value, digits), band: fixed(Math.max(band, 0), digits) };
}

/** A value from the server that may be a number or already words. */
export function loose(value: string | number | null | undefined, unit?: string | null): string {
  if (value === null || value === undefined || value === '') return '';
  const text = typeof value === 'number' ? quantity(value, unit ?? '') : value.replace(/^-(?=\d)/, MINUS);
  return unit ? `${text}${THIN}${unit}` : text;
}

/** A number somebody wrote into a file: every digit of it, and none invented. */
export function exact(value: string | number | null | undefined, unit?: string | null): string {
  if (value === null || value === undefined || value === '') return '';
  const size = typeof value === 'number' ? Math.abs(value) : 0;
  const text = typeof value === 'string' ? value.replace(/^-(?=\d)/, MINUS)
    : size !== 0 && (size < 1e-3 || size >= 1e6) ? scientific(value, 3).replace(/\.?0+(?=\u202f)/, '') : String(Number(value.toPrecision(9))).replace('-', MINUS);
  return unit ? `${text}${THIN}${unit}` : text;
}

/** A round number not below `value`, for the end of an axis. */
export function niceCeil(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((s) => s * power >= value * 0.999999) ?? 10;
  return step * power;
}

/** A round step that makes about as many ticks as asked. */
function stepFor(span: number, about: number): number {
  const rough = span / Math.max(1, about);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5, 10].find((s) => s * power >= rough * 0.999999) ?? 10) * power;
}

/** Round ticks that cover a range. */
export function ticks(low: number, high: number, about: number): number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const step = stepFor(span, about);
  const out: number[] = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + step * 1e-9; n += 1) out.push(Number((n * step).toPrecision(12)));
  return out;
}

/** An axis that begins and ends on its ticks. */
export function scale(low: number, high: number, about: number): { low: number; high: number; ticks: number[] } {
  if (!(high > low)) return { low, high, ticks: [low] };
  const step = stepFor(high - low, about);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const all = Array.from({ length: last - first + 1 }, (_, n) => Number(((first + n) * step).toPrecision(12)));
  return { low: all[0]!, high: all[all.length - 1]!, ticks: all };
}

export function tickText(value: number, step: number): string {
  const digits = step > 0 ? Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9))) : 0;
  if (value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3)) return scientific(value, 1);
  const text = fixed(value, digits);
  return step * 10 ** digits % 1 > 1e-9 ? fixed(value, digits + 1) : text;
}
