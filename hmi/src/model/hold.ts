// Hold to confirm: fires once, at the end of the hold, and never by a key repeat. Pure: time comes in.

export type HoldCancel = 'early' | 'left' | 'escape' | 'focus' | 'touch' | 'link' | 'check';
export type HoldStep =
  | { kind: 'rest' }
  | { kind: 'holding'; since: number }
  | { kind: 'cancelled'; why: HoldCancel }
  | { kind: 'fired'; at: number };

export class Hold {
  private now: HoldStep = { kind: 'rest' };

  constructor(readonly lengthMs: number) {}

  get step(): HoldStep {
    return this.now;
  }

  /** Begins a hold; a second begin while holding is ignored, so a repeated key changes nothing. */
  press(at: number): boolean {
    if (this.now.kind === 'holding' || this.now.kind === 'fired') return false;
    this.now = { kind: 'holding', since: at };
    return true;
  }

  /** How far the hold has come, 0 to 1. */
  progress(at: number): number {
    if (this.now.kind === 'fired') return 1;
    return this.now.kind === 'holding' ? Math.min(1, Math.max(0, (at - this.now.since) / this.lengthMs)) : 0;
  }

  /** True exactly once: at the turn on which the hold is complete. */
  turn(at: number): boolean {
    if (this.now.kind !== 'holding' || at - this.now.since < this.lengthMs) return false;
    this.now = { kind: 'fired', at };
    return true;
  }

  /** Ends a hold without firing; what already fired cannot be called back. */
  cancel(why: HoldCancel): boolean {
    if (this.now.kind !== 'holding') return false;
    this.now = { kind: 'cancelled', why };
    return true;
  }

  /** Ready for the next hold, after the answer has been shown. */
  rest(): void {
    if (this.now.kind !== 'holding') this.now = { kind: 'rest' };
  }
}
