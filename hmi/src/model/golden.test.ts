import { describe, expect, it } from 'vitest';
import type { WireExcursion, WireGoldenRun } from '../api/wire';
import { bandOf, edgesAt, worstOf } from './golden';

const run = (passes: WireGoldenRun['passes']): WireGoldenRun => ({
  run: 'R1', words: 'compared', passes, excursions: [], mark: null,
  envelope: { recipe: 'r', hash: 'h', target: '', words: 'compared', compared: true, runs: [], fewest: 5, sigmas: 3, stepS: 5, filmOffNm: 0, filmSigmaNm: 0.2,
    phases: [{ phase: 'Deposit', tags: [{ tag: 'cathode.voltage', title: 'Voltage', unit: 'V', low: [1, 2, null], high: [3, 4, null] }] }] },
});

describe('the band of the golden run', () => {
  it('begins where the pass began, and again with the next pass', () => {
    const band = bandOf(run([
      { phase: 'Deposit', startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:07Z' },
      { phase: 'Deposit', startedAt: '2026-01-01T00:01:00Z', endedAt: null },
    ]), 'cathode.voltage');
    const start = Date.parse('2026-01-01T00:00:00Z') / 1000;
    expect(band.x.map((x) => Math.round((x - start) * 10) / 10)).toEqual([0, 5, 7, 7, 60, 65, 70, 75, 75]);
    expect(band.low).toEqual([1, 2, 2, null, 1, 2, null, null, null]);
    expect(band.high[1]).toBe(4);
  });
  it('is not there for a tag or a run that is not compared', () => {
    expect(bandOf(run([{ phase: 'Cool', startedAt: '2026-01-01T00:00:00Z', endedAt: null }]), 'cathode.voltage').x).toEqual([]);
    expect(bandOf({ ...run([{ phase: 'Deposit', startedAt: '2026-01-01T00:00:00Z', endedAt: null }]), envelope: null }, 'cathode.voltage').x).toEqual([]);
  });
  it('is read at the cursor, and nowhere else', () => {
    const band = bandOf(run([{ phase: 'Deposit', startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:07Z' }]), 'cathode.voltage');
    const start = Date.parse('2026-01-01T00:00:00Z') / 1000;
    expect(edgesAt(band, start + 6)).toEqual([2, 4]);
    expect(edgesAt(band, start - 1)).toBeNull();
    expect(edgesAt(band, start + 20)).toBeNull();
  });
  it('knows the worst excursion by its size, not its sign', () => {
    const one = (sigmas: number) => ({ sigmas }) as WireExcursion;
    expect(worstOf([one(3.2), one(-5), one(4)])?.sigmas).toBe(-5);
    expect(worstOf([])).toBeNull();
  });
});
