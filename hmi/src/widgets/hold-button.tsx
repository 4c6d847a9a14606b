// A button that must be held. Pointer and keyboard behave alike; every way to let go says what happened.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LinkDown, Refusal } from '../api/client';
import { Hold, type HoldCancel } from '../model/hold';
import { store } from '../model/store';
import { t } from '../format/words';

export type HoldPhase =
  | { is: 'rest' }
  | { is: 'holding'; left: number }
  | { is: 'cancelled'; why: HoldCancel }
  | { is: 'sent' }
  | { is: 'accepted' }
  | { is: 'refused'; why: string };

export function refusalText(error: unknown): string {
  if (error instanceof LinkDown) return t('cmd.linkDown');
  if (error instanceof Refusal) {
    const first = error.problem.violations?.map((v) => v.message).filter(Boolean).join('; ');
    return first || error.message;
  }
  return t('cmd.noAnswer');
}

export interface HoldOptions {
  ms: number;
  enabled: boolean;
  /** A reason to give up while holding, asked on every frame. */
  broken?: () => HoldCancel | null;
  fire: () => Promise<unknown>;
}

/** The behaviour alone, for buttons that draw themselves. */
export function useHold(options: HoldOptions) {
  const latest = useRef(options);
  latest.current = options;
  const hold = useRef<Hold | undefined>(undefined);
  const loop = useRef(0);
  const settle = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const gone = useRef(false);
  const answered = useRef(true);
  const [phase, setPhase] = useState<HoldPhase>({ is: 'rest' });
  const [progress, setProgress] = useState(0);
  if (!hold.current || hold.current.lengthMs !== options.ms) hold.current = new Hold(options.ms);

  const show = (next: HoldPhase, restAfter = 0) => {
    if (gone.current) return;
    clearTimeout(settle.current);
    setPhase(next);
    if (restAfter > 0) settle.current = setTimeout(() => { hold.current!.rest(); if (!gone.current) { setPhase({ is: 'rest' }); setProgress(0); } }, restAfter);
  };

  const cancel = (why: HoldCancel) => {
    if (!hold.current!.cancel(why)) return;
    cancelAnimationFrame(loop.current);
    setProgress(0);
    show({ is: 'cancelled', why }, 4000);
  };

  const turn = () => {
    const at = performance.now();
    const h = hold.current!;
    if (!latest.current.enabled || store.stale) return cancel(store.stale ? 'link' : 'check');
    const broken = latest.current.broken?.();
    if (broken) return cancel(broken);
    setProgress(h.progress(at));
    if (h.turn(at)) {
      show({ is: 'sent' });
      setProgress(1);
      answered.current = false;
      latest.current.fire().finally(() => { answered.current = true; }).then(() => show({ is: 'accepted' }, 1500), (error: unknown) => { setProgress(0); show({ is: 'refused', why: refusalText(error) }, 8000); });
      return;
    }
    show({ is: 'holding', left: Math.max(0, h.lengthMs * (1 - h.progress(at))) });
    loop.current = requestAnimationFrame(turn);
  };

  const press = () => {
    if (!latest.current.enabled || store.stale) return;
    if (hold.current!.step.kind === 'fired') {
      if (!answered.current) return; // one order at a time: its answer is still to come
      hold.current!.rest();
    }
    if (hold.current!.press(performance.now())) {
      clearTimeout(settle.current);
      loop.current = requestAnimationFrame(turn);
    }
  };

  useEffect(() => {
    const hidden = () => document.hidden && cancel('focus');
    const away = () => cancel('focus');
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('blur', away);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('blur', away);
      gone.current = true;
      hold.current?.cancel('left');
      cancelAnimationFrame(loop.current);
      clearTimeout(settle.current);
    };
  }, []);

  const handlers = {
    onPointerDown: (e: PointerEvent) => {
      if (!e.isPrimary || e.button !== 0) return cancel('touch');
      press();
    },
    onPointerUp: () => cancel('early'),
    onPointerLeave: () => cancel('left'),
    onPointerCancel: () => cancel('left'),
    onContextMenu: (e: Event) => e.preventDefault(),
    onKeyDown: (e: KeyboardEvent) => {
      if (e.key === 'Escape') return cancel('escape');
      if (e.key === 'Enter' || e.key === ' ') {
        e.preventDefault();
        if (!e.repeat) press();
      }
    },
    onKeyUp: (e: KeyboardEvent) => {
      if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); cancel('early'); }
    },
    onBlur: () => cancel('focus'),
  };
  return { phase, progress, handlers };
}

export function phaseText(phase: HoldPhase): string {
  switch (phase.is) {
    case 'holding': return t('hold.keep', { s: (phase.left / 1000).toFixed(1) });
    case 'cancelled': return t(`hold.${phase.why}`);
    case 'sent': return t('hold.sent');
    case 'accepted': return t('hold.accepted');
    case 'refused': return t('hold.refused', { why: phase.why });
    default: return '';
  }
}

export interface HoldButtonProps {
  label: string;
  ms: number;
  icon?: ComponentChildren;
  testid?: string;
  kind?: 'plain' | 'primary';
  big?: boolean;
  /** Why it cannot be used now; it is shown in the label, and the button is off. */
  off?: string | null;
  hint?: boolean;
  broken?: () => HoldCancel | null;
  fire: () => Promise<unknown>;
}

export function HoldButton({ label, ms, icon, testid, kind = 'plain', big = false, off = null, hint = true, broken, fire }: HoldButtonProps) {
  const enabled = off === null;
  const { phase, progress, handlers } = useHold({ ms, enabled, broken, fire });
  const said = phaseText(phase);
  const line = said || (off ?? (hint ? t('hold.second', { s: ms / 1000 }) : ''));
  return (
    <button type="button" class={`hold ${kind}${big ? ' big' : ''}${phase.is === 'refused' || phase.is === 'cancelled' ? ' said' : ''}`} data-testid={testid} data-hold={phase.is}
      disabled={!enabled && phase.is !== 'sent' && phase.is !== 'accepted'} title={said || undefined} {...handlers}>
      <i class="fillbar" style={{ width: `${progress * 100}%` }} aria-hidden="true" />
      <span class="lab">{icon}{label}</span>
      {line && <small class="say" role={said ? 'status' : undefined}>{line}</small>}
    </button>
  );
}
