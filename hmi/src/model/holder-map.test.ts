import { describe, expect, it } from 'vitest';
import { BANDS, bands, cellAt } from './holder-map';

describe('the map of a holder', () => {
  const map = [[0.9, 1.0], [1.0, 1.1]];
  it('puts the thinnest cell in the first band and the thickest in the last', () => {
    const b = bands(map);
    expect([b.low, b.high]).toEqual([0.9, 1.1]);
    expect(b.of[0]![0]).toBe(0);
    expect(b.of[1]![1]).toBe(BANDS - 1);
    expect(b.of[0]![1]).toBe(b.of[1]![0]);
  });
  it('shows an even film in one shade', () => {
    expect(new Set(bands([[1, 1], [1, 1]]).of.flat())).toEqual(new Set([BANDS >> 1]));
  });
  it('finds the cell under the pointer with y upwards', () => {
    expect(cellAt(map, 0.1, 0.9)).toEqual({ x: -0.4, y: -0.4, value: 0.9 });
    expect(cellAt(map, 0.9, 0.1)?.value).toBe(1.1);
    expect(cellAt(map, 1.2, 0.5)).toBeNull();
    expect(cellAt(map, 0.5, -0.1)).toBeNull();
  });
});
