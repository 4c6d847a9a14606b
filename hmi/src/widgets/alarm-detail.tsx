// One alarm: what it means, what to do, who set it aside and how it comes back, and what may be asked of it. What is not
// possible says why before anybody clicks.
import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireAlarm } from '../api/wire';
import { chips, leftS, look } from '../model/alarms';
import type { Store } from '../model/store';
import { against, eventWords } from '../format/said';
import { dateTime, inWords } from '../format/time';
import { locale, t, type Key } from '../format/words';
import { AlarmSymbol } from './alarm-symbol';
import { useAct } from './bypass-panel';
import { Panel } from './panel';

interface Act { event: string; path: string; permission: string; longest?: 'shelve' | 'suppress' | 'outOfService' }
/** In the order of the screen; the controller says which of them the alarm takes now. */
const ACTS: readonly Act[] = [
  { event: 'ACKNOWLEDGE', path: 'acknowledge', permission: 'acknowledge' },
  { event: 'RESET', path: 'reset', permission: 'acknowledge' },
  { event: 'UNSHELVE', path: 'unshelve', permission: 'shelveAlarm' },
  { event: 'UNSUPPRESS', path: 'unsuppress', permission: 'suppressAlarm' },
  { event: 'RETURN_TO_SERVICE', path: 'return-to-service', permission: 'alarmService' },
  { event: 'SHELVE', path: 'shelve', permission: 'shelveAlarm', longest: 'shelve' },
  { event: 'SUPPRESS', path: 'suppress', permission: 'suppressAlarm', longest: 'suppress' },
  { event: 'REMOVE_FROM_SERVICE', path: 'out-of-service', permission: 'alarmService', longest: 'outOfService' },
];

/** 5 min, 4 h, 7 d. */
const span = (minutes: number): string => (minutes >= 1440 && minutes % 1440 === 0 ? `${minutes / 1440} d` : minutes >= 120 && minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`);

/** Who, why, until when, and how it comes back; nothing for an alarm that is not set aside. */
export function Aside({ alarm: a, now }: { alarm: WireAlarm; now: number }) {
  const l = look(a);
  if (l !== 'shelved' && l !== 'suppressed' && l !== 'oos') return null;
  const left = leftS(a, now);
  const byHand = Boolean(a.by);
  const overdue = l === 'oos' && left !== null && left < 0;
  return (
    <div class={`al-aside${overdue ? ' late' : ''}`} data-testid={`aside-${a.id}`}>
      <b>{byHand ? t('al.asideBy', { who: a.by ?? '', why: a.comment ?? '' }) : t('al.asideDesign', { why: eventWords(undefined, a.why ?? '') })}</b>
      {left !== null && <span class="num">{overdue ? t('al.overdue', { for: inWords(-left) }) : t(l === 'oos' ? 'al.dueIn' : 'al.backIn', { left: inWords(left), at: dateTime(a.until, locale()) })}{a.oneShot ? ` · ${t('al.oneShotBack')}` : ''}</span>}
      <span>{t(!byHand ? 'al.how.design' : (`al.how.${l}` as Key))}</span>
    </div>
  );
}

export function AlarmDetail({ alarm: a, store: s, now, close }: { alarm: WireAlarm; store: Store; now: number; close: () => void }) {
  const [open, setOpen] = useState<Act | null>(null);
  const [comment, setComment] = useState('');
  const [minutes, setMinutes] = useState(0);
  const [oneShot, setOneShot] = useState(false);
  const { said, busy, act } = useAct();
  useEffect(() => { setOpen(null); setComment(''); }, [a.id]);
  const allowed = a.allowed ?? [];
  const value = against(a.value, a.limit);
  const longest = (one: Act): number | null => (one.longest ? a.longest?.[one.longest] ?? null : null);
  /** Why a button does nothing; null when it works. */
  const blocked = (one: Act): string | null => {
    if (s.stale) return t('why.link');
    if (!s.may(one.permission)) return t('al.needs', { what: t(`can.${one.permission}` as Key) });
    return one.longest && longest(one) === null ? t('al.never', { kind: a.kind ?? '' }) : null;
  };
  const choose = (one: Act) => { setOpen(one); setMinutes(Math.min(15, longest(one) ?? 15)); setOneShot(false); };
  const send = (e: Event) => {
    e.preventDefault();
    if (!open) return;
    const body = { comment: comment.trim() || (open.longest ? '' : t('al.comment')), ...(open.longest ? { minutes } : {}), ...(open.event === 'SHELVE' ? { oneShot } : {}) };
    void act(() => api.alarmAct(a.id, open.path, body), () => { setOpen(null); setComment(''); });
  };
  // A class that never allows it is worth a word; a state that does not offer it is not.
  const shown = ACTS.filter((one) => allowed.includes(one.event) || (one.longest && longest(one) === null));
  return (
    <Panel cls="al-detail" title={<span class="al-head"><AlarmSymbol priority={a.priority} look={look(a)} size={24} />{a.title}</span>} side={<button type="button" class="btn slim" aria-label={t('al.close')} onClick={close}>×</button>}>
      <div class="scroll" tabIndex={0}>
        <div class="pad col" data-testid="alarm-detail" data-alarm={a.id}>
          <p class="quiet mono">{a.id} · {t('al.kind', { kind: a.kind ?? '' })}</p>
          <Aside alarm={a} now={now} />
          <section class="al-do"><h3>{t('al.response')}</h3><p><b>{eventWords(undefined, a.response ?? '')}</b></p>{a.respondS != null && <p class="quiet">{t('al.within', { time: inWords(a.respondS) })}</p>}</section>
          <dl class="al-facts">
            {value.value && <><dt>{t('al.value')}</dt><dd class="num">{value.value}{value.limit && ` · ${t('al.limit', { limit: value.limit })}`}</dd></>}
            <dt>{t('al.consequence')}</dt><dd>{eventWords(undefined, a.consequence ?? '')}</dd>
            <dt>{t('al.cause')}</dt><dd>{eventWords(undefined, a.cause ?? '')}</dd>
            {a.by && look(a) === 'ack' && <><dt>{t('alarm.ack')}</dt><dd>{a.by}{a.comment ? `: ${a.comment}` : ''}</dd></>}
          </dl>
          {open === null ? (
            <div class="al-acts">{shown.map((one) => {
              const why = blocked(one);
              return <div key={one.event}><button type="button" class={`btn${one.event === 'ACKNOWLEDGE' ? ' primary' : ''}`} data-testid={`do-${one.path}`} disabled={why !== null} aria-describedby={why ? `why-${one.path}` : undefined} onClick={() => choose(one)}>{t(`al.do.${one.event}` as Key)}</button>{why && <small id={`why-${one.path}`}>{why}</small>}</div>;
            })}{shown.length === 0 && <p class="quiet">{t('al.nothingToDo')}</p>}</div>
          ) : (
            <form class="col" onSubmit={send} data-testid="alarm-form">
              <h3>{t(`al.do.${open.event}` as Key)}</h3>
              <label class="fl">{t(open.longest ? 'al.reason' : 'al.remark')}<input class="field" data-testid="alarm-comment" value={comment} autofocus onInput={(e) => setComment(e.currentTarget.value)} /></label>
              {open.longest && (
                <fieldset class="al-chips"><legend>{t(open.event === 'REMOVE_FROM_SERVICE' ? 'al.dueAfter' : 'al.forAtMost')}</legend>
                  {chips(longest(open) ?? 0).map((m) => <button key={m} type="button" class={`btn slim${minutes === m ? ' on' : ''}`} aria-pressed={minutes === m} data-testid={`minutes-${m}`} onClick={() => setMinutes(m)}>{span(m)}</button>)}
                </fieldset>
              )}
              {open.event === 'SHELVE' && <label class="cb"><input type="checkbox" data-testid="one-shot" checked={oneShot} onChange={(e) => setOneShot(e.currentTarget.checked)} />{t('al.oneShot')}</label>}
              <p class="quiet">{t(`al.what.${open.event}` as Key)}</p>
              <div class="acts n2"><button type="button" class="btn" onClick={() => setOpen(null)}>{t('byp.cancel')}</button><button type="submit" class="btn primary" data-testid="alarm-send" disabled={busy || blocked(open) !== null || (open.longest !== undefined && (comment.trim() === '' || minutes < 1))}>{t(`al.do.${open.event}` as Key)}{open.longest ? ` · ${span(minutes)}` : ''}</button></div>
              {open.longest && comment.trim() === '' && <small>{t('il.needReason')}</small>}
            </form>
          )}
          {said && <em role="alert">{said}</em>}
        </div>
      </div>
    </Panel>
  );
}
