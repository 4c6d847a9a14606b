// Order and choice of alarms: not acknowledged first, then priority, then newest.
import type { WireAlarm } from '../api/wire';

export type AlarmLook = 'unack' | 'ack' | 'rtn' | 'shelved' | 'suppressed' | 'oos' | 'normal';

export function look(alarm: WireAlarm): AlarmLook {
  switch (alarm.state) {
    case 'UNACKNOWLEDGED': case 'LATCHED_UNACKNOWLEDGED': case 'ACTIVE_UNACKNOWLEDGED': return 'unack';
    case 'ACKNOWLEDGED': case 'LATCHED_ACKNOWLEDGED': case 'ACTIVE_ACKNOWLEDGED': return 'ack';
    case 'RTN_UNACKNOWLEDGED': return 'rtn';
    case 'SHELVED': return 'shelved';
    case 'SUPPRESSED': case 'SUPPRESSED_BY_DESIGN': return 'suppressed';
    case 'OUT_OF_SERVICE': return 'oos';
    default: return 'normal';
  }
}

export const waits = (alarm: WireAlarm): boolean => look(alarm) === 'unack' || look(alarm) === 'rtn';
export const stands = (alarm: WireAlarm): boolean => look(alarm) === 'unack' || look(alarm) === 'ack';
export const listed = (alarm: WireAlarm): boolean => stands(alarm) || look(alarm) === 'rtn';

const since = (alarm: WireAlarm): number => (alarm.since ? Date.parse(alarm.since) || 0 : 0);

export function sorted(alarms: readonly WireAlarm[]): WireAlarm[] {
  return alarms.filter(listed).sort((a, b) => Number(waits(b)) - Number(waits(a)) || a.priority - b.priority || since(b) - since(a) || a.id.localeCompare(b.id));
}

/** The one alarm of the banner: highest priority not acknowledged, newest first; else the highest that stands. */
export function bannerAlarm(alarms: readonly WireAlarm[]): WireAlarm | null {
  const byPriority = alarms.filter(waits).sort((a, b) => a.priority - b.priority || since(b) - since(a));
  return byPriority[0] ?? sorted(alarms)[0] ?? null;
}

export function counts(alarms: readonly WireAlarm[]): [number, number, number, number] {
  const n: [number, number, number, number] = [0, 0, 0, 0];
  for (const alarm of alarms) if (listed(alarm)) n[Math.min(4, Math.max(1, Math.round(alarm.priority))) - 1]! += 1;
  return n;
}

/** Seconds until it comes back by itself or is overdue; negative once that is past, null when nobody said. */
export function leftS(alarm: WireAlarm, now: number): number | null {
  const until = alarm.until ? Date.parse(alarm.until) : NaN;
  return Number.isFinite(until) && Number.isFinite(now) ? (until - now) / 1000 : null;
}

/** Times to choose from, in minutes, up to the longest an alarm allows; the longest is always among them. */
export function chips(longest: number): number[] {
  const usual = [5, 15, 30, 60, 240, 480, 1440, 4320, 10080].filter((m) => m < longest);
  return [...usual, longest].slice(-6);
}
