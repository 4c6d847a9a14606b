// Whether a person is at the screen. The server decides when the screen locks; this tells it that somebody moved,
// at most every twenty seconds, and asks again when the time has come.
const TELL_MS = 20_000;
const MOVED = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

export interface IdleParts {
  /** Asks the server for the session, and tells it whether somebody was there since the last time. */
  ask: (active: boolean) => Promise<{ locked: boolean; locksInS: number | null }>;
  locked: (is: boolean) => void;
}

export class IdleWatch {
  private moved = false;
  private running = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly see = () => { this.moved = true; };

  constructor(private readonly parts: IdleParts) {}

  start(): void {
    this.stop();
    this.running = true;
    for (const event of MOVED) document.addEventListener(event, this.see, { passive: true });
    void this.turn();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.timer);
    for (const event of MOVED) document.removeEventListener(event, this.see);
  }

  /** The server has refused a command because the screen is locked. */
  lockedNow(): void {
    clearTimeout(this.timer);
    this.moved = false;
    this.parts.locked(true);
  }

  private async turn(): Promise<void> {
    const active = this.moved;
    this.moved = false;
    let wait = TELL_MS;
    try {
      const session = await this.parts.ask(active);
      if (!this.running) return;
      this.parts.locked(session.locked);
      if (session.locked || session.locksInS === null) return; // a resume starts again; without a limit there is nothing to watch
      wait = Math.min(TELL_MS, (session.locksInS + 1) * 1000);
    } catch {
      /* the link says it */
    }
    if (this.running) this.timer = setTimeout(() => void this.turn(), wait);
  }
}
