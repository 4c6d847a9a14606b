// A recipe being written: its numbers on the left, its text on the right, what it would do below. Numbers are read by the
// controller from the text; a number changed here changes that one place of the text and nothing else.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, Refusal } from '../api/client';
import type { WireConflict, WireFinding, WireParameter, WireRecipeReading } from '../api/wire';
import { dropUnsaved, isAssumption, isUndecided, keepUnsaved, replaced, written, type Unsaved } from '../model/recipe';
import { exact } from '../format/number';
import { paramName } from '../format/said';
import { named, t } from '../format/words';
import { useStore } from '../model/store';
import { refusalText } from './hold-button';
import { Panel } from './panel';
import { RunForecast } from './run-forecast';
import { YamlPane } from './yaml-pane';

const READ_AFTER_MS = 350;

export function Findings({ list, go }: { list: readonly WireFinding[]; go?: (line: number) => void }) {
  return (
    <ul class="re-find" role="status" data-testid="recipe-findings">
      {list.map((f, i) => <li key={i} class={f.severity === 'ERROR' ? 'bad' : ''}>{go && f.line > 0 ? <button type="button" class="linkish" onClick={() => go(f.line)}>{t('re.line', { n: f.line })}</button> : f.line > 0 ? t('re.line', { n: f.line }) : ''} <b>{f.path}</b> {f.message}</li>)}
    </ul>
  );
}

/** How closely the plant holds a number, where the recipe says so. */
export function Band({ p }: { p: WireParameter }) {
  return <>{p.warn && <small>{t('re.warns', { w: p.warn })}</small>}{p.trip && <small>{t('re.holds', { w: p.trip })}</small>}</>;
}

interface Row { path: string; parameter: WireParameter }

/** The numbers of a text that is no recipe yet, so that what is wrong can be mended where it is typed. */
function byPlace(places: Record<string, unknown>): { title: string; rows: Row[] }[] {
  const groups = new Map<string, Row[]>();
  for (const path of Object.keys(places)) {
    const [, phase, name] = /^(?:formula|procedure\.([^.]+)\.parameters)\.([^.]+)\.value$/.exec(path) ?? [];
    if (!name) continue;
    const title = phase ? named('phase', phase) : t('rc.formula');
    groups.set(title, [...(groups.get(title) ?? []), { path, parameter: { name, value: '' } }]);
  }
  return [...groups].map(([title, rows]) => ({ title, rows }));
}

/** One number: typed as it stands in the text, unit included; it goes into the text when the field is left or Enter is pressed. */
function Field({ row, now, bad, set }: { row: Row; now: string; bad: WireFinding | undefined; set: (value: string) => void }) {
  const [typed, type] = useState(now);
  useEffect(() => type(now), [now]);
  const p = row.parameter;
  const done = () => { if (typed.trim() && typed !== now) set(typed); else type(now); };
  return (
    <tr class={bad ? 'bad' : ''}>
      <td title={p.why ?? undefined}>{paramName(p.name)}{bad && <small class="err2">{bad.message}</small>}</td>
      <td class="r"><input class="field num slimnum" data-testid={`re-${row.path}`} aria-label={`${paramName(p.name)}${p.unit ? `, ${p.unit}` : ''}`} aria-invalid={bad ? 'true' : undefined} value={typed} spellcheck={false} autocomplete="off" onInput={(e) => type(e.currentTarget.value)} onBlur={done} onKeyDown={(e) => { if (e.key === 'Enter') { e.preventDefault(); done(); } else if (e.key === 'Escape') type(now); }} /></td>
      <td class="r num nw dim">{p.low != null && p.high != null ? `${exact(p.low)} – ${exact(p.high, p.unit)}` : ''}<Band p={p} /></td>
      <td>{isAssumption(p) ? <span class="chip-tag dashed tiny">{t('rc.assumption')}</span> : p.basis?.toLowerCase()}</td>
    </tr>
  );
}

/** Both changes joined: what one person alone changed is in it, and what both changed must be chosen. */
function Conflict({ conflict, take }: { conflict: WireConflict; take: (text: string) => void }) {
  return (
    <div class="re-conflict" role="alertdialog" aria-label={t('re.conflict', { who: conflict.editedBy })} data-testid="recipe-conflict">
      <h3>{t('re.conflict', { who: conflict.editedBy })}</h3>
      <p>{conflict.clean ? t('re.conflictClean') : t('re.conflictBoth', { n: conflict.conflicts.length })}</p>
      {conflict.conflicts.map((c, i) => (
        <div key={i} class="re-three"><div><b>{t('re.was')}</b><pre>{c.base || '—'}</pre></div><div><b>{t('re.yours')}</b><pre>{c.yours || '—'}</pre></div><div><b>{t('re.theirs', { who: conflict.editedBy })}</b><pre>{c.theirs || '—'}</pre></div></div>
      ))}
      <div class="re-acts"><button type="button" class="btn primary" data-testid="recipe-merge" onClick={() => take(conflict.merged)}>{t('re.takeMerged')}</button><button type="button" class="btn" onClick={() => take(conflict.theirs)}>{t('re.takeTheirs', { who: conflict.editedBy })}</button></div>
    </div>
  );
}

export function RecipeEditor({ start, saved, close }: { start: Unsaved; saved: (version: number) => void; close: () => void }) {
  const s = useStore();
  const [draft, setDraft] = useState(start);
  const [reading, setReading] = useState<WireRecipeReading | null>(null);
  const [readText, setReadText] = useState('');
  const [conflict, setConflict] = useState<WireConflict | null>(null);
  const [said, say] = useState<string | null>(null);
  const [busy, work] = useState(false);
  const [goTo, go] = useState<{ line: number; at: number } | null>(null);
  const last = useRef<WireRecipeReading | null>(null);
  const set = (next: Unsaved) => {
    setDraft(next);
    if (!keepUnsaved(next)) say(t('re.notKept'));
  };

  useEffect(() => {
    let over = false;
    const wait = setTimeout(() => {
      api.readRecipe(draft.recipe, draft.text).then((r) => {
        if (over) return;
        setReading(r);
        setReadText(draft.text);
        if (r.formula.length > 0) last.current = r;
      }, (error: unknown) => { if (!over) say(refusalText(error)); });
    }, reading === null ? 0 : READ_AFTER_MS);
    return () => { over = true; clearTimeout(wait); };
  }, [draft.text]);

  const current = readText === draft.text && reading !== null;
  const shown = reading?.formula.length ? reading : last.current;
  const places = current ? reading.places : {};
  const bad = new Map((current ? reading.findings : []).map((f) => [f.path, f]));
  const undecided = isUndecided(draft.text);
  const mistakes = reading?.findings.filter((f) => f.severity === 'ERROR').length ?? 0;
  const rows = (prefix: string, list: readonly WireParameter[]) => list.map((p) => ({ path: `${prefix}.${p.name}.value`, parameter: p }));
  const groups = shown ? [{ title: t('rc.formula'), rows: rows('formula', shown.formula) }, ...shown.procedure.filter((p) => p.parameters?.length).map((p) => ({ title: named('phase', p.phase), rows: rows(`procedure.${p.phase}.parameters`, p.parameters ?? []) }))] : byPlace(places);
  const field = (row: Row) => {
    const place = places[row.path];
    return <Field key={row.path} row={row} now={place ? written(draft.text, place) : String(row.parameter.value ?? '') + (row.parameter.unit ? ` ${row.parameter.unit}` : '')} bad={bad.get(row.path)} set={(value) => { if (place) set({ ...draft, text: replaced(draft.text, place, value) }); }} />;
  };
  const off = s.stale ? t('why.link') : !s.may('editRecipe') ? t('why.role') : undecided ? t('re.undecided') : !current ? t('re.reading') : !reading.ok ? t('re.mistakes', { n: mistakes }) : draft.draft && reading.hash === draft.hash ? t('re.unchanged') : busy ? t('re.saving') : null;
  const save = async () => {
    work(true);
    say(null);
    try {
      const done = draft.draft ? await api.saveRecipe(draft.recipe, draft.version, draft.hash, draft.text) : await api.draftRecipe(draft.recipe, draft.version, draft.comment, draft.text);
      dropUnsaved(draft.recipe);
      saved(done.version);
    } catch (error) {
      if (error instanceof Refusal && error.status === 412) setConflict(error.problem as WireConflict);
      else say(refusalText(error));
    } finally {
      work(false);
    }
  };
  const take = (text: string) => {
    if (conflict) set({ ...draft, text, hash: conflict.hash });
    setConflict(null);
    const mark = text.split('\n').findIndex((line) => line === '<<<<<<< yours');
    if (mark >= 0) go({ line: mark + 1, at: performance.now() });
  };
  return (
    <div class="re">
      <section class="panel titlebar"><h2 class="h1">{draft.recipe}</h2><span class="chip-tag dashed">{draft.draft ? t('re.editing', { n: draft.version }) : t('re.newFrom', { n: draft.version })}</span><small class="wide">{t('re.kept')}</small><span class="sp" />
        {!draft.draft && <input class="field slimf" data-testid="recipe-comment" maxLength={500} placeholder={t('re.comment')} aria-label={t('re.comment')} value={draft.comment} onInput={(e) => set({ ...draft, comment: e.currentTarget.value })} />}
        <button type="button" class="btn" data-testid="recipe-discard" onClick={() => { dropUnsaved(draft.recipe); close(); }}>{t('re.discard')}</button>
        <button type="button" class="btn primary" data-testid="recipe-save" disabled={off !== null} title={off ?? undefined} onClick={() => void save()}>{t('re.save')}{off && <small> · {off}</small>}</button></section>
      {said && <p class="info" role="alert" data-testid="recipe-said">{said}</p>}
      {conflict && <Conflict conflict={conflict} take={take} />}
      <div class="re-two">
        <Panel title={t('re.numbers')} side={<small>{t('re.numbersHelp')}</small>}>
          <div class="scroll" tabIndex={0}>{groups.map((g) => <table key={g.title}><thead><tr><th>{g.title}</th><th class="r">{t('rc.value')}</th><th class="r">{t('rc.range')}</th><th>{t('rc.basis')}</th></tr></thead><tbody>{g.rows.map(field)}</tbody></table>)}</div>
        </Panel>
        <Panel title={t('re.yaml')} side={<span class={`chip-tag${current && reading.ok ? ' inv' : ''}`} data-testid="recipe-ok">{!current ? t('re.reading') : reading.ok ? t('re.fits') : t('re.mistakes', { n: mistakes })}</span>}>
          <YamlPane text={draft.text} findings={current ? reading.findings : []} change={(text) => set({ ...draft, text })} goTo={goTo} />
          {current && reading.findings.length > 0 && <Findings list={reading.findings} go={(line) => go({ line, at: performance.now() })} />}
        </Panel>
      </div>
      <Panel title={t('re.forecast')} side={<small>{t('re.forecastHelp')}</small>} cls="re-low">
        {shown?.prediction ? <div class={current ? '' : 'late'}><RunForecast of={shown.prediction} plantNow={s.live.plantTime ?? s.live.serverTime} /></div> : <p class="calm">{t(current && reading.ok ? 'rp.procedure' : 're.noForecast')}</p>}
      </Panel>
    </div>
  );
}
