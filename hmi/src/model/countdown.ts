// How long until a person acts, between two frames of the stream as well.
import type { WirePrompt } from '../api/wire';

interface Clock { plantTime: string | null; speed: number; lastFrameAt: number | null }

/** Plant seconds to the moment; below zero after it; null when the question has no moment or the plant no time. */
export function secondsToZero(prompt: Pick<WirePrompt, 'askedAt' | 'zeroS'>, live: Clock, nowMs: number): number | null {
  if (prompt.zeroS == null || !live.plantTime || live.lastFrameAt === null) return null;
  const sinceFrame = (Math.max(0, nowMs - live.lastFrameAt) / 1000) * live.speed;
  const gone = (Date.parse(live.plantTime) - Date.parse(prompt.askedAt)) / 1000 + sinceFrame;
  return prompt.zeroS - gone;
}

/** The digit that is shown and sounded: the seconds still to begin, zero from the moment on. */
export function beatOf(left: number | null): number | null {
  return left === null ? null : Math.max(0, Math.ceil(left));
}
