// What a person moves in place of the program: a pressure beside its goal, and a countdown with a key.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WirePrompt } from '../api/wire';
import { beatOf, secondsToZero } from '../model/countdown';
import type { Store } from '../model/store';
import { quantity } from '../format/number';
import { t } from '../format/words';
import { refusalText } from './hold-button';
import { Value } from './value';

/** The reading the person looks at, large enough to be read from the wheel, and whether it is where it has to be. */
export function WatchedReading({ store: s, watch }: { store: Store; watch: NonNullable<WirePrompt['watch']> }) {
  const reading = s.reading(watch.tag);
  const value = typeof reading.value === 'number' && reading.quality !== 'bad' && reading.quality !== 'unknown' ? reading.value : null;
  const where = value === null ? 'unknown' : value < watch.low ? 'low' : value > watch.high ? 'high' : 'in';
  return (
    <div class={`hand-read ${where}`} data-testid="prompt-watch" data-where={where}>
      <Value reading={reading} testid={false} />
      <span>{t('hand.goal', { low: quantity(watch.low, reading.unit), high: quantity(watch.high, reading.unit), unit: reading.unit })}</span>
      <b>{where === 'in' ? '✓' : where === 'low' ? '▼' : where === 'high' ? '▲' : '?'} {t(`hand.${where}`)}</b>
    </div>
  );
}

/** A short tone on each of the last seconds, a long and higher one at zero. Silent where the browser has no sound. */
function useTone() {
  const audio = useRef<AudioContext | null>(null);
  useEffect(() => {
    try { audio.current = new AudioContext(); } catch { /* the digits and the flash say the same */ }
    return () => { void audio.current?.close(); };
  }, []);
  return (zero: boolean) => {
    const sound = audio.current;
    if (!sound) return;
    if (sound.state === 'suspended') void sound.resume();
    const tone = sound.createOscillator();
    const loud = sound.createGain();
    tone.frequency.value = zero ? 1320 : 880;
    loud.gain.value = 0.25;
    tone.connect(loud).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + (zero ? 0.6 : 0.1));
  };
}

/**
 * The countdown to a move, and the key. The key counts from the moment it goes down: held like other commands it would
 * come a second late, and the film is counted from it. It switches nothing on.
 */
export function Countdown({ store: s, run, prompt }: { store: Store; run: string; prompt: WirePrompt }) {
  const [, redraw] = useState(0);
  const [state, setState] = useState<'rest' | 'sent' | 'accepted' | { refused: string }>('rest');
  const last = useRef<number | null>(null);
  const key = useRef<HTMLButtonElement>(null);
  const sound = useTone();
  useEffect(() => {
    const timer = setInterval(() => redraw((n) => n + 1), 50);
    key.current?.focus();
    return () => clearInterval(timer);
  }, []);
  const left = secondsToZero(prompt, s.live, performance.now());
  const beat = beatOf(left);
  useEffect(() => {
    if (beat === last.current) return;
    if (last.current !== null && beat !== null && beat <= 5 && beat >= 0) sound(beat === 0);
    last.current = beat;
  }, [beat]);
  const off = s.stale ? t('why.link') : s.may('hold') ? null : t('why.role');
  const press = () => {
    if (off !== null || state === 'sent' || state === 'accepted') return;
    setState('sent');
    api.answerPrompt(run, prompt.number, prompt.answers[0]!, '').then(() => setState('accepted'), (error: unknown) => setState({ refused: refusalText(error) }));
  };
  const words = off ?? (state === 'sent' ? t('hand.sent') : state === 'accepted' ? t('hand.taken') : typeof state === 'object' ? state.refused : t('hand.key'));
  return (
    <div class="prompt hand" role="group" aria-label={prompt.text} data-testid={`prompt-${prompt.number}`}>
      <div class={`countdown${beat === 0 ? ' now' : beat !== null && beat <= 5 ? ' near' : ''}${beat !== null && beat % 2 ? ' odd' : ''}`} data-testid="countdown" aria-hidden="true">
        {left === null ? '–' : left <= 0 ? t('hand.now') : String(beat)}
      </div>
      <p class="sr" role="timer" aria-live="assertive">{beat !== null && (beat === 10 || beat <= 3) ? (beat === 0 ? t('hand.now') : String(beat)) : ''}</p>
      <button ref={key} type="button" class="hand-key" data-testid="hand-key" disabled={off !== null} aria-describedby="hand-why"
        onPointerDown={(e) => { if (e.isPrimary && e.button === 0) press(); }}
        onKeyDown={(e) => { if (!e.repeat && (e.key === ' ' || e.key === 'Enter')) { e.preventDefault(); press(); } }}>
        {words}
      </button>
      <p id="hand-why" class="quiet">{t('hand.why')}</p>
    </div>
  );
}
