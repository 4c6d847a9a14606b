// Recipes: what they say, number by number; their versions and lives; and the desk where they are written.
import '../styles/recipes.css';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireParameter, WireRecipe } from '../api/wire';
import { useStore, usePolled } from '../model/store';
import { isAssumption, keepUnsaved, unsaved, type Unsaved } from '../model/recipe';
import { exact } from '../format/number';
import { paramName } from '../format/said';
import { inWords } from '../format/time';
import { named, t } from '../format/words';
import { Panel } from '../widgets/panel';
import { RecipeCheck } from '../widgets/recipe-check';
import { Band, Findings, RecipeEditor } from '../widgets/recipe-editor';
import { Diff, Life, StateChip, Versions } from '../widgets/recipe-life';
import { WhatIf } from '../widgets/what-if';
import { YamlPane } from '../widgets/yaml-pane';
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

function Formula({ r }: { r: WireRecipe }) {
  return (
    <Panel title={t('rc.formula')} side={<small>{r.description ?? ''}</small>}>
      <div tabIndex={0} class="scroll"><table><thead><tr><th>{t('rc.parameter')}</th><th class="r">{t('rc.value')}</th><th class="r">{t('rc.range')}</th><th>{t('rc.basis')}</th><th class="wide">{t('rc.why')}</th></tr></thead>
        <tbody>{(r.formula ?? []).map((p) => <tr key={p.name}><td>{p.title ?? paramName(p.name)}<Band p={p} /></td><td class="r num nw"><b>{exact(p.value, p.unit)}</b></td><td class="r num nw dim">{p.low != null && p.high != null ? `${exact(p.low)} – ${exact(p.high, p.unit)}` : ''}</td><td><Basis parameter={p} /></td><td class="wide dim">{p.why ?? p.source ?? ''}</td></tr>)}</tbody></table></div>
    </Panel>
  );
}

function Procedure({ r }: { r: WireRecipe }) {
  const ends = r.procedure?.some((p) => p.endsWhen || p.limits?.length) ?? false;
  return (
    <Panel title={t('rc.procedure')}>
      <div tabIndex={0} class="scroll"><table><thead><tr><th class="r">#</th><th>{t('rc.phase')}</th>{ends && <th>{t('rc.endsWhen')}</th>}<th>{t('rc.parameters')}</th></tr></thead>
        <tbody>{(r.procedure ?? []).map((p, i) => <tr key={i} data-testid={`recipe-cell-${p.phase}-row`}><td class="r num">{i + 1}</td><td class="nw"><b>{p.title ?? named('phase', p.phase)}</b>{p.plannedS != null && p.plannedS > 1 && <small class="num">{inWords(p.plannedS)}</small>}{p.enter?.map((c) => <small key={c}>{t('rc.enter')} {c}</small>)}{p.exit?.map((c) => <small key={c}>{t('rc.exit')} {c}</small>)}</td>{ends && <td>{p.endsWhen ?? ''}{p.limits?.map((l) => <small key={l}>{l}</small>)}</td>}<td class="pcell"><Params list={p.parameters ?? []} /></td></tr>)}</tbody></table></div>
    </Panel>
  );
}

/** The version a page address names: its id, and behind @ its number. */
function addressed(item: string | undefined): { id: string | null; version: number | null } {
  const [id, version] = (item ?? '').split('@');
  return { id: id || null, version: version && /^\d+$/.test(version) ? Number(version) : null };
}
const address = (id: string, version: number): string => `#/recipes/${encodeURIComponent(`${id}@${version}`)}`;

type View = 'numbers' | 'text' | 'check' | 'diff';

export default function Recipes({ item }: { item?: string }) {
  const s = useStore();
  const [turn, again] = useState(0);
  const list = usePolled(api.recipes, 0, [turn]);
  const asked = addressed(item);
  const chosen = asked.id ?? (list.value?.length ? list.value[0]!.id : null);
  const { value: r, failed } = usePolled(() => (chosen ? (asked.version !== null ? api.recipeVersion(chosen, asked.version) : api.recipe(chosen)) : Promise.resolve(null)), 0, [chosen, asked.version, turn]);
  const [view, look] = useState<View>('numbers');
  const [writing, write] = useState<Unsaved | null>(null);
  useEffect(() => { write(chosen ? unsaved(chosen) : null); }, [chosen]);
  const refresh = () => again((n) => n + 1);

  if (writing && chosen === writing.recipe) {
    return <RecipeEditor key={`${writing.recipe}@${writing.version}`} start={writing} close={() => { write(null); refresh(); }} saved={(version) => { write(null); look('numbers'); location.hash = address(chosen, version); refresh(); }} />;
  }
  const edit = () => {
    if (!r) return;
    const fresh: Unsaved = { recipe: r.id, version: r.version, draft: r.state === 'DRAFT', hash: r.hash, text: r.text, comment: '' };
    keepUnsaved(fresh);
    write(fresh);
  };
  const mayEdit = s.may('editRecipe');
  const previous = r?.versions?.filter((v) => v.version < r.version).at(-1)?.version ?? r?.versions?.find((v) => v.version !== r.version)?.version ?? null;
  return (
    <div class="rc">
      <h1 class="sr">{t('rc.title')}</h1>
      <div class="rc-side">
        <Panel title={t('rc.list')}>
          <div tabIndex={0} class="scroll list">
            {list.failed && <p class="calm">{t('rc.failed', { why: list.failed })}</p>}
            {list.value?.length === 0 && <p class="calm">{t('rc.none')}</p>}
            {list.value?.map((x) => (
              <a key={x.id} href={`#/recipes/${encodeURIComponent(x.id)}`} class={`row${x.id === chosen ? ' sel' : ''}`} aria-current={x.id === chosen ? 'true' : undefined}>
                <b>{x.title}</b><small class="mono">{x.id}</small><span>{x.kind && x.kind !== 'COATING' && <span class="chip-tag">{t('rc.procedure1')}</span>} {effectiveVersion(x) !== null && <span class="chip-tag inv">{t('rc.effective')} v{effectiveVersion(x)}</span>} {x.versions?.filter((v) => v.state === 'DRAFT' || v.state === 'IN_REVIEW' || v.state === 'APPROVED').slice(-2).map((v) => <span key={v.version} class="chip-tag dashed">{named('rs', v.state)} v{v.version}</span>)}</span>
              </a>
            ))}
          </div>
        </Panel>
        {r && <Versions list={r.versions ?? []} chosen={r.version} href={(v) => address(r.id, v)} />}
        {r && <Life key={`${r.id}@${r.version}`} recipe={r} done={refresh} />}
      </div>
      {failed && !r ? <section class="panel"><p class="calm">{t('rc.failed', { why: failed })}</p></section> : !r ? <section class="panel"><p class="calm">{t('rc.pick')}</p></section> : view === 'diff' && previous !== null ? <Diff id={r.id} from={previous} to={r.version} versions={r.versions ?? []} close={() => look('numbers')} /> : (
        <div class="rc-main">
          <section class="panel titlebar"><h2 class="h1">{r.title}</h2><span class="mono wide">{r.id}</span><span class="chip-tag">v{r.version}</span><StateChip state={r.state} /><small class="wide">{t('rc.hash')} <span class="mono">{r.hash.slice(0, 12)}</span></small><span class="sp" />
            <button type="button" class="btn slim" aria-pressed={view === 'check'} data-testid="recipe-check" onClick={() => look(view === 'check' ? 'numbers' : 'check')}>{view === 'check' ? t('re.numbers') : t('rp.look')}</button>
            <button type="button" class="btn slim" aria-pressed={view === 'text'} data-testid="recipe-text" onClick={() => look(view === 'text' ? 'numbers' : 'text')}>{view === 'text' ? t('re.numbers') : t('re.yaml')}</button>
            <button type="button" class="btn slim" data-testid="recipe-compare" disabled={previous === null} title={previous === null ? t('rd.alone') : undefined} onClick={() => look('diff')}>{t('rd.title')}</button>
            <button type="button" class="btn slim" data-testid="recipe-edit" disabled={!mayEdit} title={mayEdit ? undefined : t('why.role')} onClick={edit}>{r.state === 'DRAFT' ? t('re.edit') : t('re.change')}</button>
            {r.state === 'EFFECTIVE' ? <a class="btn slim primary" href={`#/start/${encodeURIComponent(r.id)}`}>{t('rc.start')}</a> : r.state !== 'RETIRED' && <a class="btn slim" data-testid="recipe-try" href={`#/start/${encodeURIComponent(`${r.id}@${r.version}`)}`}>{t('rc.try')}</a>}</section>
          {r.findings.length > 0 && <section class="panel"><Findings list={r.findings} /></section>}
          {view === 'text' ? <Panel title={t('re.yaml')} cls="rc-text"><YamlPane text={r.text} findings={r.findings} change={null} /></Panel> : view === 'check' ? <><RecipeCheck key={`${r.id}@${r.hash}`} recipe={r} /><WhatIf recipe={r} /></> : <div class="rc-two"><Formula r={r} /><Procedure r={r} /></div>}
        </div>
      )}
    </div>
  );
}
