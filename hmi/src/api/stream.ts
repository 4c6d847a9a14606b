// The one live channel. It reconnects by itself with its own back-off: a browser's EventSource gives up
// on some answers, and waits seconds when a console should be back within one.
import type { WireFrame, WireHeartbeat } from './wire';

export interface StreamListener {
  snapshot(frame: WireFrame): void;
  delta(frame: WireFrame): void;
  heartbeat(beat: WireHeartbeat): void;
  signedOut(): void;
  /** The connection broke or stayed silent; attempt n follows after waitMs. */
  lost(attempt: number, waitMs: number): void;
}

export interface SourceLike {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  onerror: ((event: Event) => void) | null;
  close(): void;
}

/** How long to wait before attempt n: at once, then up to one second, so that a healed link shows within a second. */
export function backOffMs(attempt: number): number {
  return Math.min(1000, 250 * 2 ** Math.max(0, attempt - 1));
}

export class LiveStream {
  private source: SourceLike | null = null;
  private attempt = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private open = false;

  constructor(
    private readonly listener: StreamListener,
    private readonly connect: (url: string) => SourceLike = (url) => new EventSource(url) as unknown as SourceLike,
    private readonly url = '/api/v1/stream',
    private readonly silentAfterMs = 3000,
  ) {}

  start(): void {
    if (this.open) return;
    this.open = true;
    this.attempt = 0;
    this.dial();
  }

  stop(): void {
    this.open = false;
    clearTimeout(this.waiting);
    clearTimeout(this.silence);
    this.source?.close();
    this.source = null;
  }

  private dial(): void {
    this.source?.close();
    const source = this.connect(this.url);
    this.source = source;
    this.listen();
    const on = <T>(type: string, take: (data: T) => void) =>
      source.addEventListener(type, (event) => {
        if (source !== this.source) return; // a late word from a connection already given up
        this.listen();
        let data: T;
        try {
          data = JSON.parse(event.data || '{}') as T;
        } catch {
          return;
        }
        take(data);
      });
    on<WireFrame>('snapshot', (frame) => {
      this.attempt = 0;
      this.listener.snapshot(frame);
    });
    on<WireFrame>('delta', (frame) => this.listener.delta(frame));
    on<WireHeartbeat>('heartbeat', (beat) => this.listener.heartbeat(beat));
    on('signed-out', () => {
      this.stop();
      this.listener.signedOut();
    });
    source.onerror = () => {
      if (source === this.source) this.again();
    };
  }

  /** A socket that says nothing for longer than the promised heartbeat is dead, whatever it believes. */
  private listen(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.again(), this.silentAfterMs);
  }

  private again(): void {
    if (!this.open) return;
    clearTimeout(this.silence);
    clearTimeout(this.waiting);
    this.source?.close();
    this.source = null;
    this.attempt += 1;
    const wait = backOffMs(this.attempt);
    this.listener.lost(this.attempt, wait);
    this.waiting = setTimeout(() => this.open && this.dial(), wait);
  }
}
