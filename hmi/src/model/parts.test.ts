import { describe, expect, it } from 'vitest';
import type { WireAlarm, WirePhase } from '../api/wire';
import { backOffMs, LiveStream, type SourceLike } from '../api/stream';
import { bannerAlarm, chips, counts, leftS, look, sorted } from './alarms';
import { axes, depositMinutes, depositStart, growth } from './film';
import { Hold } from './hold';
import { causeLook, rows } from './matrix';
import { Ring } from './ring';
import { grouped, share } from './timeline';
import { wordOf } from './unit';
import { actionsOf } from '../widgets/actions';

describe('hold to confirm', () => {
  it('fires once, at the end', () => {
    const hold = new Hold(1000);
    expect(hold.press(0)).toBe(true);
    expect(hold.turn(999)).toBe(false);
    expect(hold.turn(1000)).toBe(true);
    expect(hold.turn(2000)).toBe(false);
    expect(hold.press(2100)).toBe(false);
    hold.rest();
    expect(hold.press(3000)).toBe(true);
  });
  it('does not fire after it was let go, for whatever reason', () => {
    for (const why of ['early', 'left', 'escape', 'focus', 'touch', 'link', 'check'] as const) {
      const hold = new Hold(1000);
      hold.press(0);
      expect(hold.cancel(why)).toBe(true);
      expect(hold.turn(5000)).toBe(false);
      expect(hold.step).toEqual({ kind: 'cancelled', why });
    }
  });
  it('is not restarted by a repeated key', () => {
    const hold = new Hold(1000);
    hold.press(0);
    expect(hold.press(900)).toBe(false);
    expect(hold.turn(1000)).toBe(true);
  });
  it('cannot be called back once fired', () => {
    const hold = new Hold(10);
    hold.press(0);
    hold.turn(10);
    expect(hold.cancel('early')).toBe(false);
  });
});

const alarm = (id: string, priority: number, state: string, since: string): WireAlarm => ({ id, title: id, priority, state, since });
describe('alarms', () => {
  const list = [alarm('A', 3, 'UNACKNOWLEDGED', '2026-01-01T10:00:00Z'), alarm('B', 1, 'ACKNOWLEDGED', '2026-01-01T09:00:00Z'), alarm('C', 1, 'UNACKNOWLEDGED', '2026-01-01T08:00:00Z'), alarm('D', 1, 'UNACKNOWLEDGED', '2026-01-01T08:30:00Z'), alarm('E', 2, 'SHELVED', '2026-01-01T11:00:00Z'), alarm('F', 4, 'RTN_UNACKNOWLEDGED', '2026-01-01T11:00:00Z')];
  it('puts the newest critical one that waits into the banner', () => expect(bannerAlarm(list)!.id).toBe('D'));
  it('lists what waits first, then by priority, then the newest', () => expect(sorted(list).map((a) => a.id)).toEqual(['D', 'C', 'A', 'F', 'B']));
  it('does not count what is shelved', () => expect(counts(list)).toEqual([3, 0, 1, 1]));
  it('has nothing to say without alarms', () => expect(bannerAlarm([])).toBeNull());
  it('tells out of service from suppressed, and lists neither', () => {
    const aside = [alarm('G', 1, 'OUT_OF_SERVICE', ''), alarm('H', 1, 'SUPPRESSED_BY_DESIGN', '')];
    expect(aside.map(look)).toEqual(['oos', 'suppressed']);
    expect(sorted(aside)).toEqual([]);
  });
  it('offers times up to the longest an alarm allows, and no longer', () => {
    expect(chips(30)).toEqual([5, 15, 30]);
    expect(chips(20)).toEqual([5, 15, 20]);
    expect(chips(3)).toEqual([3]);
    expect(chips(10080)).toEqual([60, 240, 480, 1440, 4320, 10080]);
  });
  it('counts down to when an alarm comes back, and past it', () => {
    const back = { ...alarm('I', 3, 'SHELVED', ''), until: '2026-01-01T10:00:00Z' };
    expect(leftS(back, Date.parse('2026-01-01T09:59:00Z'))).toBe(60);
    expect(leftS(back, Date.parse('2026-01-01T10:00:30Z'))).toBe(-30);
    expect(leftS({ ...back, until: null }, 0)).toBeNull();
  });
});

describe('a ring of points', () => {
  it('keeps a gap as a gap', () => {
    const ring = new Ring(60_000, 0);
    ring.add(1000, 1);
    ring.gap();
    ring.add(3000, 2);
    expect(ring.all.map((p) => p.v)).toEqual([1, null, 2]);
  });
  it('drops what is older than its span, and ignores time that does not move', () => {
    const ring = new Ring(1000, 0);
    for (let t = 0; t <= 3000; t += 100) ring.add(t, t);
    ring.add(3000, 99);
    expect(ring.all[0]!.t).toBeGreaterThanOrEqual(1900);
    expect(ring.all.at(-1)).toEqual({ t: 3000, v: 3000 });
  });
  it('thins points without losing the newest', () => {
    const ring = new Ring(60_000, 1000);
    for (let t = 0; t <= 5000; t += 100) ring.add(t, t);
    expect(ring.all.length).toBeLessThan(9);
    expect(ring.all.at(-1)!.t).toBe(5000);
  });
  it('puts history in front of what came live', () => {
    const ring = new Ring(60_000, 0);
    ring.add(5000, 5);
    ring.seed([{ t: 1000, v: 1 }, { t: 6000, v: 6 }]);
    expect(ring.all.map((p) => p.t)).toEqual([1000, 5000]);
  });
});

const phases: WirePhase[] = ['Load', 'PumpDown', 'LeakCheck', 'GasStabilise', 'Ignite', 'Ramp', 'PreSputter', 'Poison', 'Deposit', 'CloseShutter', 'RampDown', 'Cool', 'Vent', 'Unload'].map((name, i) => ({ name, state: i < 8 ? 'DONE' : i === 8 ? 'CURRENT' : 'FUTURE', plannedS: 100, elapsedS: i <= 8 ? 50 : null }));
describe('the timeline', () => {
  it('tells fourteen phases in five acts and numbers them through', () => {
    const groups = grouped(phases);
    expect(groups.map((g) => g.act)).toEqual(['prepare', 'strike', 'condition', 'coat', 'finish']);
    expect(groups.flatMap((g) => g.phases.map((p) => p.number))).toEqual(Array.from({ length: 14 }, (_, i) => i + 1));
    expect(groups.findIndex((g) => g.current)).toBe(3);
    expect(groups[0]!.seconds).toBe(150);
  });
  it('does not fill a bar whose length nobody knows', () => expect(share({ name: 'Unload', state: 'CURRENT', plannedS: null, elapsedS: 40 })).toBeNull());
});

describe('the film', () => {
  const run = { id: 'R', recipe: 'x', state: 'RUNNING', phase: 'Cool', phaseElapsedS: 10, targetNm: 32, phases: phases.map((p, i) => ({ ...p, state: (i < 11 ? 'DONE' : i === 11 ? 'CURRENT' : 'FUTURE') as WirePhase['state'], elapsedS: i < 11 ? 50 : null })) };
  it('finds the opening of the shutter behind the phases since', () => {
    expect(depositStart(run, 1_000_000)).toBe(1_000_000 - (50 + 50 + 50 + 10) * 1000);
    expect(depositStart({ ...run, phases: phases.map((p) => ({ ...p, state: 'FUTURE' as const })) }, 0)).toBeNull();
  });
  it('draws what grew since, with its band', () => {
    const g = growth([{ t: 0, v: 9 }, { t: 60_000, v: 0 }, { t: 120_000, v: 5 }], [{ t: 60_000, v: 1 }], 60_000, 120_000);
    expect(g.line).toEqual([{ t: 0, v: 0 }, { t: 1, v: 5 }]);
    expect(g.band[1]).toEqual({ t: 1, low: 5 - 1.96, high: 5 + 1.96 });
  });
  it('ends with the deposit, however long ago that was', () => {
    const g = growth([{ t: 0, v: 0 }, { t: 60_000, v: 5 }, { t: 600_000, v: 5 }], [], 0, 600_000, 2);
    expect(g.line.map((p) => p.t)).toEqual([0, 1]);
    expect(g.at).toBe(2);
  });
  it('leaves room above the target', () => expect(axes(run, null).nm).toBe(40));
});

describe('the matrix', () => {
  it('calls nothing healthy that it does not know', () => {
    expect(causeLook('CLEAR')).toBe('ok');
    expect(causeLook('SOMETHING_NEW')).toBe('unknown');
  });
  it('keeps the first-out in view when only active rows are asked for', () => {
    const m = { causes: [{ id: 'A', title: 'a', state: 'CLEAR' }, { id: 'B', title: 'b', state: 'CLEAR' }, { id: 'C', title: 'c', state: 'ACTIVE' }], effects: [], cells: [] };
    expect(rows(m, ['A'], true).map((c) => c.id)).toEqual(['A', 'C']);
  });
});

describe('actions of a run', () => {
  it('shows at most three, and hold and stop while it runs though they are off', () => {
    expect(actionsOf(['ABORT'], true)).toEqual(['HOLD', 'STOP']);
    expect(actionsOf(['RESTART', 'STOP', 'PARK', 'HOLD', 'ABORT'], false)).toEqual(['RESTART', 'HOLD', 'STOP']);
    expect(actionsOf(['END_PHASE', 'SKIP', 'ABORT'], false)).toEqual([]);
  });
});

describe('the live channel', () => {
  class Fake implements SourceLike {
    static made: Fake[] = [];
    onerror: ((event: Event) => void) | null = null;
    closed = false;
    private readonly on = new Map<string, (event: MessageEvent<string>) => void>();
    constructor() { Fake.made.push(this); }
    addEventListener(type: string, listener: (event: MessageEvent<string>) => void) { this.on.set(type, listener); }
    close() { this.closed = true; }
    say(type: string, data: unknown) { this.on.get(type)?.({ data: JSON.stringify(data) } as MessageEvent<string>); }
  }
  it('dials again by itself, soon, and ignores the connection it gave up', () => {
    Fake.made = [];
    const heard: string[] = [];
    const stream = new LiveStream({ snapshot: () => heard.push('snapshot'), delta: () => heard.push('delta'), heartbeat: () => heard.push('beat'), signedOut: () => heard.push('out'), lost: (n) => heard.push(`lost ${n}`) }, () => new Fake());
    stream.start();
    const one = Fake.made[0]!;
    one.say('snapshot', { tick: 1, serverTime: '' });
    one.onerror!(new Event('error'));
    one.say('delta', { tick: 2, serverTime: '' });
    expect(heard).toEqual(['snapshot', 'lost 1']);
    expect(one.closed).toBe(true);
    stream.stop();
  });
  it('stops for good when signed out', () => {
    Fake.made = [];
    const heard: string[] = [];
    const stream = new LiveStream({ snapshot: () => undefined, delta: () => undefined, heartbeat: () => undefined, signedOut: () => heard.push('out'), lost: () => heard.push('lost') }, () => new Fake());
    stream.start();
    Fake.made[0]!.say('signed-out', {});
    Fake.made[0]!.onerror?.(new Event('error'));
    expect(heard).toEqual(['out']);
  });
  it('never waits longer than a second', () => expect(Math.max(...Array.from({ length: 20 }, (_, i) => backOffMs(i + 1)))).toBe(1000));
});

describe('the word for the unit', () => {
  it('is locked, not tripped, while only the first reset after a start is missing', () => {
    expect(wordOf(null, 'IDLE', ['CATHODE_OFF'], ['RESTART'])).toBe('LOCKED');
    expect(wordOf(null, 'IDLE', ['CATHODE_OFF'], [])).toBe('LOCKED');
    expect(wordOf(null, 'IDLE', ['CATHODE_OFF'], ['E5_COOLING_FLOW'])).toBe('TRIPPED');
    expect(wordOf(null, 'IDLE', [], [])).toBe('READY');
  });
});

describe('the deposition', () => {
  it('begins and ends where the controller says, whatever the time is now', () => {
    const run = { id: 'r', recipe: 'x', state: 'COMPLETE', phase: 'Unload', depositStartedAt: '2026-01-01T10:00:00Z', depositEndedAt: '2026-01-01T10:16:00Z' };
    const start = depositStart(run, Date.parse('2026-01-01T12:00:00Z'))!;
    expect(start).toBe(Date.parse('2026-01-01T10:00:00Z'));
    expect(depositMinutes(run, start)).toBe(16);
  });
});
