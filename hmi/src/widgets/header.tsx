// The head of every page: which machine, what it does, the one time that matters, and whether any of it is live.
import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../api/client';
import { api } from '../api/client';
import { countdown, isActive } from '../model/unit';
import { store, useStore } from '../model/store';
import { clock, date, mmss, zone } from '../format/time';
import { locale, named, t, type Key } from '../format/words';
import { AbortButton } from './abort';
import { Bars, NoBars, StateIcon } from './icons';
import { leave } from './signing';

const seconds = (ms: number | null): string => (ms === null ? '—' : (ms / 1000).toFixed(1));

/** When the first-out tripped, by the alarm or the sequence; the plant's own clock. */
export function tripSeconds(): number | null {
  const { verdict, alarms, plantTime, serverTime } = store.live;
  const nowIso = plantTime ?? serverTime;
  if (!nowIso || verdict.firstOut.length === 0) return null;
  const first = alarms.filter((a) => a.since && (verdict.firstOut.includes(a.id) || a.priority === 1)).map((a) => Date.parse(a.since!)).sort((a, b) => a - b)[0];
  return first === undefined ? null : Math.max(0, (Date.parse(nowIso) - first) / 1000);
}

function StateBlock() {
  const s = useStore();
  const word = s.word;
  const run = s.live.run;
  const phase = run?.phase ? named('phase', run.phase) : '—';
  const place = run?.phases?.length && run.phaseIndex ? t('shell.phaseOf', { phase, n: run.phaseIndex, all: run.phases.filter((p) => p.name !== 'Park').length }) : phase;
  let sub: string;
  if (word === 'UNKNOWN') {
    const last = s.live.run?.state ?? s.live.unitState;
    sub = last ? t('shell.lastKnown', { state: `${named('unit', last)}${run?.phase ? `, ${phase}` : ''}` }) : t('shell.nothingKnown');
  } else if (word === 'TRIPPED') sub = t('unitSub.TRIPPED', { phase: isActive(run) ? phase : t('shell.noRun') });
  else if (word === 'COMPLETE' || word === 'ENDED') sub = t(`unitSub.${word}` as Key);
  else if (word === 'LOCKED' || word === 'READY' || word === 'ABORTING') sub = t(`unitSub.${word}` as Key);
  else sub = place;
  return (
    <div class={`state s-${word.toLowerCase()}`} role="status" aria-live="assertive" data-testid="shell-state" data-state={word}>
      <StateIcon word={word} />
      <span><b>{t(`unit.${word}` as Key)}</b><small>{sub}</small></span>
    </div>
  );
}

function RunSlot() {
  const s = useStore();
  const run = s.live.run;
  const over = run !== null && !isActive(run);
  return (
    <div class="h-run" data-testid="shell-run">
      <b>{!run?.id ? t('shell.noRunYet') : t(over ? 'shell.lastRun' : 'shell.run', { id: run.id })}
        {run?.foils?.[0] && <span class="wide"> · {t('shell.foil', { id: run.foils[0] + (run.foils.length > 1 ? ` +${run.foils.length - 1}` : '') })}</span>}</b>
      <small>{!run?.id ? (s.session.kind === 'in' ? '—' : t('shell.view')) : `${run.title ?? run.recipe}${run.version != null ? ` · v${run.version}` : ''}`}{run?.engineering && <span class="chip-tag dashed tiny" title={t('run.engineeringHelp')} data-testid="shell-engineering">{t('run.engineering')}</span>}</small>
    </div>
  );
}

function CountdownSlot() {
  const s = useStore();
  const word = s.word;
  const left = countdown(s.live.run, word, tripSeconds());
  const phase = s.live.run?.phase ? named('phase', s.live.run.phase) : '';
  return (
    <div class="h-time">
      <b class="num" data-testid="shell-countdown">{left.seconds === null ? '—' : mmss(left.seconds)}</b>
      <small>{word === 'UNKNOWN' ? t('shell.noLive') : t(`count.${left.what}` as Key, { phase })}</small>
    </div>
  );
}

function LinkSlot() {
  const s = useStore();
  const fresh = s.fresh;
  const all = Object.keys(s.live.tags).length;
  const good = Object.values(s.live.tags).filter((r) => r.q === 'GOOD').length;
  const lost = fresh === 'STALE' || fresh === 'NEVER';
  const down = s.plantLinksDown;
  return (
    <div class={`h-link${lost || down.length ? ' lost' : ''}`} data-testid="shell-link" data-link={fresh}>
      <span class="l1">{lost ? <NoBars /> : <Bars />}
        <span>{lost ? t('shell.linkLost') : down.length ? t('shell.linkPlant') : fresh === 'LATE' ? t('shell.late') : t('shell.live')}</span>
        {!lost && <span class="num" data-testid="shell-link-age">{seconds(s.age)} s</span>}</span>
      <small>{fresh === 'NEVER' ? t('shell.noData')
        : lost ? <span data-testid="shell-link-age">{t('shell.lastData', { s: Math.floor((s.age ?? 0) / 1000) })}</span>
        : down.length ? down.join(', ') : s.session.kind === 'in' ? t('shell.good', { good, all }) : t('shell.view')}</small>
    </div>
  );
}

function ClockSlot() {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, []);
  // A simulated plant may run ahead of the wall clock; every time on the screen is the plant's, and so is this one.
  const plant = Date.parse(store.live.plantTime ?? '');
  const ahead = Number.isFinite(plant) && Math.abs(plant - serverNow()) > 5000;
  const at = ahead ? plant : serverNow();
  return (
    <div class="h-clock"><b class="num" data-testid="shell-clock">{clock(at)}</b><small>{ahead && `${t('shell.plantTime')} · `}{date(at, locale())}<span class="wide"> · {zone()}</span></small></div>
  );
}

function UserSlot() {
  const s = useStore();
  if (s.session.kind !== 'in') return <div class="h-user" data-testid="shell-user"><b>{t('shell.signedOut')}</b><small>{t('shell.view')}</small></div>;
  const { me } = s.session;
  const out = async () => {
    try {
      leave(await api.signOut());
    } finally {
      s.signedOut(false);
    }
  };
  return (
    <div class="h-user" data-testid="shell-user">
      <b>{me.mustChangePassword ? me.name || me.user : <a href="#/account" data-testid="nav-account" title={t('nav.account')}>{me.name || me.user}</a>}</b>
      <button type="button" class="linkish" data-testid="sign-out" onClick={() => void out()}><span class="wide">{me.roles[0] ?? ''} · </span>{t('shell.signOut')}</button>
    </div>
  );
}

export function Header() {
  const s = useStore();
  const virtual = s.live.mode === 'virtual';
  return (
    <header class="head">
      <div class={`h-id${virtual ? ' sim' : ''}`}>
        <b>PVD-01</b>
        {virtual ? <small class="simband" data-testid="simulation">{t('app.simulation')}{s.live.speed !== 1 && <span class="num"> ×{s.live.speed}</span>}</small> : <small>{t('app.equipment')}</small>}
      </div>
      <StateBlock />
      <RunSlot />
      <CountdownSlot />
      <div class="h-gap" />
      <LinkSlot />
      <ClockSlot />
      <UserSlot />
      <AbortButton />
    </header>
  );
}
