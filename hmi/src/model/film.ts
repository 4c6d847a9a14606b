// The film against its target: what the card and its plot need, from the run and the recorded estimate.
import type { WireRun } from '../api/wire';
import { COVERAGE_95, niceCeil } from '../format/number';
import type { Point } from './ring';

/** When the shutter first opened, in plant time; told by the controller, else back from now over the phases since. Null before Deposit. */
export function depositStart(run: WireRun | null, plantNow: number): number | null {
  const told = Date.parse(run?.depositStartedAt ?? '');
  if (Number.isFinite(told)) return told;
  const phases = run?.phases;
  if (!run || !phases) return null;
  const at = phases.findIndex((p) => p.name === 'Deposit');
  if (at < 0 || phases[at]!.state === 'FUTURE') return null;
  let seconds = 0;
  for (const phase of phases.slice(at)) {
    if (phase.state === 'FUTURE') break;
    const now = phase.state === 'CURRENT' || phase.state === 'STOPPED';
    seconds += (phase.state === 'CURRENT' ? run.phaseElapsedS ?? phase.elapsedS : phase.elapsedS) ?? 0;
    if (now) break;
  }
  return plantNow - seconds * 1000;
}

export interface Growth {
  line: Point[];
  band: { t: number; low: number; high: number }[];
  /** Minutes since the shutter opened, now. */
  at: number;
}

/** Thickness over minutes since the shutter opened, with its 95 % band. */
export function growth(thickness: readonly Point[], sigma: readonly Point[], start: number, plantNow: number, untilMinutes = Infinity): Growth {
  const line: Point[] = [];
  const band: Growth['band'] = [];
  let j = 0;
  for (const p of thickness) {
    if (p.t < start - 2000) continue;
    const t = (p.t - start) / 60_000;
    if (t > untilMinutes) break;
    line.push({ t, v: p.v });
    if (p.v === null) continue;
    while (j + 1 < sigma.length && sigma[j + 1]!.t <= p.t) j += 1;
    const s = sigma[j]?.v;
    if (s != null) band.push({ t, low: p.v - s * COVERAGE_95, high: p.v + s * COVERAGE_95 });
  }
  return { line, band, at: Math.min(untilMinutes, Math.max(0, (plantNow - start) / 60_000)) };
}

/** When the film stopped growing for good, in minutes since it began; endless while it may grow on. */
export function depositMinutes(run: WireRun | null, start: number): number {
  const ended = Date.parse(run?.depositEndedAt ?? '');
  if (Number.isFinite(ended)) return (ended - start) / 60_000;
  const deposit = run?.phases?.find((p) => p.name === 'Deposit');
  return deposit?.state === 'DONE' && deposit.elapsedS != null ? deposit.elapsedS / 60 : Infinity;
}

/** Ends of the axes: the target with room above it, and the time the run is expected to need. */
export function axes(run: WireRun | null, atMinutes: number | null): { minutes: number; nm: number } {
  const target = run?.targetNm ?? 0;
  const nm = niceCeil(Math.max(target * 1.22, (run?.thicknessNm ?? 0) * 1.15, 1));
  const planned = run?.phases?.find((p) => p.name === 'Deposit')?.plannedS ?? 0;
  const expected = atMinutes !== null && run?.remainingS != null ? atMinutes + run.remainingS / 60 : 0;
  return { nm, minutes: niceCeil(Math.max((planned / 60) * 1.15, expected * 1.12, (atMinutes ?? 0) * 1.05, 0.5)) };
}
