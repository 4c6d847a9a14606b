// The cause-and-effect matrix as the page draws it.
import type { WireCause, WireInterlocks } from '../api/wire';

export type CauseLook = 'ok' | 'active' | 'waiting' | 'latched' | 'unknown' | 'bypassed' | 'off';

/** How a cause stands, from the controller's own word for it; a word not known here is not called healthy. */
export function causeLook(state: string): CauseLook {
  switch (state.toUpperCase()) {
    case 'CLEAR': case 'OK': case 'NORMAL': case 'HEALTHY': case 'FALSE': return 'ok';
    case 'ACTIVE': case 'TRIPPED': case 'TRUE': return 'active';
    case 'STARTING': case 'DELAYING': case 'DELAYED': case 'PENDING': case 'TIMING': case 'WAITING': return 'waiting';
    case 'LATCHED': case 'CLEARED_LATCHED': return 'latched';
    case 'BYPASSED': case 'INHIBITED': return 'bypassed';
    case 'NOT_LIVE': case 'DISARMED': case 'MASKED': case 'INACTIVE': case 'OFF': case 'NOT_ARMED': return 'off';
    default: return 'unknown';
  }
}

/** An effect that waits for a reset or a permit is still tripped: it holds its output until somebody frees it. */
export const isTripped = (state: string): boolean => !['NORMAL', 'TRIP_DELAYED'].includes(state);

/** Minutes and seconds that a bypass still lasts. */
export const left = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

export type Cells = Map<string, Map<string, number>>;

export function cellsOf(matrix: WireInterlocks): Cells {
  const rows: Cells = new Map();
  for (const cell of matrix.cells) {
    const row = rows.get(cell.cause) ?? new Map<string, number>();
    row.set(cell.effect, cell.delayMs ?? 0);
    rows.set(cell.cause, row);
  }
  return rows;
}

/** Rows that say something now; all of them when everything is wanted. */
export function rows(matrix: WireInterlocks, firstOut: readonly string[], onlyActive: boolean): WireCause[] {
  return onlyActive ? matrix.causes.filter((c) => firstOut.includes(c.id) || !['ok', 'off'].includes(causeLook(c.state))) : matrix.causes;
}
