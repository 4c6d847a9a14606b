// What the run asks a person: the question, how long it waits, and the answers the controller takes.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WirePrompt } from '../api/wire';
import type { Store } from '../model/store';
import { mmss } from '../format/time';
import { named, t, type Key } from '../format/words';
import { Countdown, WatchedReading } from './hand-card';
import { HoldButton } from './hold-button';
import { Tick } from './icons';

/** Seconds the question still waits; null when it waits for ever. */
export function promptLeft(prompt: WirePrompt, plantNow: string | null | undefined): number | null {
  if (prompt.withinS == null || !plantNow) return null;
  return Math.max(0, prompt.withinS - (Date.parse(plantNow) - Date.parse(prompt.askedAt)) / 1000);
}

export function PromptAnswers({ store: s, run, prompt }: { store: Store; run: string; prompt: WirePrompt }) {
  const [comment, say] = useState('');
  const [password, setPassword] = useState('');
  const left = promptLeft(prompt, s.live.plantTime ?? s.live.serverTime);
  const right = prompt.signed ? 'start' : 'hold';
  const off = s.stale ? t('why.link') : !s.may(right) ? t('why.role') : prompt.signed && !password ? t('start.needPassword') : null;
  if (prompt.zeroS != null) return <Countdown store={s} run={run} prompt={prompt} />;
  return (
    <div class="prompt" role="group" aria-label={prompt.text} data-testid={`prompt-${prompt.number}`}>
      {prompt.watch && <WatchedReading store={s} watch={prompt.watch} />}
      <p class="quiet">{t('prompt.no', { n: prompt.number, phase: named('phase', prompt.phase) })}{left !== null && <> · <b class="num">{t('prompt.left', { time: mmss(left) })}</b></>}</p>
      <label class="fl">{t('prompt.comment')}<input class="field" data-testid="prompt-comment" value={comment} maxLength={2000} onInput={(e) => say(e.currentTarget.value)} /></label>
      {prompt.signed && <label class="fl">{t('start.password')}<input class="field" type="password" data-testid="prompt-password" value={password} autocomplete="off" onInput={(e) => setPassword(e.currentTarget.value)} /></label>}
      <div class={`acts n${prompt.answers.length}`}>
        {prompt.answers.map((answer) => (
          <HoldButton key={answer} label={t(`answer.${answer}` as Key)} icon={<Tick />} ms={1000} testid={`answer-${answer.toLowerCase()}`} off={off}
            fire={async () => { try { return await api.answerPrompt(run, prompt.number, answer, comment.trim(), prompt.signed ? { password, meaning: t('prompt.meaning') } : undefined); } finally { setPassword(''); } }} />
        ))}
      </div>
    </div>
  );
}

/** The controller died in this run: a person says, with a reason, whether it goes on. */
export function RecoveryChoice({ store: s }: { store: Store }) {
  const [reason, say] = useState('');
  const run = s.live.run!;
  const recovery = run.recovery!;
  const allowed = run.allowed ?? [];
  const off = (name: string) => (s.stale ? t('why.link') : !allowed.includes(name) ? t('why.state') : !s.may('hold') ? t('why.role') : reason.trim() ? null : t('recover.needReason'));
  return (
    <div class="prompt" role="group" aria-label={t('recover.title')} data-testid="recovery">
      <p>{t('recover.what', { phase: named('phase', recovery.phase) })}</p>
      {recovery.impossible && <p class="info" role="alert"><b>{t('recover.impossible')}</b> {recovery.impossible}</p>}
      <label class="fl">{t('recover.reason')}<input class="field" data-testid="recover-reason" value={reason} maxLength={500} onInput={(e) => say(e.currentTarget.value)} /></label>
      <div class="acts n2">
        {!recovery.impossible && <HoldButton label={t('act.RESTART')} ms={1000} testid="recover-restart" off={off('RESTART')} fire={() => api.runCommand(run.id, 'RESTART', reason.trim())} />}
        <HoldButton label={t('recover.abort')} ms={1000} testid="recover-abort" off={off('ABORT')} fire={() => api.runCommand(run.id, 'ABORT', reason.trim())} />
      </div>
    </div>
  );
}
