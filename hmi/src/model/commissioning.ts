// Places of a commissioning fit in a picture. Pure functions; every number comes from the server.
import type { WireGridPoint } from '../api/wire';

export interface Scale { low: number; high: number; at: (value: number) => number; ticks: number[] }

/** A linear scale over the values, with round ticks, onto a length; `flip` for the upward axis. */
export function scale(values: readonly number[], length: number, flip = false, most = 5): Scale {
  const known = values.filter(Number.isFinite);
  let low = Math.min(...known);
  let high = Math.max(...known);
  if (!Number.isFinite(low) || !Number.isFinite(high)) { low = 0; high = 1; }
  if (high - low < 1e-12) { low -= 0.5; high += 0.5; }
  const rough = (high - low) / most;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = ten * ([1, 2, 5, 10].find((f) => f * ten >= rough) ?? 10);
  low = Math.floor(low / step + 1e-9) * step;
  high = Math.ceil(high / step - 1e-9) * step;
  const ticks: number[] = [];
  for (let i = 0; low + i * step <= high + step / 2; i++) ticks.push(Number((low + i * step).toPrecision(12)));
  return { low, high, ticks, at: (value) => (flip ? 1 - (value - low) / (high - low) : (value - low) / (high - low)) * length };
}

/** A path through the points that are known; a gap lifts the pen. */
export function path(points: readonly (readonly [number | null, number | null])[], x: Scale, y: Scale): string {
  let pen = false;
  return points.map(([a, b]) => {
    if (a === null || b === null) { pen = false; return ''; }
    const word = `${pen ? 'L' : 'M'}${x.at(a).toFixed(1)} ${y.at(b).toFixed(1)}`;
    pen = true;
    return word;
  }).join('');
}

/** The steps of a grid by what they have in common, to within 4 %: one line a pressure, or one a power. */
export function lines(points: readonly WireGridPoint[], by: 'powerW' | 'pressurePa', along: 'powerW' | 'pressurePa'): { at: number; points: WireGridPoint[] }[] {
  const found: { at: number; points: WireGridPoint[] }[] = [];
  for (const p of points) {
    const line = found.find((l) => Math.abs(l.at / p[by] - 1) < 0.04);
    if (line) line.points.push(p);
    else found.push({ at: p[by], points: [p] });
  }
  for (const l of found) l.points.sort((a, b) => a[along] - b[along]);
  return found.sort((a, b) => a.at - b.at);
}
