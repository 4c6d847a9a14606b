import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireFilm } from '../api/wire';
import { axes, depositMinutes, depositStart, growth } from '../model/film';
import { numberOf } from '../model/reading';
import { isActive } from '../model/unit';
import { usePolled, type Store } from '../model/store';
import { COVERAGE_95, fixed, quantity, ticks, withBand } from '../format/number';
import { clock } from '../format/time';
import { t } from '../format/words';
import { BudgetTable } from './budget-table';
import { Chart } from './chart';
import { GoldenFlag } from './golden';
import { Panel } from './panel';
import { Value } from './value';

export function filmNumbers(s: Store): { value: string; band: string } | null {
  const run = s.live.run;
  // Without a run there is no film to speak of, whatever the integral last held.
  const d = run === null ? null : run.thicknessNm ?? numberOf(s.reading('film.thickness'));
  if (d == null) return null;
  const sigma = run?.thicknessSigmaNm ?? numberOf(s.reading('film.sigma'));
  return sigma == null ? { value: fixed(d, 1), band: '' } : withBand(d, sigma);
}

/** What the estimate rests on; the words of the states of `film.source`, in their order. */
const RESTS_ON = ['film.source', 'film.sourceBoth', 'film.sourceModel', 'film.sourceCrystal', 'film.sourceTime'] as const;

function restsOn(s: Store): (typeof RESTS_ON)[number] {
  return RESTS_ON[numberOf(s.reading('film.source')) ?? 0] ?? 'film.source';
}

export function FilmPlot({ store: s }: { store: Store }) {
  const run = s.live.run;
  const plantNow = Date.parse(s.live.plantTime ?? '');
  const start = Number.isFinite(plantNow) ? depositStart(run, plantNow) : null;
  const g = start === null ? null : growth(s.rings.get('film.thickness')!.all, s.rings.get('film.sigma')!.all, start, plantNow, depositMinutes(run, start));
  const depositing = run?.phase === 'Deposit' && isActive(run);
  const end = axes(run, g?.at ?? null);
  const target = run?.targetNm ?? null;
  const tol = run?.toleranceNm ?? null;
  const d = run?.thicknessNm ?? null;
  const stale = s.stale;
  const last = g?.line.length ? g.line.filter((p) => p.v !== null).at(-1) : undefined;
  const at = depositing && g ? g.at : last?.t ?? null;
  const forecast = depositing && !stale && s.word === 'RUNNING' && g !== null && d !== null && target !== null && run?.remainingS != null ? { t: g.at + run.remainingS / 60, v: target } : null;
  const fan = forecast && run?.thicknessSigmaNm != null && run.predictedSigmaNm != null
    ? [{ t: g!.at, low: d! - run.thicknessSigmaNm * COVERAGE_95, high: d! + run.thicknessSigmaNm * COVERAGE_95 }, { t: forecast.t, low: forecast.v - run.predictedSigmaNm * COVERAGE_95, high: forecast.v + run.predictedSigmaNm * COVERAGE_95 }] : [];
  const xt = ticks(0, end.minutes, 4);
  const yt = ticks(0, end.nm, 4);
  const line = g && d !== null && depositing && !stale ? [...g.line, { t: g.at, v: d }] : g?.line ?? [];
  return (
    <Chart cls="film" label={t('film.axis')}
      x={{ low: 0, high: end.minutes, ticks: xt, text: (v, i) => (i === xt.length - 1 ? `${v}\u202f${t('film.min')}` : String(v)) }}
      y={{ low: 0, high: end.nm, ticks: yt, text: (v, i) => (i === yt.length - 1 ? `${v}\u202fnm` : String(v)) }}
      bands={target !== null && tol !== null ? [{ low: target - tol, high: target + tol, cls: 'c-band' }] : []}
      areas={[{ points: g?.band ?? [], cls: 'c-sigma' }, { points: fan, cls: 'c-sigma' }]}
      levels={target !== null ? [{ y: target, cls: 'c-limit', text: t('film.target', { v: tol !== null ? `${fixed(target, 1)} ± ${fixed(tol, 1)}` : fixed(target, 1) }) }] : []}
      lines={[{ points: line, cls: 'main' }, ...(forecast && at !== null ? [{ points: [{ t: g!.at, v: d }, forecast], cls: 'main dashed' }] : [])]}
      marks={at !== null && d !== null && (depositing || stale) ? [{ x: at, cls: 'c-now' }] : []}
      dots={at !== null && d !== null ? [{ x: at, y: depositing ? d : last?.v ?? d, cls: stale ? 'hollow' : '' }] : []}
      notes={[
        ...(forecast && run ? [{ x: forecast.t > end.minutes * 0.5 ? end.minutes * 0.985 : forecast.t, y: end.nm * 0.3, text: t('film.closesAt', { time: clock(plantNow + run.remainingS! * 1000) }), side: (forecast.t > end.minutes * 0.5 ? 'left' : 'right') as 'left' | 'right', cls: 'boxed' }] : []),
        ...(stale && at !== null ? [{ x: at, y: end.nm * 0.12, text: t('film.lost', { time: clock(s.lostAt) }), side: (at > end.minutes * 0.6 ? 'left' : 'right') as 'left' | 'right', cls: 'boxed' }] : []),
      ]} />
  );
}

/** Where the ± comes from; asked of the controller only while it is open. */
function BudgetDrawer({ live }: { live: boolean }) {
  const [open, set] = useState(false);
  const asked = usePolled<WireFilm | null>(() => (open ? api.filmBudget() : Promise.resolve(null)), open && live ? 2000 : 0, [open, live]);
  return (
    <div class={`bud-drawer${open ? ' open' : ''}`}>
      <button type="button" class="btn more" aria-expanded={open} data-testid="budget-open" onClick={() => set(!open)}>{t('bud.open')}</button>
      {open && <div class="bud-sheet panel" role="region" aria-label={t('bud.title')}>
        <header><h2>{t('bud.title')}</h2><button type="button" class="xbtn" aria-label={t('byp.cancel')} onClick={() => set(false)}>×</button></header>
        <div tabIndex={0} class="scroll">{asked.failed ? <p class="calm">{t('rc.failed', { why: asked.failed })}</p> : asked.value?.budget ? <BudgetTable budget={asked.value.budget} /> : <p class="calm">{t('bud.none')}</p>}</div>
      </div>}
    </div>
  );
}

export function FilmCard({ store: s }: { store: Store }) {
  const run = s.live.run;
  const stale = s.stale;
  const film = filmNumbers(s);
  const sigma = run?.thicknessSigmaNm ?? null;
  const over = run !== null && !isActive(run);
  const grown = run?.phases?.some((p) => p.name === 'Deposit' && p.state !== 'FUTURE') ?? (film !== null && run !== null);
  const target = run?.targetNm ?? null;
  const left = target !== null && run?.thicknessNm != null ? Math.max(0, target - run.thicknessNm) : null;
  const plantNow = Date.parse(s.live.plantTime ?? '');
  // Wider than the recipe's own tolerance, an estimate can not tell good from bad.
  const uncertain = sigma !== null && run?.toleranceNm != null && sigma * COVERAGE_95 > run.toleranceNm;
  const predicted = run?.predictedNm != null && run.predictedSigmaNm != null ? withBand(run.predictedNm, run.predictedSigmaNm) : null;
  const dash = '—';
  return (
    <Panel cls={`film-card${stale ? ' q-stale' : ''}`}
      title={stale ? t('film.titleStale') : over ? t('film.result') : t('film.title')}
      side={<><GoldenFlag run={run} />{stale ? <span class="chip-tag q">{t('q.stale', { s: Math.floor((s.age ?? 0) / 1000) })}</span> : uncertain && grown ? <span class="chip-tag dashed">~ {t('film.uncertain')}</span> : <small class="wide" data-testid="film-source">{t(restsOn(s))}</small>}</>}>
      <div class={`film-body${stale ? ' hatched' : ''}`}>
        <div class="hero">
          <b class="v" data-testid="thickness-value" data-quality={stale ? 'stale' : film === null ? 'unknown' : 'good'}>{film === null ? dash : `${uncertain ? '~' : ''}${film.value}`}</b>
          <span class="pm" data-testid="thickness-sigma">{film === null ? <span class="none">{t('film.none')}</span> : film.band ? `± ${film.band} nm` : 'nm'}{stale && s.lostAt && <small> {t('film.at', { time: clock(s.lostAt) })}</small>}</span>
          {!stale && (predicted || target !== null) && (
            <span class="of" data-testid="thickness-forecast">{predicted ? t('film.predicted') : t('film.goal')}<br /><b>{predicted ? `${predicted.value} ± ${predicted.band} nm` : `${fixed(target!, 1)}${run?.toleranceNm != null ? ` ± ${fixed(run.toleranceNm, 1)}` : ''} nm`}</b></span>
          )}
        </div>
        {run !== null && <FilmPlot store={s} />}
        {run !== null && <dl class={`facts${over ? ' two' : ''}`}>
          {over ? <div><dt>{t('film.offTarget')}</dt><dd>{stale || target === null || run.thicknessNm == null ? dash : <>{run.thicknessNm >= target ? '+' : ''}{fixed(run.thicknessNm - target, 1)}<span class="u">nm</span></>}</dd></div> : <>
            <div><dt>{t('film.rate')}</dt><dd>{stale ? dash : <Value reading={s.reading('film.rate')} testid={false} />}</dd></div>
            <div><dt>{t('film.remaining')}</dt><dd>{stale || left === null ? dash : <>{quantity(left, 'nm')}<span class="u">nm</span></>}</dd></div>
            <div><dt>{t('film.closes')}</dt><dd>{stale || run?.remainingS == null || !Number.isFinite(plantNow) ? dash : clock(plantNow + run.remainingS * 1000)}</dd></div>
          </>}
          <div><dt>{t('film.inTolerance')}</dt><dd>{stale || run?.inToleranceP == null ? dash : <>{fixed(run.inToleranceP * 100, 1)}<span class="u">%</span></>}</dd></div>
        </dl>}
        {run !== null && grown && <BudgetDrawer live={!over && !stale} />}
      </div>
    </Panel>
  );
}
