// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleWatch } from './idle';

describe('the idle watch', () => {
  const listeners = new Map<string, () => void>();
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('document', {
      addEventListener: (name: string, on: () => void) => listeners.set(name, on),
      removeEventListener: (name: string) => listeners.delete(name),
    });
  });
  afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); listeners.clear(); });

  it('tells the server that somebody moved, and only then', async () => {
    const asked: boolean[] = [];
    const watch = new IdleWatch({ ask: (active) => { asked.push(active); return Promise.resolve({ locked: false, locksInS: 600 }); }, locked: () => {} });
    watch.start();
    await vi.advanceTimersByTimeAsync(0);
    listeners.get('keydown')!();
    await vi.advanceTimersByTimeAsync(20_000);
    await vi.advanceTimersByTimeAsync(20_000);
    watch.stop();
    expect(asked).toEqual([false, true, false]);
  });

  it('asks again when the lock is due, shows it, and then waits for the password', async () => {
    let locked = false;
    const answers = [{ locked: false, locksInS: 4 }, { locked: true, locksInS: 0 }];
    let asks = 0;
    const watch = new IdleWatch({ ask: () => Promise.resolve(answers[asks++]!), locked: (is) => { locked = is; } });
    watch.start();
    await vi.advanceTimersByTimeAsync(4_900);
    expect(locked).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(locked).toBe(true);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asks).toBe(2);
    watch.stop();
  });

  it('locks at once when the server refuses a command for it', () => {
    let locked = false;
    new IdleWatch({ ask: () => Promise.reject(new Error()), locked: (is) => { locked = is; } }).lockedNow();
    expect(locked).toBe(true);
  });
});
