// The map of a holder in bands of equal thickness: the edge between two shades is a contour line.

export const BANDS = 9;

export interface Bands {
  low: number;
  high: number;
  /** Band of each cell, 0 thinnest. */
  of: number[][];
}

export function bands(map: readonly (readonly number[])[]): Bands {
  const all = map.flat();
  const low = Math.min(...all);
  const high = Math.max(...all);
  const step = (high - low) / BANDS;
  return { low, high, of: map.map((row) => row.map((v) => (step > 0 ? Math.min(BANDS - 1, Math.floor((v - low) / step)) : BANDS >> 1))) };
}

/** The cell under a place of the picture, and where that is from the middle, as shares of the side; y grows upwards. */
export function cellAt(map: readonly (readonly number[])[], across: number, down: number): { x: number; y: number; value: number } | null {
  const row = map[Math.floor((1 - down) * map.length)];
  const value = row?.[Math.floor(across * (row.length || 1))];
  return value === undefined ? null : { x: across - 0.5, y: 0.5 - down, value };
}
