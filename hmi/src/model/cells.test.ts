import { describe, expect, it } from 'vitest';
import type { WireSurvivalArm } from '../api/wire';
import { axisOf, band, shareAt, staircase, voltages } from './cells';

const arm: WireSurvivalArm = {
  name: 'BARE', cells: 3, failures: 2, censored: 1, deadOnArrival: 0, pooled: [], medianH: 20,
  steps: [{ hours: 10, atRisk: 3, failures: 1, share: 2 / 3, low: 0.1, high: 0.9 }, { hours: 20, atRisk: 1, failures: 1, share: 0, low: null, high: null }],
  lives: [{ cell: 'a', test: 'a', hours: 10, failed: true, verdict: 'SHORT', rule: 'EOL-1' }, { cell: 'b', test: 'b', hours: 15, failed: false, verdict: 'CENSORED', rule: 'EOL-1' }, { cell: 'c', test: 'c', hours: 20, failed: true, verdict: 'SHORT', rule: 'EOL-1' }],
};

describe('a survival curve', () => {
  it('falls at failures only: a cell last seen alive is a tick and no drop', () => {
    expect(staircase(arm).map((p) => [p.t, p.v])).toEqual([[0, 1], [10, 1], [10, 2 / 3], [20, 2 / 3], [20, 0], [20, 0]]);
    expect(shareAt(arm, 15)).toBe(2 / 3);
  });

  it('has no band where nobody is left', () => {
    expect(band(arm)).toEqual([{ t: 10, low: 0.1, high: 0.9 }, { t: 20, low: 0.1, high: 0.9 }]);
  });
});

describe('a plot of a test', () => {
  it('leaves out what the file does not say, and shows seconds as hours', () => {
    expect(voltages({ test: 't', exact: true, buckets: [[0, 3600, -1, 1, 0, 0], [3600, 7200, null, null, 0, 0]] }))
      .toEqual([{ t: 0, low: -1, high: 1 }, { t: 1, low: -1, high: 1 }]);
  });

  it('has an axis even when nothing varied or nothing is there', () => {
    expect(axisOf([]).high).toBe(1);
    const one = axisOf([5, 5]);
    expect(one.low).toBeLessThan(5);
    expect(one.high).toBeGreaterThan(5);
  });
});
