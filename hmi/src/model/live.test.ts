import { describe, expect, it } from 'vitest';
import type { WireFrame } from '../api/wire';
import { freshness, NOTHING, onDelta, onHeartbeat, onSnapshot } from './live';
import { numberOf, position, shown, stateOf } from './reading';
import { countdown, unitWord, wordOf } from './unit';

const at = '2026-11-23T06:32:07Z';
const frame = (tick: number, more: Partial<WireFrame> = {}): WireFrame => ({ tick, serverTime: at, ...more });
const first = frame(10, { mode: 'virtual', unitState: 'RUNNING', tags: { 'chamber.pressure': { v: 0.5, q: 'GOOD', t: at }, 'door.is_closed': { v: 'YES', q: 'GOOD', t: at } }, run: { id: 'R-1', recipe: 'x', state: 'RUNNING', phase: 'Deposit' } });
const live = onSnapshot(NOTHING, first, 1000);

describe('the picture of the unit', () => {
  it('changes what a delta names and keeps the rest', () => {
    const next = onDelta(live, frame(11, { tags: { 'chamber.pressure': { v: 0.6, q: 'GOOD', t: at } } }), 1100);
    expect(next.tags['chamber.pressure']!.v).toBe(0.6);
    expect(next.tags['door.is_closed']!.v).toBe('YES');
    expect(next.run).toBe(live.run);
  });
  it('drops a delta that is not newer, whatever it says', () => {
    expect(onDelta(live, frame(10, { tags: { 'chamber.pressure': { v: 9, q: 'GOOD', t: at } } }), 1100)).toBe(live);
    expect(onDelta(live, frame(9), 1100)).toBe(live);
  });
  it('drops a delta that comes before any snapshot', () => expect(onDelta(NOTHING, frame(5), 10)).toBe(NOTHING));
  it('takes a changed quality with the same source time', () => {
    const next = onDelta(live, frame(11, { tags: { 'chamber.pressure': { v: 0.5, q: 'BAD', t: at } } }), 1100);
    expect(next.tags['chamber.pressure']!.q).toBe('BAD');
  });
  it('forgets everything at a new snapshot, even one with a smaller tick', () => {
    const next = onSnapshot(live, frame(1, { tags: {} }), 2000);
    expect(next.tags).toEqual({});
    expect(next.run).toBeNull();
    expect(onDelta(next, frame(2), 2100).tick).toBe(2);
  });
  it('takes the end of a run as a change', () => expect(onDelta(live, frame(11, { run: null }), 1100).run).toBeNull());
  it('lets a heartbeat count as life, but not an old one', () => {
    expect(onHeartbeat(live, frame(10), 1500).lastFrameAt).toBe(1500);
    expect(onHeartbeat(live, frame(9), 1500)).toBe(live);
  });
});

describe('staleness, by this clock alone', () => {
  it.each([[1000, 'LIVE'], [2000, 'LIVE'], [2001, 'LATE'], [3500, 'LATE'], [3501, 'STALE']])('at %s ms it is %s', (now, word) => expect(freshness(live, now)).toBe(word));
  it('is never live before the first frame', () => expect(freshness(NOTHING, 0)).toBe('NEVER'));
  it('knows no state when stale, and none when the plant link is down', () => {
    expect(unitWord(live, 'STALE')).toBe('UNKNOWN');
    expect(unitWord({ ...live, links: [{ id: 'plc1', kind: 'OPC UA', state: 'LOST', lastGoodAgeMs: 4000, address: 'opc.tcp://127.0.0.1:4840', detail: 'connection refused', clockOffsetMs: null }] }, 'LIVE')).toBe('UNKNOWN');
    expect(unitWord(live, 'LIVE')).toBe('RUNNING');
  });
});

describe('a reading', () => {
  const read = (v: number | string | null, q: 'GOOD' | 'UNCERTAIN' | 'BAD', stale = false) => shown('x', { v, q, t: at }, undefined, stale, 0);
  it('gives a number only while it may be used as one', () => {
    expect(numberOf(read(1, 'GOOD'))).toBe(1);
    expect(numberOf(read(1, 'UNCERTAIN'))).toBe(1);
    expect(numberOf(read(1, 'BAD'))).toBeNull();
    expect(numberOf(read(1, 'GOOD', true))).toBeNull();
    expect(numberOf(shown('x', undefined, undefined, false, 0))).toBeNull();
  });
  it('gives a state only when it is certain', () => {
    expect(stateOf(read('YES', 'GOOD'))).toBe('YES');
    expect(stateOf(read('YES', 'UNCERTAIN'))).toBeNull();
    expect(stateOf(read('YES', 'GOOD', true))).toBeNull();
  });
  it.each([['YES', 'NO', 'open'], ['NO', 'YES', 'closed'], ['NO', 'NO', 'moving'], ['YES', 'YES', 'fault']])('switches open %s, closed %s: %s', (open, closed, where) => {
    expect(position(read(open, 'GOOD'), read(closed, 'GOOD'))).toBe(where);
  });
  it('does not know where a valve is when one switch is not known', () => {
    expect(position(read('YES', 'GOOD'), read(null, 'BAD'))).toBe('unknown');
    expect(position(read('NO', 'GOOD', true))).toBe('unknown');
    expect(position(read('YES', 'GOOD'), read('NO', 'GOOD'), read('YES', 'GOOD'))).toBe('fault');
  });
});

describe('the word of the header', () => {
  const run = (state: string) => ({ id: 'R', recipe: 'x', state, phase: 'Deposit', phaseElapsedS: 10, phases: [{ name: 'Deposit', state: 'CURRENT' as const, plannedS: 400 }] });
  it('is red only with a first-out', () => {
    expect(wordOf(null, 'IDLE', ['POWER_OFF'], ['E5'])).toBe('TRIPPED');
    expect(wordOf(null, 'IDLE', ['POWER_OFF'], [])).toBe('LOCKED');
    expect(wordOf(null, 'IDLE', [], [])).toBe('READY');
  });
  it('says aborting before tripped', () => expect(wordOf(run('ABORTING'), 'ABORTING', ['A'], ['B'])).toBe('ABORTING'));
  it('counts to the shutter in Deposit and else to the end of the phase', () => {
    expect(countdown({ ...run('RUNNING'), remainingS: 317 }, 'RUNNING', null)).toEqual({ seconds: 317, what: 'shutter' });
    expect(countdown({ ...run('RUNNING'), phase: 'Cool' }, 'RUNNING', null)).toEqual({ seconds: 390, what: 'phase' });
    expect(countdown({ ...run('HELD'), phase: 'Cool' }, 'HELD', null)).toEqual({ seconds: 10, what: 'elapsed' });
    expect(countdown(run('RUNNING'), 'UNKNOWN', null).seconds).toBeNull();
  });
});
