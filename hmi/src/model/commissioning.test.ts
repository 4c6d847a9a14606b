import { describe, expect, it } from 'vitest';
import { lines, path, scale } from './commissioning';

describe('a commissioning picture', () => {
  it('has round ticks around its values', () => {
    const s = scale([0.03, 1.13], 100);
    expect(s.ticks).toEqual([0, 0.5, 1, 1.5]);
    expect(s.at(0)).toBe(0);
    expect(s.at(1.5)).toBe(100);
    expect(scale([1, 2], 10, true).at(2)).toBe(0);
  });

  it('survives values that are all the same, or none', () => {
    expect(scale([3, 3], 10).high).toBeGreaterThan(3);
    expect(scale([], 10).ticks.length).toBeGreaterThan(1);
  });

  it('lifts the pen where nobody measured', () => {
    const s = scale([0, 10], 10);
    expect(path([[0, 0], [1, 1], [null, 2], [3, 3]], s, s)).toBe('M0.0 0.0L1.0 1.0M3.0 3.0');
  });

  it('puts steps of one pressure on one line', () => {
    const p = (powerW: number, pressurePa: number) => ({ powerW, pressurePa, rateNmPerMin: 1, sigmaNmPerMin: 0.1, fittedNmPerMin: 1 });
    const found = lines([p(150, 0.501), p(80, 0.5), p(80, 1.2)], 'pressurePa', 'powerW');
    expect(found.map((l) => l.points.map((x) => x.powerW))).toEqual([[80, 150], [80]]);
  });
});
