// The golden run beside a run: each band begins where the run's own pass through the phase began.
import type { WireExcursion, WireGoldenRun } from '../api/wire';

/** Edges of a band over time, seconds since 1970; null where nothing is compared. */
export interface Edges { x: number[]; low: (number | null)[]; high: (number | null)[] }

/** The band of a tag along every pass of the run; empty when there is none. */
export function bandOf(golden: WireGoldenRun, tag: string): Edges {
  const out: Edges = { x: [], low: [], high: [] };
  const put = (x: number, low: number | null, high: number | null) => { out.x.push(x); out.low.push(low); out.high.push(high); };
  const step = golden.envelope?.stepS ?? 0;
  for (const pass of golden.passes) {
    const edges = golden.envelope?.phases.find((p) => p.phase === pass.phase)?.tags.find((b) => b.tag === tag);
    const start = Date.parse(pass.startedAt) / 1000;
    if (!edges || !Number.isFinite(start) || step <= 0) continue;
    const end = pass.endedAt ? Date.parse(pass.endedAt) / 1000 : Infinity;
    let last = start;
    edges.low.forEach((low, i) => {
      const at = start + i * step;
      if (at >= end) return;
      put(at, low, edges.high[i] ?? null);
      last = Math.min(end, at + step);
    });
    const n = out.x.length - 1;
    if (n >= 0 && last > out.x[n]!) put(last, out.low[n]!, out.high[n]!);
    put(last + 0.001, null, null);
  }
  return out;
}

/** The band at a moment; null where nothing is compared. */
export function edgesAt(band: Edges, at: number): [number, number] | null {
  let i = band.x.length - 1;
  while (i >= 0 && band.x[i]! > at) i -= 1;
  const low = band.low[i];
  const high = band.high[i];
  return low == null || high == null ? null : [low, high];
}

/** The excursion that was farthest off. */
export function worstOf(excursions: WireExcursion[]): WireExcursion | null {
  return excursions.reduce<WireExcursion | null>((worst, e) => (worst === null || Math.abs(e.sigmas) > Math.abs(worst.sigmas) ? e : worst), null);
}
