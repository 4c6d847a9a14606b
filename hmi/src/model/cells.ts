// What the pages of the cells draw: curves as points, steps of a survival curve, axes.
import type { WireSpc, WireSurvivalArm, WireTestCurve } from '../api/wire';
import { scale } from '../format/number';
import type { Point } from './ring';

const HOUR = 3600;

/** The arm's curve as a staircase that begins with everybody and ends where somebody was last seen. */
export function staircase(arm: WireSurvivalArm): Point[] {
  const points: Point[] = [{ t: 0, v: 1 }];
  let share = 1;
  for (const step of arm.steps) {
    points.push({ t: step.hours, v: share }, { t: step.hours, v: step.share });
    share = step.share;
  }
  const last = Math.max(0, ...arm.lives.map((l) => l.hours));
  points.push({ t: last, v: share });
  return points;
}

/** The 95 % band of the arm as a staircase; none before the first failure and once nobody is left. */
export function band(arm: WireSurvivalArm): { t: number; low: number; high: number }[] {
  const out: { t: number; low: number; high: number }[] = [];
  const known = arm.steps.filter((s) => s.low !== null && s.low !== undefined && s.high !== null && s.high !== undefined);
  known.forEach((step, i) => {
    const until = known[i + 1]?.hours ?? Math.max(step.hours, ...arm.lives.map((l) => l.hours));
    out.push({ t: step.hours, low: step.low!, high: step.high! }, { t: until, low: step.low!, high: step.high! });
  });
  return out;
}

/** How many are alive at the moment a cell was last seen: where its tick stands. */
export function shareAt(arm: WireSurvivalArm, hours: number): number {
  let share = 1;
  for (const step of arm.steps) if (step.hours <= hours) share = step.share;
  return share;
}

/** The band of least and greatest voltage over hours. */
export function voltages(curve: WireTestCurve): { t: number; low: number; high: number }[] {
  return curve.buckets.flatMap((b) => (b[2] === null || b[3] === null || b[2] === undefined || b[3] === undefined ? [] : [
    { t: b[0]! / HOUR, low: b[2], high: b[3] },
    { t: b[1]! / HOUR, low: b[2], high: b[3] },
  ]));
}

export function axisOf(values: readonly number[], about = 5): { low: number; high: number; ticks: number[] } {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { low: 0, high: 1, ticks: [0, 1] };
  const room = (high - low || Math.abs(high) || 1) * 0.05;
  // what is never below zero has no axis below it
  return scale(low >= 0 ? Math.max(0, low - room) : low - room, high + room, about);
}

/** Everything the control chart has to show. */
export function spcValues(spc: WireSpc): number[] {
  const limits = [spc.lower, spc.upper, spc.release.low, spc.release.high].filter((v): v is number => v !== null && v !== undefined);
  return [...spc.points.map((p) => p.value), ...limits];
}
