// Signed out, the unit stays visible and ABORT stays usable; everything else waits for a name.
import { useRef, useState, useEffect } from 'preact/hooks';
import { api, Refusal } from '../api/client';
import { Ring } from '../model/ring';
import { isActive } from '../model/unit';
import { usePolled, useStore } from '../model/store';
import { fixed, niceCeil, ticks, withBand } from '../format/number';
import { mmss } from '../format/time';
import { named, t } from '../format/words';
import { Chart } from '../widgets/chart';
import { LookSwitches } from '../widgets/rail';
import { PhaseTimeline } from '../widgets/timeline';
import { Panel } from '../widgets/panel';
import { serviceName } from '../widgets/signing';

/** What the way back from the identity service says, in the page's words. */
const REFUSED: Record<string, 'login.refused' | 'login.noRole' | 'login.unreachableService'> = { refused: 'login.refused', 'no-role': 'login.noRole', unreachable: 'login.unreachableService' };

const DEMO_USERS = ['operator', 'engineer', 'qa', 'maintenance', 'viewer', 'admin'];

export default function SignIn() {
  const s = useStore();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const back = REFUSED[new URLSearchParams(location.search).get('sign-in') ?? ''];
  const [said, say] = useState<string | null>(back ? t(back) : null);
  const ways = usePolled(api.signInWays, 0, []).value;
  const [busy, work] = useState(false);
  const [lockedUntil, lock] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const ring = useRef(new Ring(3 * 3_600_000, 1000));

  const run = s.live.run;
  const plantNow = Date.parse(s.live.plantTime ?? s.live.serverTime ?? '');
  useEffect(() => {
    if (Number.isFinite(plantNow) && run?.thicknessNm != null) ring.current.add(plantNow, run.thicknessNm);
  }, [plantNow]);

  const wait = Math.max(0, Math.ceil((lockedUntil - Date.now()) / 1000));
  const submit = async (e: Event) => {
    e.preventDefault();
    if (busy || wait > 0 || !user || !password) return;
    work(true);
    say(null);
    try {
      const me = await api.signIn(user, password);
      setPassword('');
      s.signedIn(me);
    } catch (error) {
      say(error instanceof Refusal ? t('login.wrong') : t('login.unreachable'));
      setPassword('');
      if (error instanceof Refusal && error.waitS > 0) lock(Date.now() + error.waitS * 1000); // the server is the one who waits
    } finally {
      work(false);
    }
  };

  const d = run?.thicknessNm ?? null;
  const film = d === null ? null : run?.thicknessSigmaNm != null ? withBand(d, run.thicknessSigmaNm) : { value: fixed(d, 1), band: '' };
  const target = run?.targetNm ?? null;
  const points = ring.current.all;
  const from = points[0]?.t ?? plantNow;
  const spanMin = niceCeil(Math.max(1, (plantNow - from) / 60_000));
  const top = niceCeil(Math.max((target ?? 0) * 1.2, (d ?? 0) * 1.2, 1));
  const xt = ticks(0, spanMin, 4);
  const yt = ticks(0, top, 4);
  const links = s.live.links;
  return (
    <div class="login">
      <h1 class="sr">{t('login.title')}</h1>
      <div class="login-live">
        {run?.phases?.length ? <PhaseTimeline run={run} stale={s.stale} over={!isActive(run)} /> : (
          <section class="panel tl plain"><dl class="facts3">
            <div><dt>{t('login.phase')}</dt><dd>{run?.phase && !s.stale ? named('phase', run.phase) : '—'}</dd></div>
            <div><dt>{t('login.inPhase')}</dt><dd class="num">{s.stale ? '—' : mmss(run?.phaseElapsedS)}</dd></div>
            <div><dt>{t('login.alarms')}</dt><dd>{s.status?.alarms && !s.stale ? t('login.alarmsText', { active: s.status.alarms.active, unack: s.status.alarms.unacknowledged }) : '—'}</dd></div>
          </dl></section>
        )}
        <Panel title={t('film.title')} side={<small>{t('login.viewOnly')}</small>} cls={`film-card${s.stale ? ' q-stale' : ''}`}>
          <div class={`film-body${s.stale ? ' hatched' : ''}`}>
            {d === null ? <p class="calm lone">{t('login.values')}</p> : <>
            <div class="hero"><b class="v" data-testid="thickness-value">{film?.value ?? '—'}</b><span class="pm" data-testid="thickness-sigma">{film ? (film.band ? `± ${film.band} nm` : 'nm') : t('film.none')}</span>
              {target !== null && <span class="of" data-testid="thickness-forecast">{t('film.goal')}<br /><b>{fixed(target, 1)} nm</b></span>}</div>
            <Chart cls="film" label={t('film.axis')} x={{ low: 0, high: spanMin, ticks: xt, text: (v, i) => (i === xt.length - 1 ? `${v}\u202f${t('film.min')}` : String(v)) }} y={{ low: 0, high: top, ticks: yt, text: (v, i) => (i === yt.length - 1 ? `${v}\u202fnm` : String(v)) }}
              levels={target !== null ? [{ y: target, cls: 'c-limit', text: t('film.target', { v: fixed(target, 1) }) }] : []}
              lines={[{ points: points.map((p) => ({ t: (p.t - from) / 60_000, v: p.v })), cls: 'main' }]}
              dots={d !== null && Number.isFinite(plantNow) ? [{ x: (plantNow - from) / 60_000, y: d, cls: s.stale ? 'hollow' : '' }] : []} />
            </>}
            {d !== null && <dl class="facts">
              <div><dt>{t('login.mode')}</dt><dd>{s.live.mode || '—'}</dd></div>
              <div><dt>{t('login.links')}</dt><dd>{s.stale ? '—' : links.length ? `${links.filter((l) => l.state === 'UP').length}/${links.length}` : '—'}</dd></div>
              <div><dt>{t('bt.run')}</dt><dd>{run?.id ?? '—'}</dd></div>
              <div><dt>{t('login.version')}</dt><dd>{s.status?.version ?? '—'}</dd></div>
            </dl>}
          </div>
        </Panel>
      </div>
      <Panel cls="login-form" title={t('login.title')} side={<LookSwitches />}>
        <form onSubmit={(e) => void submit(e)} autocomplete="off">
          {s.session.kind === 'out' && s.session.expired && <p class="info">{t('login.out')}</p>}
          {s.live.mode === 'virtual' && (
            <fieldset class="who"><legend>{t('login.who')} · {t('login.demo')}</legend>
              {DEMO_USERS.map((u) => <button key={u} type="button" class={`btn${u === user ? ' on' : ''}`} aria-pressed={u === user} onClick={() => { setUser(u); field.current?.focus(); }}>{u}</button>)}
            </fieldset>
          )}
          <label class="fl">{t('login.user')}<input class="field" data-testid="sign-user" name="user" value={user} autocapitalize="off" autocomplete="off" spellcheck={false} onInput={(e) => setUser(e.currentTarget.value)} /></label>
          <label class="fl">{t('login.password')}<input class="field" data-testid="sign-password" ref={field} type="password" name="password" value={password} autocomplete="off" onInput={(e) => setPassword(e.currentTarget.value)} /></label>
          <p class="err" role="alert">{wait > 0 ? t('login.locked', { s: wait }) : said ?? ''}</p>
          <span class="sp" />
          <button type="submit" class="btn primary big" data-testid="sign-in" disabled={busy || wait > 0 || !user || !password}>{busy ? t('login.going') : t('login.go')}</button>
          {ways?.service && <a class="btn big" href="/oidc/sign-in" data-testid="sign-in-service">{t('login.service', { service: serviceName(ways.service) })}</a>}
          <p class="quiet">{t('login.abort')}</p>
        </form>
      </Panel>
    </div>
  );
}
