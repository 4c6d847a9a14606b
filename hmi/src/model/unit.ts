// What the unit is doing, in the one word of the header.
import type { WireRun } from '../api/wire';
import type { Freshness, Live } from './live';

export type UnitWord = 'UNKNOWN' | 'TRIPPED' | 'LOCKED' | 'ABORTING' | 'RUNNING' | 'PAUSED' | 'HELD' | 'STOPPING' | 'COMPLETE' | 'ENDED' | 'READY';

const OVER = new Set(['COMPLETE', 'STOPPED', 'ABORTED', 'IDLE', '']);

/** A run that still owns the chamber. */
export function isActive(run: WireRun | null): boolean {
  return run !== null && !OVER.has(run.state);
}

/** What stands in for a first-out while nothing has tripped since the controller started. */
export const RESTART = 'RESTART';

/**
 * TRIPPED needs a first-out of its own: effects that are only waiting for the first reset after a start are LOCKED, which is
 * the normal state of a controller that was just switched on and no alarm.
 */
export function unitWord(live: Live, fresh: Freshness): UnitWord {
  if (fresh === 'STALE' || fresh === 'NEVER') return 'UNKNOWN';
  if (live.links.some((link) => link.id === 'plc1' && link.state !== 'UP')) return 'UNKNOWN';
  return wordOf(live.run, live.unitState, live.verdict.tripped, live.verdict.firstOut);
}

export function wordOf(run: WireRun | null, unitState: string, tripped: readonly string[], firstOut: readonly string[]): UnitWord {
  const state = run?.state ?? unitState;
  if (state === 'ABORTING') return 'ABORTING';
  if (tripped.length > 0 && firstOut.some((cause) => cause !== RESTART)) return 'TRIPPED';
  switch (state) {
    case 'RUNNING': case 'RESTARTING': return 'RUNNING';
    case 'PAUSING': case 'PAUSED': return 'PAUSED';
    case 'HOLDING': case 'HELD': return 'HELD';
    case 'STOPPING': return 'STOPPING';
    default: break;
  }
  if (tripped.length > 0) return 'LOCKED';
  if (state === 'COMPLETE') return 'COMPLETE';
  return state === 'STOPPED' || state === 'ABORTED' ? 'ENDED' : 'READY';
}

export interface Countdown {
  seconds: number | null;
  what: 'shutter' | 'phase' | 'elapsed' | 'trip' | 'none';
}

/** The one time that matters now. */
export function countdown(run: WireRun | null, word: UnitWord, tripSeconds: number | null): Countdown {
  if (word === 'UNKNOWN') return { seconds: null, what: 'none' };
  if (word === 'TRIPPED') return { seconds: tripSeconds, what: 'trip' };
  if (run === null || !isActive(run)) return { seconds: null, what: 'none' };
  if (word === 'RUNNING' && run.phase === 'Deposit' && run.remainingS != null) return { seconds: run.remainingS, what: 'shutter' };
  const current = run.phases?.find((phase) => phase.state === 'CURRENT');
  const elapsed = run.phaseElapsedS ?? current?.elapsedS ?? null;
  // Only a run that runs counts down; held or paused, its time stands.
  if (word === 'RUNNING' && current?.plannedS != null && elapsed !== null && current.plannedS > elapsed) return { seconds: current.plannedS - elapsed, what: 'phase' };
  return { seconds: elapsed, what: 'elapsed' };
}
