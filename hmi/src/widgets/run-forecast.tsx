// What the run will bring and cost, before anybody holds the button: film, finish, energy, gas, and the chance of missing.
import type { WireRunForecast } from '../api/wire';
import { fixed, withBand } from '../format/number';
import { clock, inWords } from '../format/time';
import { named, t } from '../format/words';

const day = (ms: number): string => {
  const d = new Date(ms);
  return `${d.getFullYear()}-${d.getMonth()}-${d.getDate()}`;
};

/** 05:12, or with its day when that is another one. */
export function finish(plantNow: string | null, seconds: number): string {
  const from = Date.parse(plantNow ?? '');
  if (!Number.isFinite(from)) return '—';
  const at = from + seconds * 1000;
  return `${clock(at).slice(0, 5)}${day(at) === day(from) ? '' : ` ${t('start.nextDay')}`}`;
}

/** When it will be over; a range when the rate of the tool is not known. */
export function endsAt(p: WireRunForecast, plantNow: string | null): string {
  return p.rateIsKnown
    ? t('start.endsAt', { at: finish(plantNow, p.durationS) })
    : t('start.endsBetween', { from: finish(plantNow, p.durationRangeS[0]), to: finish(plantNow, p.durationRangeS[1]) });
}

const between = (range: [number, number]): string => `${inWords(range[0])} – ${inWords(range[1])}`;

/** A share of drawn runs: with so many draws nothing rarer than one of them is seen. */
export function chance(p: number, draws: number): string {
  return p * draws < 1 ? `< ${fixed(100 / draws, 1)} %` : `${fixed(p * 100, p < 0.1 ? 1 : 0)} %`;
}

export function RunForecast({ of: p, plantNow }: { of: WireRunForecast; plantNow: string | null }) {
  const film = withBand(p.thicknessNm, p.sigmaNm);
  const often = p.outOfToleranceP > 0.05;
  return (
    <>
      <dl class="facts" data-testid="run-forecast">
        <div><dt>{t('start.finalThickness')}</dt><dd>{film.value} ± {film.band}<span class="u">nm</span></dd></div>
        <div><dt>{t('start.finish')}</dt><dd data-testid="forecast-finish">{p.rateIsKnown ? finish(plantNow, p.durationS) : `${finish(plantNow, p.durationRangeS[0])} – ${finish(plantNow, p.durationRangeS[1])}`}</dd></div>
        <div><dt>{t('start.totalTime')}</dt><dd>{p.rateIsKnown ? inWords(p.durationS) : between(p.durationRangeS)}</dd></div>
        <div><dt>{t('start.depositTime')}</dt><dd>{p.rateIsKnown ? inWords(p.depositS) : between(p.depositRangeS)}</dd></div>
        <div><dt>{t('start.energy')}</dt><dd>{fixed(p.kWh, 3)}<span class="u">kWh</span></dd></div>
        <div><dt>{t('start.gasUse')}</dt><dd>{fixed(p.argonStandardLitres, 2)} · {fixed(p.oxygenStandardLitres, 2)}<span class="u">L</span></dd></div>
        <div class={often ? 'often' : ''}><dt>{t('start.missing', { tol: fixed(p.toleranceNm, 1) })}</dt><dd data-testid="forecast-miss">{often && <span aria-hidden="true">! </span>}{chance(p.outOfToleranceP, p.draws)}</dd></div>
        <div><dt>{t('start.target')}</dt><dd>{named('target', p.targetState)}</dd></div>
        <div><dt>{t('start.pumpDown')}</dt><dd>{inWords(p.pumpDownS)}</dd></div>
      </dl>
      <p class="quiet" data-testid="forecast-why">{p.rateIsKnown ? t('start.range', { from: inWords(p.durationRangeS[0]), to: inWords(p.durationRangeS[1]), n: p.pumpDownsSeen }) : t('start.unknownTool', { factor: fixed(p.rateFactor, 1) })}</p>
    </>
  );
}
