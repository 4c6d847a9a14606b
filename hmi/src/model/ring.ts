// The last minutes of a tag, for the trend strip and the thickness plot. A gap stays a gap.

export interface Point {
  t: number;
  v: number | null;
}

/** Points in plant time, at least `spacingMs` apart, for `spanMs`; null marks where the line must break. */
export class Ring {
  private points: Point[] = [];

  constructor(readonly spanMs: number, readonly spacingMs: number) {}

  get all(): readonly Point[] {
    return this.points;
  }

  /** History goes in front of what came live meanwhile. */
  seed(history: readonly Point[]): void {
    const first = this.points[0]?.t ?? Infinity;
    this.points = [...history.filter((p) => p.t < first), ...this.points];
    this.trim();
  }

  add(t: number, v: number | null): void {
    const last = this.points[this.points.length - 1];
    if (last && t <= last.t) {
      if (t < last.t - this.spanMs) this.points = []; // plant time jumped back: another plant, another line
      else return;
    } else if (last && v !== null && last.v !== null) {
      const before = this.points[this.points.length - 2];
      // The newest point moves on until it is far enough from the one before it.
      if (before && t - before.t < this.spacingMs) {
        last.t = t;
        last.v = v;
        return;
      }
    } else if (last && v === null && last.v === null) {
      last.t = t;
      return;
    }
    this.points.push({ t, v });
    this.trim();
  }

  /** Marks that the values between now and the next one are not known. */
  gap(): void {
    const last = this.points[this.points.length - 1];
    if (last && last.v !== null) this.points.push({ t: last.t + 1, v: null });
  }

  clear(): void {
    this.points = [];
  }

  private trim(): void {
    const last = this.points[this.points.length - 1];
    if (!last) return;
    const from = last.t - this.spanMs;
    let drop = 0;
    while (drop < this.points.length - 1 && this.points[drop + 1]!.t < from) drop += 1;
    if (drop > 0) this.points.splice(0, drop);
  }
}
