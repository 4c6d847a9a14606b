// What other set points would do: every number comes from the film model in the controller, none is computed here.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireFilmForecast, WireParameter, WirePredictOrder, WireRecipe } from '../api/wire';
import { exact, fixed, quantity, signed, withBand } from '../format/number';
import { mmss } from '../format/time';
import { named, t } from '../format/words';
import { chance } from './run-forecast';
import { Panel } from './panel';

interface Knob { name: string; field: 'powerW' | 'argonSccm' | 'oxygenSccm' | 'pressurePa'; key: 'wi.power' | 'wi.argon' | 'wi.oxygen' | 'wi.pressure' }

const KNOBS: readonly Knob[] = [
  { name: 'power', field: 'powerW', key: 'wi.power' },
  { name: 'oxygen_flow', field: 'oxygenSccm', key: 'wi.oxygen' },
  { name: 'argon_flow', field: 'argonSccm', key: 'wi.argon' },
  { name: 'process_pressure', field: 'pressurePa', key: 'wi.pressure' },
];
const STEPS = 200;
const QUIET_MS = 250;

/** A slider and a field for the same number: the slider for a look, the field for the value. */
function Dial({ id, label, unit, low, high, value, set, was }: { id: string; label: string; unit: string; low: number; high: number; value: number; set: (v: number) => void; was: number | null }) {
  const round = (v: number) => Number(v.toPrecision(3));
  return (
    <div class={`dial${was !== null && Math.abs(value - was) > 1e-9 * Math.abs(was) ? ' moved' : ''}`}>
      <label for={`wi-${id}`}>{label}</label>
      <input type="range" aria-label={label} min={low} max={high} step={(high - low) / STEPS} value={value} onInput={(e) => set(round(Number(e.currentTarget.value)))} />
      <span class="fieldunit"><input id={`wi-${id}`} class="field num" type="number" min={low} max={high} step="any" value={value} data-testid={`what-if-${id}`} onInput={(e) => { const v = e.currentTarget.valueAsNumber; if (Number.isFinite(v)) set(v); }} /><span class="u">{unit}</span></span>
    </div>
  );
}

/** The answer to a question that changes while it is asked: the last one counts. */
function useForecast(order: WirePredictOrder | null): { value: WireFilmForecast | null; failed: string | null; busy: boolean } {
  const [state, set] = useState<{ value: WireFilmForecast | null; failed: string | null; asked: string }>({ value: null, failed: null, asked: '' });
  const asked = JSON.stringify(order);
  useEffect(() => {
    if (!order) return undefined;
    let over = false;
    const timer = setTimeout(() => {
      api.predict(order).then(
        (value) => { if (!over) set({ value, failed: null, asked }); },
        (error: unknown) => { if (!over) set((s) => ({ value: s.value, failed: error instanceof Error ? error.message : String(error), asked })); },
      );
    }, QUIET_MS);
    return () => { over = true; clearTimeout(timer); };
  }, [asked]);
  return { value: state.value, failed: state.failed, busy: state.asked !== asked };
}

function number(p: WireParameter | undefined): number | null {
  return typeof p?.value === 'number' ? p.value : null;
}

export function WhatIf({ recipe }: { recipe: WireRecipe }) {
  const formula = useMemo(() => new Map((recipe.formula ?? []).map((p) => [p.name, p])), [recipe]);
  const written = useMemo(() => Object.fromEntries(KNOBS.map((k) => [k.field, number(formula.get(k.name))])) as Record<Knob['field'], number | null>, [formula]);
  const [moved, move] = useState<Partial<Record<Knob['field'], number>>>({});
  const [timeS, setTime] = useState<number | null>(null);
  useEffect(() => { move({}); setTime(null); }, [recipe.id]);
  const throwMm = number(formula.get('throw_distance'));
  const all = KNOBS.every((k) => written[k.field] !== null) && recipe.targetNm != null;
  const order: WirePredictOrder | null = !all ? null : {
    powerW: moved.powerW ?? written.powerW!, argonSccm: moved.argonSccm ?? written.argonSccm!, oxygenSccm: moved.oxygenSccm ?? written.oxygenSccm!, pressurePa: moved.pressurePa ?? written.pressurePa!,
    targetNm: recipe.targetNm!, place: 'HOLDER', ...(throwMm !== null ? { throwMm } : {}), ...(recipe.toleranceNm != null ? { toleranceNm: recipe.toleranceNm } : {}), ...(timeS !== null ? { timeS } : {}),
  };
  const { value: f, failed, busy } = useForecast(order);
  if (!all) return null;
  const film = f ? (f.afterTime ?? f) : null;
  const band = film ? withBand(film.thicknessNm, film.sigmaNm) : null;
  const miss = film?.outOfToleranceP ?? null;
  const often = miss !== null && miss > 0.05;
  const wrongState = f !== null && f.targetState !== 'POISONED';
  const planned = recipe.prediction?.depositS ?? f?.depositS ?? null;
  return (
    <Panel title={t('wi.title')} cls="what-if" side={<><small>{t('wi.model', { version: f?.calibration ?? '—' })}</small>{(Object.keys(moved).length > 0 || timeS !== null) && <button type="button" class="btn" data-testid="what-if-reset" onClick={() => { move({}); setTime(null); }}>{t('wi.reset')}</button>}</>}>
      <div class="wi scroll" tabIndex={0}>
        <div class="dials">
          {KNOBS.map((k) => {
            const p = formula.get(k.name)!;
            return <Dial key={k.name} id={k.name} label={t(k.key)} unit={p.unit ?? ''} low={Number(p.low ?? 0)} high={Number(p.high ?? 1)} value={moved[k.field] ?? written[k.field]!} was={written[k.field]} set={(v) => move({ ...moved, [k.field]: v })} />;
          })}
          {planned !== null && <Dial id="time" label={t('wi.time')} unit="s" low={Math.round(planned * 0.5)} high={Math.round(planned * 1.5)} value={timeS ?? Math.round(f?.depositS ?? planned)} was={Math.round(f?.depositS ?? planned)} set={(v) => setTime(v)} />}
        </div>
        <div class={`answer${busy ? ' busy' : ''}`} aria-live="polite" aria-busy={busy}>
          {failed && <p class="calm" role="alert">{failed}</p>}
          {f && band && (
            <dl class="facts">
              <div class={often ? 'often' : ''}><dt>{t('wi.film')}</dt><dd data-testid="what-if-film">{often && <span aria-hidden="true">! </span>}{band.value} ± {band.band}<span class="u">nm</span></dd></div>
              <div class={often ? 'often' : ''}><dt>{t('wi.miss', { tol: fixed(recipe.toleranceNm ?? 0, 1) })}</dt><dd>{miss === null ? '—' : chance(miss, f.draws)}</dd></div>
              <div><dt>{t('wi.rate')}</dt><dd>{quantity(f.rateNmPerMin, 'nm/min')}<span class="u">nm/min</span></dd></div>
              <div><dt>{t('wi.deposit')}</dt><dd data-testid="what-if-deposit">{mmss(f.depositS)}</dd></div>
              <div class={wrongState ? 'often' : ''}><dt>{t('wi.target')}</dt><dd data-testid="what-if-target">{wrongState && <span aria-hidden="true">! </span>}{named('target', f.targetState)}</dd></div>
              <div><dt>{t('wi.folds')}</dt><dd>{f.folds ? <>{fixed(f.folds.upSccm, 2)} · {fixed(f.folds.downSccm, 2)}<span class="u">sccm</span></> : t('wi.noFolds')}</dd></div>
              <div><dt>{t('wi.voltage')}</dt><dd>{fixed(f.voltageV, 0)}<span class="u">V</span></dd></div>
              <div><dt>{t('wi.current')}</dt><dd>{fixed(f.currentA, 2)}<span class="u">A</span></dd></div>
            </dl>
          )}
          {f && f.states.length > 1 && <p class="quiet"><b>{t('wi.bistable')}</b> {f.states.map((x) => `${named('target', x.targetState)} ${fixed(x.rateNmPerMin, 2)} nm/min${x.stable ? '' : ` (${t('wi.unstable')})`}`).join(' · ')}</p>}
          {f && <table class="nudge"><caption>{t('wi.nudge')}</caption><thead><tr><th>{t('wi.setPoint')}</th><th class="r">{t('wi.depositChange')}</th><th class="r">{t('wi.filmChange')}</th></tr></thead>
            <tbody>{f.whatIf.map((w) => <tr key={w.setPoint}><td>{t(`wi.${w.setPoint}`)} {signed(w.changePercent, 0)} %</td><td class="r num">{signed(w.depositChangeS, 1)} s</td><td class="r num">{signed(w.thicknessChangeNm, 2)} nm</td></tr>)}</tbody></table>}
          <p class="quiet">{t('wi.help', { draws: f?.draws ?? 0, target: exact(recipe.targetNm ?? 0, 'nm') })}</p>
        </div>
      </div>
    </Panel>
  );
}
