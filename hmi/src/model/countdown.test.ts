import { describe, expect, it } from 'vitest';
import { beatOf, secondsToZero } from './countdown';

const asked = { askedAt: '2026-01-01T00:00:00Z', zeroS: 10 };
const live = { plantTime: '2026-01-01T00:00:04Z', speed: 1, lastFrameAt: 1000 };

describe('the countdown to a move by hand', () => {
  it('goes on between two frames, at the speed of the plant', () => {
    expect(secondsToZero(asked, live, 1000)).toBeCloseTo(6);
    expect(secondsToZero(asked, live, 1500)).toBeCloseTo(5.5);
    expect(secondsToZero(asked, { ...live, speed: 4 }, 1500)).toBeCloseTo(4);
    expect(secondsToZero(asked, live, 8000)).toBeCloseTo(-1);
  });
  it('never runs ahead of a frame, and says nothing where there is no moment', () => {
    expect(secondsToZero(asked, live, 900)).toBeCloseTo(6);
    expect(secondsToZero({ askedAt: asked.askedAt }, live, 1000)).toBeNull();
    expect(secondsToZero(asked, { ...live, plantTime: null }, 1000)).toBeNull();
  });
  it('shows each second as it begins, and zero from the moment on', () => {
    expect([9.99, 3.01, 3, 0.01, 0, -4].map(beatOf)).toEqual([10, 4, 3, 1, 0, 0]);
    expect(beatOf(null)).toBeNull();
  });
});
