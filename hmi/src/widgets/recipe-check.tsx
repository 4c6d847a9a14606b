// What a run of a version would bring, what speaks against it, and which interlocks it would meet: all of it said by the
// controller, nothing judged here. A shape stands beside every word, so that no colour has to be told apart.
import { api } from '../api/client';
import type { WireRecipe, WireRecipeCheck } from '../api/wire';
import { usePolled, useStore } from '../model/store';
import { named, t } from '../format/words';
import { Panel } from './panel';
import { Findings } from './recipe-editor';
import { RunForecast } from './run-forecast';

const MARK: Record<string, string> = { MUST: '✕', MAY: '△', CANNOT: '○' };

function Proof({ check }: { check: WireRecipeCheck }) {
  const rows = [...check.explained].sort((a, b) => Number(b.verdict === 'MUST') - Number(a.verdict === 'MUST'));
  return (
    <>
      {rows.length === 0 ? <p class="calm">{t('rp.none')}</p> : (
        <table data-testid="recipe-proof"><thead><tr><th>{t('rp.cause')}</th><th /><th>{t('rp.where')}</th><th>{t('rp.because')}</th></tr></thead>
          <tbody>{rows.map((c) => (
            <tr key={c.cause} class={c.verdict === 'MUST' ? 'bad' : ''} data-testid={`proof-${c.cause}`}>
              <td><b>{c.title}</b><small class="mono">{c.cause}</small></td>
              <td class="nw"><span aria-hidden="true">{MARK[c.verdict]} </span>{named('rp', c.verdict.toLowerCase())}</td>
              <td>{c.places.map((p, i) => <div key={i}><b>{named('phase', p.phase)}</b><small>{p.scene}</small></div>)}</td>
              <td>{c.places.map((p, i) => <div key={i}>{p.readings.join(', ')}<small class="mono">{p.paths.join(', ')}</small></div>)}</td>
            </tr>
          ))}</tbody></table>
      )}
      <p class="quiet pad" title={check.causes.cannot.join(', ')}><span aria-hidden="true">{MARK.CANNOT} </span>{t('rp.rest', { n: check.causes.cannot.length })}</p>
    </>
  );
}

export function RecipeCheck({ recipe: r }: { recipe: WireRecipe }) {
  const s = useStore();
  const { value: check, failed } = usePolled(() => api.checkRecipe(r.id, r.version), 0, [r.id, r.version, r.hash]);
  const prediction = check?.prediction ?? r.prediction ?? null;
  const procedure = r.kind !== 'COATING';
  return (
    <>
      <Panel title={t('re.forecast')} side={<small>{t('re.forecastHelp')}</small>} cls="re-low">
        {prediction ? <div><RunForecast of={prediction} plantNow={s.live.plantTime ?? s.live.serverTime} /></div> : <p class="calm">{t(procedure ? 'rp.procedure' : 're.noForecast')}</p>}
        {check && check.findings.length > 0 && <Findings list={check.findings} />}
      </Panel>
      {!procedure && <Panel title={t('rp.title')} side={<small>{t('rp.help')}</small>}>
        <div class="scroll" tabIndex={0}>{failed ? <p class="calm">{t('rc.failed', { why: failed })}</p> : check ? <Proof check={check} /> : <p class="calm">{t('rp.reading')}</p>}</div>
      </Panel>}
    </>
  );
}
