// How a run stands to the good runs before it. Grey as long as it does not stray.
import { api } from '../api/client';
import type { WireExcursion, WireGoldenMark, WireRun, WireRunRecord } from '../api/wire';
import { worstOf } from '../model/golden';
import { usePolled } from '../model/store';
import { fixed, quantity } from '../format/number';
import { clock, mmss } from '../format/time';
import { named, t } from '../format/words';
import { Panel } from './panel';

const sigmas = (v: number) => `${v > 0 ? '+' : ''}${fixed(v, 1)} σ`;

/** The run on the operating page strays: what, how far, and where to look. Nothing otherwise. */
export function GoldenFlag({ run }: { run: WireRun | null }) {
  const excursions = run?.golden?.excursions ?? [];
  const worst = worstOf(excursions);
  if (run === null || worst === null) return null;
  const open = excursions.some((e) => !e.over);
  return (
    <a class="chip-tag gold" href={`#/trends/${encodeURIComponent(run.id)}`} data-testid="golden-flag" title={t('gold.flagHelp', { tag: worst.title, phase: named('phase', worst.phase) })} aria-label={`${t(open ? 'gold.strays' : 'gold.strayed')} ${sigmas(worst.sigmas)}`}>
      <i class={open ? 'dia on' : 'dia'} aria-hidden="true" /><span class="wide">{t(open ? 'gold.strays' : 'gold.strayed')}</span> <span class="num">{sigmas(worst.sigmas)}</span>
    </a>
  );
}

/** Its foils are tested before the rest. */
export function TestFirst({ mark, tiny = false }: { mark: WireGoldenMark | null | undefined; tiny?: boolean }) {
  if (!mark?.testFirst) return null;
  return <span class={`chip-tag gold${tiny ? ' tiny' : ''}`} data-testid="test-first" title={mark.reason ?? ''}><i class="dia on" aria-hidden="true" />{t('gold.testFirst')}</span>;
}

function Excursions({ list }: { list: WireExcursion[] }) {
  return (
    <div tabIndex={0} class="scroll"><table><thead><tr><th>{t('tr.tag')}</th><th>{t('rc.phase')}</th><th class="r">{t('gold.since')}</th><th class="r">{t('gold.worst')}</th><th class="r">{t('gold.value')}</th><th class="r">{t('gold.band')}</th><th class="r">{t('gold.lasted')}</th></tr></thead><tbody>
      {list.map((e) => (
        <tr key={`${e.tag} ${e.at}`} data-testid="excursion"><td><b>{e.title}</b><small class="mono">{e.tag}</small></td><td class="nw">{named('phase', e.phase)}</td><td class="r num nw">{mmss(e.sinceS)}<small>{clock(e.at)}</small></td><td class="r num nw"><b>{sigmas(e.sigmas)}</b></td><td class="r num nw">{quantity(e.value, e.unit)} <span class="u">{e.unit}</span></td><td class="r num nw">{quantity(e.low, e.unit)} … {quantity(e.high, e.unit)}</td><td class="r num nw">{mmss(e.lastedS)}{!e.over && <small>{t('gold.still')}</small>}</td></tr>
      ))}
    </tbody></table></div>
  );
}

/** The run's own page: what it was compared with, where it strayed, and its rank. */
export function GoldenPanel({ run }: { run: WireRunRecord }) {
  const asked = usePolled(() => api.golden(run.id), run.endedAt ? 0 : 5000, [run.id, run.state]);
  const golden = asked.value;
  const mark = golden?.mark ?? null;
  return (
    <Panel title={t('gold.title')} side={<><TestFirst mark={mark} /><a class="btn slim" href={`#/trends/${encodeURIComponent(run.id)}`}>{t('gold.trends')}</a></>}>
      {asked.failed ? <p class="calm">{t('rc.failed', { why: asked.failed })}</p> : !golden ? <p class="calm">{t('gold.reading')}</p> : <>
        <dl class="kv pad" data-testid="golden-words">
          <dt>{t('gold.against')}</dt><dd>{golden.envelope?.compared ? t('gold.runs', { n: golden.envelope.runs.length }) : golden.envelope ? t('gold.tooFew', { n: golden.envelope.runs.length, of: golden.envelope.fewest }) : t('gold.none')}</dd>
          {mark?.sigmas != null && <><dt>{t('gold.score')}</dt><dd data-testid="golden-score">{fixed(mark.sigmas, 1)} σ · {t('gold.rank', { rank: mark.rank ?? 0, of: mark.of ?? 0 })}</dd><dt>{t('gold.because')}</dt><dd>{mark.reason}</dd></>}
        </dl>
        {golden.excursions.length > 0 ? <Excursions list={golden.excursions} /> : golden.envelope?.compared && <p class="calm">{t('gold.calm')}</p>}
      </>}
    </Panel>
  );
}
