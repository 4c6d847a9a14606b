// A value never travels without its quality. Widgets take a Shown, never a number.
import type { Quality, WireReading, WireTag } from '../api/wire';

export type ShownQuality = 'good' | 'uncertain' | 'bad' | 'stale' | 'unknown';

export interface Shown {
  tag: string;
  value: number | string | null;
  quality: ShownQuality;
  unit: string;
  title: string;
  low: number | null;
  high: number | null;
  ageMs: number | null;
}

const WORD: Record<Quality, ShownQuality> = { GOOD: 'good', UNCERTAIN: 'uncertain', BAD: 'bad' };

/** What may be drawn of a tag: its value, how far it may be trusted now, and in which unit it is. */
export function shown(tag: string, reading: WireReading | undefined, definition: WireTag | undefined, stale: boolean, ageMs: number | null): Shown {
  const quality: ShownQuality = reading === undefined ? 'unknown' : reading.q === 'BAD' || reading.v === null ? 'bad' : stale ? 'stale' : WORD[reading.q] ?? 'bad';
  return {
    tag,
    value: reading?.v ?? null,
    quality: quality === 'bad' && stale ? 'stale' : quality,
    unit: definition?.unit ?? '',
    title: definition?.title ?? tag,
    low: definition?.low ?? null,
    high: definition?.high ?? null,
    ageMs,
  };
}

/** The number, only when it may be used as one. */
export function numberOf(reading: Shown): number | null {
  return typeof reading.value === 'number' && Number.isFinite(reading.value) && (reading.quality === 'good' || reading.quality === 'uncertain') ? reading.value : null;
}

/** The named state, only when it is certain. */
export function stateOf(reading: Shown): string | null {
  return reading.quality === 'good' && typeof reading.value === 'string' ? reading.value : null;
}

export type Position = 'open' | 'closed' | 'moving' | 'fault' | 'unknown';

/** Where a valve or shutter is by its switches; a command never decides it. */
export function position(isOpen: Shown, isClosed?: Shown, disagrees?: Shown): Position {
  const open = stateOf(isOpen);
  if (open === null) return 'unknown';
  if (disagrees && stateOf(disagrees) === 'YES') return 'fault';
  if (!isClosed) return open === 'YES' ? 'open' : 'closed';
  const closed = stateOf(isClosed);
  if (closed === null) return 'unknown';
  if (open === 'YES' && closed === 'YES') return 'fault';
  if (open === 'NO' && closed === 'NO') return 'moving';
  return open === 'YES' ? 'open' : 'closed';
}

export type Running = 'on' | 'off' | 'unknown';

export function running(feedback: Shown): Running {
  const state = stateOf(feedback);
  return state === null ? 'unknown' : state === 'YES' || state === 'ON' ? 'on' : 'off';
}
