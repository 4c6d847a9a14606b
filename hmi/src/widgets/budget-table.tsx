// Where the uncertainty of a film comes from, source by source, in the order of the budget.
import type { WireBudget } from '../api/wire';
import { fixed } from '../format/number';
import { named, t } from '../format/words';

function digits(value: number): string {
  return value === 0 ? '0' : Number(value.toPrecision(3)).toString();
}

export function BudgetTable({ budget: b }: { budget: WireBudget }) {
  const widest = Math.max(...b.lines.map((l) => Math.abs(l.share)), 0.01);
  return (
    <div class="budget" data-testid="budget">
      <table>
        <caption class="sr">{t('bud.title')}</caption>
        <thead><tr><th>{t('bud.source')}</th><th class="r">{t('bud.value')}</th><th class="r">{t('bud.u')}</th><th class="wide">{t('bud.spread')}</th><th class="r wide">{t('bud.c')}</th><th class="r">{t('bud.contribution')}</th><th class="r">{t('bud.share')}</th></tr></thead>
        <tbody>{b.lines.map((l) => (
          <tr key={l.id} data-testid={`budget-${l.id}`} class={l.inEstimate ? '' : 'beyond'} title={l.source}>
            <td>{named('bud', l.id)}<small>{l.source}</small></td>
            <td class="r num nw">{l.value === null || l.value === 0 ? '' : `${digits(l.value)} ${l.unit}`}</td>
            <td class="r num nw">{digits(l.u)} {l.unit} <span class="chip-tag tiny">{l.mark}</span></td>
            <td class="wide">{named('dist', l.distribution)}</td>
            <td class="r num nw wide">{digits(l.sensitivityNm)} nm{l.unit === 'nm' ? '/nm' : `/${l.unit}`}</td>
            <td class="r num nw">{fixed(l.contributionNm, 3)}<span class="u">nm</span></td>
            <td class="r num nw"><i class="sharebar" style={{ width: `${(Math.abs(l.share) / widest) * 46}px` }} aria-hidden="true" />{fixed(l.share * 100, 1)}<span class="u">%</span></td>
          </tr>
        ))}</tbody>
      </table>
      <dl class="facts">
        <div><dt>{t('bud.estimate')}</dt><dd>{fixed(b.estimateSigmaNm, 2)}<span class="u">nm</span></dd></div>
        <div><dt>{t('bud.combined')}</dt><dd>{fixed(b.combinedNm, 2)}<span class="u">nm</span></dd></div>
        <div><dt>{t('bud.k')}</dt><dd>{fixed(b.coverageFactor, 2)}<span class="u">ν {fixed(b.degreesOfFreedom, 0)}</span></dd></div>
        <div><dt>{t('bud.u95')}</dt><dd data-testid="budget-u95">± {fixed(b.u95Nm, 2)}<span class="u">nm</span></dd></div>
      </dl>
      <p class="quiet">{t('bud.note', { weight: fixed(b.crystalWeight * 100, 0), leaked: fixed(b.leakedNm, 2) })}</p>
    </div>
  );
}
