// What a recipe says, number by number, with the basis of each: an assumption is shown as one.
import { api } from '../api/client';
import type { WireParameter } from '../api/wire';
import { usePolled } from '../model/store';
import { isAssumption } from '../model/recipe';
import { exact } from '../format/number';
import { paramName } from '../format/said';
import { inWords } from '../format/time';
import { named, t } from '../format/words';
import { Panel } from '../widgets/panel';
import { WhatIf } from '../widgets/what-if';
import { effectiveVersion } from './start';

const Assumption = ({ tiny = false }: { tiny?: boolean }) => <span class={`chip-tag dashed${tiny ? ' tiny' : ''}`} data-testid="assumption">{t('rc.assumption')}</span>;

function Basis({ parameter: p }: { parameter: WireParameter }) {
  if (!p.basis) return <>—</>;
  return isAssumption(p) ? <Assumption /> : <span class="chip-tag">{p.basis.toLowerCase()}</span>;
}

/** The numbers of one phase; where all of them are assumptions, one badge says it for all. */
function Params({ list }: { list: WireParameter[] }) {
  const all = list.length > 0 && list.every(isAssumption);
  return <>{list.map((p) => <span key={p.name} class="pp" title={p.why ?? undefined}><span class="pn">{p.title ?? paramName(p.name)}</span> <b>{exact(p.value, p.unit)}</b>{!all && isAssumption(p) && <Assumption tiny />}</span>)}{all && <Assumption tiny />}</>;
}

export default function Recipes({ item }: { item?: string }) {
  const list = usePolled(api.recipes, 0, []);
  const chosen = item ?? (list.value?.length ? list.value[0]!.id : null);
  const { value: r, failed } = usePolled(() => (chosen ? api.recipe(chosen) : Promise.resolve(null)), 0, [chosen]);
  const ends = r?.procedure?.some((p) => p.endsWhen || p.limits?.length) ?? false;
  return (
    <div class="rc">
      <h1 class="sr">{t('rc.title')}</h1>
      <Panel title={t('rc.list')} side={<small>{t('rc.readOnly')}</small>}>
        <div tabIndex={0} class="scroll list">
          {list.failed && <p class="calm">{t('rc.failed', { why: list.failed })}</p>}
          {list.value?.length === 0 && <p class="calm">{t('rc.none')}</p>}
          {list.value?.map((x) => (
            <a key={x.id} href={`#/recipes/${encodeURIComponent(x.id)}`} class={`row${x.id === chosen ? ' sel' : ''}`} aria-current={x.id === chosen ? 'true' : undefined}>
              <b>{x.title}</b><small class="mono">{x.id}</small><span>{x.kind && x.kind !== 'COATING' && <span class="chip-tag">{t('rc.procedure1')}</span>} {effectiveVersion(x) !== null ? <span class="chip-tag inv">{t('rc.effective')} v{effectiveVersion(x)}</span> : <span class="chip-tag dashed">{x.versions?.[0]?.state ?? '—'}</span>}</span>
            </a>
          ))}
        </div>
      </Panel>
      {failed ? <section class="panel"><p class="calm">{t('rc.failed', { why: failed })}</p></section> : !r ? <section class="panel"><p class="calm">{t('rc.pick')}</p></section> : (
        <div class="rc-main">
          <section class="panel titlebar"><h2 class="h1">{r.title}</h2><span class="mono">{r.id}</span>{r.version != null && <span class="chip-tag">v{r.version}</span>}{r.state && <span class={`chip-tag${r.state === 'EFFECTIVE' ? ' inv' : ' dashed'}`}>{r.state}</span>}<span class="sp" />{r.hash && <small class="wide">{t('rc.hash')} <span class="mono">{r.hash.slice(0, 12)}</span></small>}
            {effectiveVersion(r) !== null && <a class="btn primary" href={`#/start/${encodeURIComponent(r.id)}`}>{t('rc.start')}</a>}</section>
          <Panel title={t('rc.formula')} side={<small>{r.description ?? ''}</small>}>
            <div tabIndex={0} class="scroll"><table><thead><tr><th>{t('rc.parameter')}</th><th class="r">{t('rc.value')}</th><th class="r">{t('rc.range')}</th><th>{t('rc.basis')}</th><th class="wide">{t('rc.why')}</th></tr></thead>
              <tbody>{(r.formula ?? []).map((p) => <tr key={p.name}><td>{p.title ?? paramName(p.name)}</td><td class="r num nw"><b>{exact(p.value, p.unit)}</b></td><td class="r num nw dim">{p.low != null && p.high != null ? `${exact(p.low)} – ${exact(p.high, p.unit)}` : ''}</td><td><Basis parameter={p} /></td><td class="wide dim">{p.why ?? p.source ?? ''}</td></tr>)}</tbody></table></div>
          </Panel>
          <WhatIf recipe={r} />
          <Panel title={t('rc.procedure')}>
            <div tabIndex={0} class="scroll"><table><thead><tr><th class="r">#</th><th>{t('rc.phase')}</th>{ends && <th>{t('rc.endsWhen')}</th>}<th>{t('rc.parameters')}</th></tr></thead>
              <tbody>{(r.procedure ?? []).map((p, i) => <tr key={i} data-testid={`recipe-cell-${p.phase}-row`}><td class="r num">{i + 1}</td><td class="nw"><b>{p.title ?? named('phase', p.phase)}</b>{p.plannedS != null && p.plannedS > 1 && <small class="num">{inWords(p.plannedS)}</small>}</td>{ends && <td>{p.endsWhen ?? ''}{p.limits?.map((l) => <small key={l}>{l}</small>)}</td>}<td class="pcell"><Params list={p.parameters ?? []} /></td></tr>)}</tbody></table></div>
          </Panel>
        </div>
      )}
    </div>
  );
}
