// The one place that holds what the controller said. Pages subscribe; they are redrawn together, in one
// animation frame, at most five times a second.
import { useEffect, useReducer } from 'preact/hooks';
import { api, clockSeen, linkJudge, onLocked, Refusal, vouchedFor } from '../api/client';
import { LiveStream } from '../api/stream';
import type { WireHistory, WireMe, WireStatus, WireTag } from '../api/wire';
import { setLanguage, type Language } from '../format/words';
import { IdleWatch } from './idle';
import { ageMs, deadLinks, freshness, NOTHING, onDelta, onHeartbeat, onSnapshot, type Freshness, type Live } from './live';
import { shown, type Shown } from './reading';
import { Ring, type Point } from './ring';
import { RESTART, unitWord, type UnitWord } from './unit';

export type Session = { kind: 'asking' } | { kind: 'out'; expired: boolean } | { kind: 'in'; me: WireMe };
export type Theme = 'light' | 'dark';

export const STRIP_MINUTES = 15;
export const STRIP_TAGS = ['chamber.pressure', 'cathode.power', 'cathode.voltage', 'gas.oxygen.flow', 'film.rate', 'cooling.flow'] as const;
const FILM_TAGS = ['film.thickness', 'film.sigma'] as const;

const REDRAW_MS = 200;
const now = (): number => performance.now();

export class Store {
  live: Live = NOTHING;
  session: Session = { kind: 'asking' };
  definitions: Record<string, WireTag> = {};
  /** Ages are measured against this, so that all of one drawing agree. */
  at = now();
  attempt = 0;
  lostAt: string | null = null;
  theme: Theme;
  language: Language;
  readonly rings = new Map<string, Ring>();

  private readonly listeners = new Set<() => void>();
  private drawn = 0;
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private poll: ReturnType<typeof setTimeout> | undefined;
  private wasStale = false;
  private readonly stream: LiveStream;
  /** Whether the screen takes no command before its password is entered; it goes on showing the plant. */
  locked = false;
  private readonly idle = new IdleWatch({
    ask: (active) => api.session(active),
    locked: (is) => {
      if (this.locked === is) return;
      this.locked = is;
      this.changed(true);
    },
  });

  constructor() {
    this.theme = remembered('sputterpilot.theme') === 'dark' ? 'dark' : 'light';
    this.language = remembered('sputterpilot.language') === 'zh' ? 'zh' : 'en';
    for (const tag of STRIP_TAGS) this.rings.set(tag, new Ring(STRIP_MINUTES * 60_000, 1000));
    for (const tag of FILM_TAGS) this.rings.set(tag, new Ring(3 * 3_600_000, 2000));
    linkJudge(() => freshness(this.live, now()) === 'LIVE' || freshness(this.live, now()) === 'LATE');
    onLocked(() => this.idle.lockedNow());
    this.stream = new LiveStream({
      snapshot: (frame) => {
        clockSeen(frame.serverTime);
        const first = this.live.generation === 0;
        if (!first) for (const ring of this.rings.values()) ring.gap();
        this.live = onSnapshot(this.live, frame, now());
        this.attempt = 0;
        this.collect();
        this.changed(true);
        if (first) void this.seed();
      },
      delta: (frame) => {
        const before = this.live;
        this.live = onDelta(before, frame, now());
        if (this.live === before) return;
        clockSeen(frame.serverTime);
        this.collect();
        this.changed();
      },
      heartbeat: (beat) => {
        const before = this.live;
        this.live = onHeartbeat(before, beat, now());
        if (this.live === before) return;
        clockSeen(beat.serverTime);
        this.collect();
        this.changed();
      },
      signedOut: () => this.signedOut(true),
      lost: (attempt) => {
        this.attempt = attempt;
        this.changed();
        // An EventSource does not tell 401 from a dead server; the session call does.
        if (attempt === 2 || attempt % 8 === 0) void this.stillIn();
      },
    });
  }

  async begin(): Promise<void> {
    this.applyLook();
    setInterval(() => this.changed(), 250); // the age grows though nothing arrives
    try {
      // The public status says more to a signed-in browser; asking it first spares the signed-out one a refusal.
      if ((await api.status()).version === undefined) this.signedOut(false);
      else this.signedIn(await api.me());
    } catch {
      this.signedOut(false);
    }
  }

  signedIn(me: WireMe): void {
    vouchedFor(me.service != null);
    clearTimeout(this.poll);
    this.live = NOTHING;
    this.session = { kind: 'in', me };
    if (!me.mustChangePassword) { // until then the server shows nothing
      this.stream.start();
      void this.define();
      this.idle.start();
    }
    this.changed(true);
  }

  signedOut(expired: boolean): void {
    this.stream.stop();
    this.idle.stop();
    this.locked = false;
    for (const ring of this.rings.values()) ring.clear();
    this.live = NOTHING;
    this.session = { kind: 'out', expired };
    this.changed(true);
    void this.watchStatus();
  }

  /** Signed out, the unit's public status is all there is; it is asked for once a second. */
  status: WireStatus | null = null;

  private async watchStatus(): Promise<void> {
    clearTimeout(this.poll);
    if (this.session.kind !== 'out') return;
    try {
      const status = await api.status();
      if (this.session.kind !== 'out') return;
      this.status = status;
      if (status.serverTime) clockSeen(status.serverTime);
      this.live = {
        ...NOTHING,
        tick: this.live.tick + 1,
        serverTime: status.serverTime ?? new Date().toISOString(),
        plantTime: status.plantTime ?? null,
        mode: status.mode,
        speed: status.speed ?? 1,
        run: status.run ?? null,
        unitState: status.unitState,
        verdict: { ...NOTHING.verdict, ...standing(status.interlocks) },
        links: status.links ?? [],
        lastFrameAt: now(),
      };
    } catch {
      /* the age says it */
    }
    this.changed();
    this.poll = setTimeout(() => void this.watchStatus(), 1000);
  }

  /** The password was entered again. */
  resumed(): void {
    this.locked = false;
    this.idle.start();
    this.changed(true);
  }

  /** The person leaves and has locked the screen. */
  lockNow(): void {
    this.idle.lockedNow();
  }

  private async stillIn(): Promise<void> {
    try {
      await api.me();
    } catch (error) {
      if (error instanceof Refusal && error.status === 401 && this.session.kind === 'in') this.signedOut(true);
    }
  }

  private async define(): Promise<void> {
    for (;;) {
      try {
        const list = await api.tags();
        this.definitions = Object.fromEntries(list.map((tag) => [tag.tag, tag]));
        this.changed(true);
        return;
      } catch {
        if (this.session.kind !== 'in') return;
        await new Promise((wake) => setTimeout(wake, 3000));
      }
    }
  }

  /** What happened before this page was opened, in as many buckets as the plots have pixels. */
  private async seed(): Promise<void> {
    const end = Date.parse(this.live.plantTime ?? '');
    if (!Number.isFinite(end)) return;
    for (const [tag, ring] of this.rings) {
      try {
        const history = await api.history(tag, new Date(end - ring.spanMs).toISOString(), new Date(end).toISOString(), 300);
        ring.seed(pointsOf(history));
        this.changed();
      } catch {
        /* no history: the line begins now */
      }
    }
  }

  private collect(): void {
    const t = Date.parse(this.live.plantTime ?? '');
    if (!Number.isFinite(t)) return;
    for (const [tag, ring] of this.rings) {
      const reading = this.live.tags[tag];
      if (reading) ring.add(t, reading.q === 'BAD' || typeof reading.v !== 'number' ? null : reading.v);
    }
  }

  get fresh(): Freshness {
    return freshness(this.live, this.at);
  }

  get stale(): boolean {
    return this.fresh === 'STALE' || this.fresh === 'NEVER';
  }

  get age(): number | null {
    return ageMs(this.live, this.at);
  }

  get word(): UnitWord {
    return unitWord(this.live, this.fresh);
  }

  get plantLinksDown(): readonly string[] {
    return this.stale ? [] : deadLinks(this.live).map((link) => link.id);
  }

  reading(tag: string): Shown {
    return shown(tag, this.live.tags[tag], this.definitions[tag], this.stale, this.age);
  }

  may(what: string): boolean {
    return this.session.kind === 'in' && this.session.me.can[what] === true;
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    remember('sputterpilot.theme', theme);
    this.applyLook();
    this.changed(true);
  }

  setLanguage(language: Language): void {
    this.language = language;
    remember('sputterpilot.language', language);
    this.applyLook();
    this.changed(true);
  }

  private applyLook(): void {
    setLanguage(this.language);
    document.documentElement.dataset.theme = this.theme;
    document.documentElement.lang = this.language === 'zh' ? 'zh-CN' : 'en';
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(atOnce = false): void {
    if (this.frame !== 0 || (this.timer !== undefined && !atOnce)) return;
    clearTimeout(this.timer);
    const wait = atOnce ? 0 : Math.max(0, this.drawn + REDRAW_MS - now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.draw();
      });
      if (document.hidden) {
        cancelAnimationFrame(this.frame);
        this.frame = 0;
        this.draw();
      }
    }, wait);
  }

  private draw(): void {
    this.drawn = now();
    this.at = this.drawn;
    const stale = this.stale;
    if (stale && !this.wasStale) {
      this.lostAt = this.live.plantTime ?? this.live.serverTime;
      for (const ring of this.rings.values()) ring.gap();
    }
    this.wasStale = stale;
    for (const listener of this.listeners) listener();
  }
}

/** The public status names no effect and no cause, only whether there are any. */
function standing(interlocks: string | null | undefined): { tripped: string[]; firstOut: string[] } {
  if (interlocks === 'TRIPPED') return { tripped: ['?'], firstOut: ['?'] };
  return interlocks === 'LOCKED' ? { tripped: ['?'], firstOut: [RESTART] } : { tripped: [], firstOut: [] };
}

export function pointsOf(history: WireHistory): Point[] {
  const out: Point[] = [];
  for (const p of history.points ?? []) {
    const t = Date.parse(p.t);
    if (!Number.isFinite(t)) continue;
    const v = p.mean ?? (typeof p.v === 'number' && p.q !== 'BAD' ? p.v : p.min != null && p.max != null ? (p.min + p.max) / 2 : null);
    out.push({ t, v });
  }
  for (const gap of history.gaps ?? []) {
    const t = Date.parse(gap.from);
    if (Number.isFinite(t)) out.push({ t: t + 1, v: null });
  }
  return out.sort((a, b) => a.t - b.t);
}

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    /* a console without storage keeps the default */
  }
}

export const store = new Store();

/** Redraws the calling component with every picture. */
export function useStore(): Store {
  const [, redraw] = useReducer<number, void>((n) => n + 1, 0);
  useEffect(() => store.subscribe(() => redraw()), []);
  return store;
}

/**
 * Asks the controller again and again while the page is open; keeps the last answer and the last failure. How soon it asks
 * again may depend on the last answer; 0 means not again.
 */
export function usePolled<T>(ask: () => Promise<T>, everyMs: number | ((last: T | null) => number), keys: unknown[]): { value: T | null; failed: string | null; at: number } {
  const [state, set] = useReducer<{ value: T | null; failed: string | null; at: number }, { value: T | null; failed: string | null; at: number }>(
    (_, next) => next, { value: null, failed: null, at: 0 });
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: T | null = null;
    set({ value: null, failed: null, at: 0 });
    const turn = async () => {
      try {
        last = await ask();
        if (!over) set({ value: last, failed: null, at: now() });
      } catch (error) {
        if (!over) set({ value: last, failed: error instanceof Error ? error.message : String(error), at: now() });
      }
      const pause = typeof everyMs === 'number' ? everyMs : everyMs(last);
      if (!over && pause > 0) timer = setTimeout(() => void turn(), pause);
    };
    void turn();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, keys);
  return state;
}
