import { describe, expect, it } from 'vitest';
import type { WireProofRow } from '../api/wire';
import { counted, dueList, emptyDraft, orderOfDraft, stageOf } from './maintenance';

const row = (cause: string, standing: string, dueAt: string | null = null, valueUnit: string | null = 'L/min'): WireProofRow => ({
  cause, title: cause, hazard: 'HAZ-03', layer: 'HARDWIRED', limit: 'x', valueUnit, intervalDays: 365, guided: true, standing,
  overdue: standing === 'OVERDUE' || standing === 'FAILED', dueAt,
});

describe('maintenance', () => {
  it('lists what failed, then what is overdue, then what is due soon, soonest first', () => {
    const rows = [row('A', 'IN_DATE', '2027-01-01T00:00:00Z'), row('B', 'DUE_SOON', '2026-02-01T00:00:00Z'), row('C', 'OVERDUE'), row('D', 'FAILED'), row('E', 'DUE_SOON', '2026-01-01T00:00:00Z')];
    expect(dueList(rows).map((r) => r.cause)).toEqual(['D', 'C', 'E', 'B', 'A']);
    expect(counted(rows)).toEqual({ overdue: 2, soon: 2 });
  });

  it('sends no half-filled form and no number that is none', () => {
    const full = { ...emptyDraft('L/min'), result: 'PASS' as const, method: 'throttled', instrument: 'F-12', asFound: '1.48', asLeft: '1.5', reaction: '0.6', password: 'p' };
    expect(orderOfDraft(row('A', 'OVERDUE'), full, 'm')).toMatchObject({ kind: 'RECORDED', asFoundValue: 1.48, valueUnit: 'L/min', reactionS: 0.6 });
    expect(orderOfDraft(row('A', 'OVERDUE'), { ...full, asFound: '1,48' }, 'm')).toBeNull();
    expect(orderOfDraft(row('A', 'OVERDUE'), { ...full, password: '' }, 'm')).toBeNull();
    expect(orderOfDraft(row('A', 'OVERDUE', null, null), { ...full, asFound: '', asLeft: '' }, 'm')).toMatchObject({ asFoundValue: null, valueUnit: null });
  });

  it('knows how far a guided test is', () => {
    expect(stageOf({ state: 'ACTING' } as never)).toBe(2);
    expect(stageOf({ state: 'PASSED' } as never)).toBe(5);
  });
});
