// Causes out of service: who asked, who approved, what guards the hazard meanwhile, and how long it still lasts.
// One person asks, another in the right role approves, anyone who operates may end it.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireBypass, WireInterlocks } from '../api/wire';
import { left } from '../model/matrix';
import type { Store } from '../model/store';
import { t } from '../format/words';
import { refusalText } from './hold-button';
import { Panel } from './panel';
import { Secret, useMeanings } from './signing';
import { Signatures } from './signatures';

const isOpen = (b: WireBypass): boolean => b.state === 'REQUESTED' || b.state === 'ACTIVE';

/** One command at a time, and what the controller said when it refused. */
export function useAct(): { said: string | null; busy: boolean; act: (what: () => Promise<unknown>, after?: () => void) => Promise<void> } {
  const [said, say] = useState<string | null>(null);
  const [busy, work] = useState(false);
  const act = async (what: () => Promise<unknown>, after?: () => void) => {
    work(true);
    say(null);
    try {
      await what();
      after?.();
    } catch (error) {
      say(refusalText(error));
    }
    work(false);
  };
  return { said, busy, act };
}

function Open({ bypass: b, store: s }: { bypass: WireBypass; store: Store }) {
  const [password, setPassword] = useState('');
  const { said, busy, act } = useAct();
  const { meaning, choice } = useMeanings();
  const active = b.state === 'ACTIVE';
  const mine = s.session.kind === 'in' && s.session.me.user === b.requestedBy;
  const off = s.stale || busy;
  return (
    <article class={`byp-card${active ? ' on' : ''}`} data-testid={`bypass-${b.id}`} data-state={b.state}>
      <header><b>{b.title}</b><span class="sp" /><span class="num">{left(b.leftS)}</span></header>
      <p>{active ? t('byp.activeBy', { by: b.decidedBy ?? '', asked: b.requestedBy }) : t('byp.askedBy', { asked: b.requestedBy, n: b.minutes })}</p>
      <p><span class="l">{t('byp.reason')}</span> {b.reason}</p>
      <p><span class="l">{t('byp.instead')}</span> {b.compensation}</p>
      {!active && !mine && s.may('approveBypass') && (
        <><Secret label={t('byp.password', { role: b.approvedByRole })} testid="bypass-sign" value={password} set={setPassword} />{choice('interlocks.bypass.approve')}{choice('interlocks.bypass.reject')}</>
      )}
      {!active && mine && <p class="quiet">{t('byp.other', { role: b.approvedByRole })}</p>}
      <div class="acts n2">
        {!active && !mine && s.may('approveBypass') && <button type="button" class="btn" data-testid="bypass-approve" disabled={off || !password} onClick={() => void act(() => api.decideBypass(b.id, true, password, meaning('interlocks.bypass.approve', t('byp.approves'))))}>{t('byp.approve')}</button>}
        {!active && !mine && s.may('approveBypass') && <button type="button" class="btn" disabled={off || !password} onClick={() => void act(() => api.decideBypass(b.id, false, password, meaning('interlocks.bypass.reject', t('byp.rejects'))))}>{t('byp.reject')}</button>}
        {s.may('requestBypass') && (active || mine) && <button type="button" class="btn" data-testid="bypass-remove" disabled={off} onClick={() => void act(() => api.removeBypass(b.id, t('byp.removed')))}>{t('byp.remove')}</button>}
      </div>
      <Signatures object={b.signedAs} turn={b.state} />
      {said && <em role="alert">{said}</em>}
    </article>
  );
}

function Ask({ matrix: m, store: s, done }: { matrix: WireInterlocks; store: Store; done: () => void }) {
  const [cause, setCause] = useState('');
  const [minutes, setMinutes] = useState('30');
  const [reason, setReason] = useState('');
  const [compensation, setCompensation] = useState('');
  const [password, setPassword] = useState('');
  const { said, busy, act } = useAct();
  const { meaning, choice } = useMeanings();
  const choices = m.causes.filter((c) => c.bypassable);
  const chosen = choices.find((c) => c.id === cause);
  const most = chosen?.bypassMinutes ?? 120;
  const n = Number(minutes);
  const ready = chosen && reason.trim() && compensation.trim() && password && Number.isInteger(n) && n >= 1 && n <= most;
  const send = (e: Event) => {
    e.preventDefault();
    void act(() => api.requestBypass({ cause, minutes: n, reason: reason.trim(), compensation: compensation.trim(), password, meaning: meaning('interlocks.bypass.request', t('byp.asks')) }), done);
  };
  return (
    <form class="pad col" onSubmit={send} data-testid="bypass-form">
      <label class="fl">{t('byp.cause')}<select class="field" data-testid="bypass-cause" value={cause} onChange={(e) => setCause(e.currentTarget.value)}><option value="">—</option>{choices.map((c) => <option key={c.id} value={c.id}>{c.id.split('_')[0]} {c.title}</option>)}</select></label>
      {chosen && <p class="quiet">{chosen.hazard ? t('il.hazard', { hazard: chosen.hazard }) : ''} · {chosen.why} · {t('byp.needs', { role: chosen.bypassable ?? '', n: most })}</p>}
      <label class="fl">{t('byp.minutes', { n: most })}<input class="field" inputMode="numeric" data-testid="bypass-minutes" value={minutes} onInput={(e) => setMinutes(e.currentTarget.value)} /></label>
      <label class="fl">{t('byp.reason')}<input class="field" data-testid="bypass-reason" value={reason} onInput={(e) => setReason(e.currentTarget.value)} /></label>
      <label class="fl">{t('byp.instead')}<input class="field" data-testid="bypass-instead" value={compensation} onInput={(e) => setCompensation(e.currentTarget.value)} /></label>
      {choice('interlocks.bypass.request')}
      <Secret label={t('start.password')} testid="bypass-password" value={password} set={setPassword} />
      {said && <em role="alert">{said}</em>}
      <div class="acts n2"><button type="button" class="btn" onClick={done}>{t('byp.cancel')}</button><button type="submit" class="btn" data-testid="bypass-ask" disabled={s.stale || busy || !ready}>{t('byp.ask')}</button></div>
    </form>
  );
}

export function BypassPanel({ matrix: m, store: s }: { matrix: WireInterlocks; store: Store }) {
  const [asking, ask] = useState(false);
  const open = (m.bypasses ?? []).filter(isOpen);
  return (
    <Panel title={t('byp.title')} cls="bypasses" side={!asking && s.may('requestBypass') ? <button type="button" class="btn slim" data-testid="bypass-new" disabled={s.stale} onClick={() => ask(true)}>{t('byp.new')}</button> : undefined}>
      {asking ? <Ask matrix={m} store={s} done={() => ask(false)} />
        : open.length === 0 ? <p class="calm">{t('byp.none')}</p>
          : <div class="pad col">{open.map((b) => <Open key={b.id} bypass={b} store={s} />)}</div>}
    </Panel>
  );
}
