// The picture of the unit as the controller last sent it, and how old that picture is. Pure: time comes in.
import type { WireFrame, WireHeartbeat, WireLink, WireAlarm, WireLock, WirePermissive, WireReading, WireRun, WireVerdict } from '../api/wire';

/** Older than this since the last frame, nothing on the screen is true any more. */
export const STALE_MS = 2500;
export const LATE_MS = 1000;

export type Freshness = 'LIVE' | 'LATE' | 'STALE' | 'NEVER';

export interface Live {
  tick: number;
  serverTime: string | null;
  plantTime: string | null;
  mode: string;
  speed: number;
  tags: Readonly<Record<string, WireReading>>;
  run: WireRun | null;
  unitState: string;
  verdict: WireVerdict;
  alarms: readonly WireAlarm[];
  permissives: readonly WirePermissive[];
  links: readonly WireLink[];
  locks: readonly WireLock[];
  /** The cause a guided proof test is on for. */
  proofTest: string | null;
  /** Browser clock when the last frame came, monotonic; null before the first. */
  lastFrameAt: number | null;
  /** Wall clock of the controller when the last frame was sent, kept for "link lost at". */
  generation: number;
}

export const NO_VERDICT: WireVerdict = { tripped: [], firstOut: [], hold: false, abort: false, resettable: false, resetBlockedBy: [] };

export const NOTHING: Live = {
  tick: -1, serverTime: null, plantTime: null, mode: '', speed: 1, tags: {}, run: null, unitState: '', verdict: NO_VERDICT,
  alarms: [], permissives: [], links: [], locks: [], proofTest: null, lastFrameAt: null, generation: 0,
};

/** A snapshot replaces everything; nothing of what was known before survives it. */
export function onSnapshot(before: Live, frame: WireFrame, now: number): Live {
  return {
    tick: frame.tick,
    serverTime: frame.serverTime,
    plantTime: frame.plantTime ?? frame.serverTime,
    mode: frame.mode ?? '',
    speed: frame.speed ?? 1,
    tags: frame.tags ?? {},
    run: frame.run ?? null,
    unitState: frame.unitState ?? '',
    verdict: frame.verdict ?? NO_VERDICT,
    alarms: frame.alarms ?? [],
    permissives: frame.permissives ?? [],
    links: frame.links ?? [],
    locks: frame.locks ?? [],
    proofTest: frame.proofTest ?? null,
    lastFrameAt: now,
    generation: before.generation + 1,
  };
}

/**
 * A delta changes what it names and nothing else. One that is not newer than what is shown is dropped, and so
 * is one that comes before any snapshot. A changed quality counts even when the source time is the same.
 */
export function onDelta(before: Live, frame: WireFrame, now: number): Live {
  if (before.lastFrameAt === null || before.generation === 0 || frame.tick <= before.tick) return before;
  const tags = frame.tags && Object.keys(frame.tags).length > 0 ? { ...before.tags, ...frame.tags } : before.tags;
  return {
    ...before,
    tick: frame.tick,
    serverTime: frame.serverTime,
    plantTime: frame.plantTime ?? before.plantTime,
    mode: frame.mode ?? before.mode,
    speed: frame.speed ?? before.speed,
    tags,
    run: 'run' in frame && frame.run !== undefined ? frame.run : before.run,
    unitState: frame.unitState ?? before.unitState,
    verdict: frame.verdict ?? before.verdict,
    alarms: frame.alarms ?? before.alarms,
    permissives: frame.permissives ?? before.permissives,
    links: frame.links ?? before.links,
    locks: frame.locks ?? before.locks,
    proofTest: frame.proofTest === undefined ? before.proofTest : frame.proofTest,
    lastFrameAt: now,
  };
}

/** Nothing changed, and the controller is alive to say so; an old one does not count as life. */
export function onHeartbeat(before: Live, beat: WireHeartbeat, now: number): Live {
  if (before.lastFrameAt === null || before.generation === 0 || beat.tick < before.tick) return before;
  return { ...before, tick: beat.tick, serverTime: beat.serverTime, plantTime: beat.plantTime ?? before.plantTime, lastFrameAt: now };
}

export function ageMs(live: Live, now: number): number | null {
  return live.lastFrameAt === null ? null : Math.max(0, now - live.lastFrameAt);
}

export function freshness(live: Live, now: number): Freshness {
  const age = ageMs(live, now);
  if (age === null) return 'NEVER';
  if (age > STALE_MS) return 'STALE';
  return age > LATE_MS ? 'LATE' : 'LIVE';
}

/** Links of the controller to the plant that do not deliver. */
export function deadLinks(live: Live): readonly WireLink[] {
  return live.links.filter((link) => link.state !== 'UP');
}
