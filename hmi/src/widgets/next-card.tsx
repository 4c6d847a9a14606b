// What happens next, and whether somebody must act: one sentence, and the actions the controller allows now.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import { isActive } from '../model/unit';
import type { Store } from '../model/store';
import { named, t, type Key } from '../format/words';
import { actionsOf } from './actions';
import { HoldButton } from './hold-button';
import { Park, Pause, Play, Stop, Undo, Unload } from './icons';
import { Panel } from './panel';
import { PromptAnswers, RecoveryChoice } from './prompt-card';

const ICON: Record<string, ComponentChildren> = {
  HOLD: <Pause />, RESTART: <Play />, RESUME: <Play />, STOP: <Stop />, RESET: <Undo />, PAUSE: <Pause />, PARK: <Park />, UNLOAD: <Unload />, STOP_AFTER_PHASE: <Stop />,
};
const RIGHT: Record<string, string> = { HOLD: 'hold', PAUSE: 'hold', RESTART: 'hold', RESUME: 'hold', STOP: 'hold', PARK: 'hold', UNLOAD: 'hold', RESET: 'hold' };

export function RunActions({ store: s }: { store: Store }) {
  const run = s.live.run;
  if (!run) return null;
  const allowed = run.allowed ?? [];
  const actions = actionsOf(allowed, run.state === 'RUNNING');
  if (actions.length === 0) return null;
  return (
    <div class={`acts n${actions.length}`}>
      {actions.map((command) => (
        <HoldButton key={command} label={t(`act.${command}` as Key)} icon={ICON[command]} ms={1000} testid={command === 'HOLD' ? 'act-hold-run' : `act-${command.toLowerCase().replaceAll('_', '-')}`}
          off={s.stale ? t('why.link') : !allowed.includes(command) ? t('why.state') : s.may(RIGHT[command] ?? command.toLowerCase()) || s.may(command.toLowerCase()) ? null : t('why.role')}
          fire={() => api.runCommand(run.id, command, t('act.reason', { act: t(`act.${command}` as Key) }))} />
      ))}
    </div>
  );
}

/** Why a reset is not possible now, in words; null when it is. */
export function resetBlocked(s: Store, titles: Record<string, string> = {}): string | null {
  const v = s.live.verdict;
  if (s.stale) return t('why.link');
  if (v.tripped.length === 0) return t('act.resetNothing');
  const why = v.resetBlockedBy[0];
  if (why) return t('act.resetBlocked', { why: titles[why] ?? why });
  if (!v.resettable) return t('act.resetNot');
  return s.may('reset') ? null : t('why.role');
}

export function ResetButton({ store: s, titles, reason, extra = null }: { store: Store; titles?: Record<string, string>; reason?: string; extra?: string | null }) {
  const blocked = resetBlocked(s, titles);
  const off = blocked ?? extra;
  const named = blocked !== null && blocked.startsWith(t('act.resetBlocked', { why: '' }).split(' ')[0]!);
  return (
    <HoldButton label={named ? blocked : t('act.resetInterlocks')} icon={<Undo />} ms={1000} testid="reset" off={named ? '' : off} broken={() => (resetBlocked(s, titles) === null ? null : 'check')}
      fire={() => api.resetInterlocks(reason?.trim() || t('act.resetReason'))} />
  );
}

export function NextCard({ store: s, titles }: { store: Store; titles: Record<string, string> }) {
  const run = s.live.run;
  const [listed, list] = useState(false);
  const held = s.stale ? [] : run?.modules ?? [];
  const word = s.word;
  let text: string;
  let detail: string | null = null;
  let actions: ComponentChildren = null;
  if (s.stale) {
    text = t('next.stale');
    detail = t('next.staleWhy', { n: Math.max(1, s.attempt) });
    actions = <RunActions store={s} />;
  } else if (run && isActive(run)) {
    text = run.next?.text ?? (word === 'ABORTING' ? t('next.aborting') : t('next.running', { phase: run.phase ? named('phase', run.phase) : '' }));
    detail = run.next?.text ? run.next.detail ?? null : t('next.automatic');
    actions = run.recovery && !run.recovery.decided ? <><RecoveryChoice store={s} />{s.live.verdict.tripped.length > 0 && <div class="acts n1"><ResetButton store={s} titles={titles} /></div>}</>
      : run.prompt ? <><PromptAnswers key={run.prompt.number} store={s} run={run.id} prompt={run.prompt} /><RunActions store={s} /></> : <RunActions store={s} />;
  } else if (word === 'LOCKED') {
    text = t('next.locked');
    detail = t('next.lockedWhy');
    actions = <div class="acts n1"><ResetButton store={s} titles={titles} /></div>;
  } else {
    const toStart = <a class="btn big primary" href="#/start" data-testid="next-start"><Play />{t('next.start')}</a>;
    if (run && (word === 'COMPLETE' || word === 'ENDED')) {
      text = run.next?.text ?? t(word === 'COMPLETE' ? 'next.complete' : 'next.ended', { id: run.id });
      detail = run.next?.detail ?? run.endReason ?? null;
      actions = <><div class="acts n2"><a class="btn big" href={`#/batches/${encodeURIComponent(run.id)}`} data-testid="next-result">{t('next.result')}</a>{toStart}</div><RunActions store={s} /></>;
    } else {
      text = t('next.ready');
      detail = t('next.readyWhy');
      actions = <div class="acts n1">{toStart}</div>;
    }
  }
  return (
    <Panel cls="next-card" title={t('next.title')} side={held.length > 0 && <button type="button" class="held" aria-expanded={listed} data-testid="held-modules" onClick={() => list(!listed)}>{t('held.modules', { n: held.length })}</button>}>
      {listed && held.length > 0 && <p class="held-list" data-testid="held-list">{held.map((m) => (m.byHand ? t('held.byHand', { title: m.title }) : m.title)).join(' · ')}</p>}
      <div class="next" data-testid="next-step"><b>{text}</b>{detail && <span>{detail}</span>}</div>
      {actions}
    </Panel>
  );
}
