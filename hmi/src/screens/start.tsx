// Foil, recipe, checks, plan, signature: all on one page, and the checks stay live until the hold is over.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, Refusal } from '../api/client';
import type { WireRecipe, WireRecipeItem, WirePermissive, WireStartOrder } from '../api/wire';
import { isActive } from '../model/unit';
import { usePolled, useStore } from '../model/store';
import { exact, fixed } from '../format/number';
import { against, paramName } from '../format/said';
import { inWords } from '../format/time';
import { named, t } from '../format/words';
import { HolderMap } from '../widgets/holder-map';
import { HoldButton } from '../widgets/hold-button';
import { Tick } from '../widgets/icons';
import { Secret, useMeanings } from '../widgets/signing';
import { Panel } from '../widgets/panel';
import { endsAt, RunForecast } from '../widgets/run-forecast';
import { RunQueue } from '../widgets/run-queue';
import { blocksStart, PermissiveMark } from '../widgets/permissives';
import { isAssumption } from '../model/recipe';

/** What a check reads, and its limit where the limit is a number; a switch is right or wrong, and the mark says which. */
function CheckValue({ check }: { check: WirePermissive }) {
  const said = against(check.value, check.limit);
  const numeric = /\d/.test(said.limit) && !said.value.includes(',');
  return <span class="num" title={String(check.limit ?? '')}>{said.value}{numeric && said.limit && <small> {said.limit}</small>}</span>;
}

interface Draft { foils: string[]; recipe: string | null; tried: number | null; continues?: string; load?: { slot: number; item: string; side: string }[]; planned?: string }
const KEY = 'sputterpilot.start';

function kept(): Draft {
  try {
    const d = JSON.parse(sessionStorage.getItem(KEY) ?? '') as Draft;
    return { foils: Array.isArray(d.foils) ? d.foils : [], recipe: d.recipe ?? null, tried: d.tried ?? null, ...(d.continues && Array.isArray(d.load) ? { continues: d.continues, load: d.load } : {}), ...(d.planned ? { planned: d.planned } : {}) };
  } catch {
    return { foils: [], recipe: null, tried: null };
  }
}

/** The version that may be started; null when the recipe has none. */
export function effectiveVersion(recipe: WireRecipeItem): number | null {
  return recipe.effective ?? recipe.versions?.find((v) => v.state === 'EFFECTIVE')?.version ?? null;
}

/** What the page's address asks for: a recipe, and behind @ the version an engineering run tries. */
function asked(item: string | undefined): Partial<Draft> {
  const [recipe, tried] = (item ?? '').split('@');
  return recipe ? { recipe, tried: tried && /^\d+$/.test(tried) ? Number(tried) : null } : {};
}

function Step({ n, title, done, current, children }: { n: number; title: string; done: boolean; current: boolean; children: preact.ComponentChildren }) {
  return <li class={done ? 'done' : current ? 'cur' : ''} aria-current={current ? 'step' : undefined}><span class="no">{done ? <Tick /> : n}</span><div><b>{title}</b><div class="d">{children}</div></div></li>;
}

/** An engineering procedure coats nothing. */
const isProcedure = (r: WireRecipeItem) => r.kind !== undefined && r.kind !== null && r.kind !== 'COATING';

export default function Start({ item }: { item?: string }) {
  const s = useStore();
  const [draft, setDraft] = useState<Draft>(() => ({ ...kept(), ...asked(item) }));
  const [scan, setScan] = useState('');
  const [password, setPassword] = useState('');
  const [confirmed, confirm] = useState(false);
  const [asCalibration, setCalibrating] = useState(false);
  /** Null: now. Otherwise for later: empty when a person starts it, else a local time. */
  const [at, later] = useState<string | null>(null);
  const [plans, planned] = useState(0);
  const tried = draft.tried;
  const calibrating = asCalibration || tried !== null;
  const [broken, setBroken] = useState<WirePermissive[]>([]);
  const checksBox = useRef<HTMLDivElement>(null);
  const keep = (d: Draft) => {
    setDraft(d);
    try { sessionStorage.setItem(KEY, JSON.stringify(d)); } catch { /* then it is not kept */ }
  };

  const recipes = usePolled(api.recipes, 0, []);
  const startable = (recipes.value ?? []).filter((r) => effectiveVersion(r) !== null || tried !== null && r.id === draft.recipe)
    .sort((a, b) => Number(isProcedure(a)) - Number(isProcedure(b)));
  const coatings = startable.filter((r) => !isProcedure(r));
  const chosen = draft.recipe && startable.some((r) => r.id === draft.recipe) ? draft.recipe : null;
  const detail = usePolled<WireRecipe | null>(() => (chosen ? (tried !== null ? api.recipeVersion(chosen, tried) : api.recipe(chosen)) : Promise.resolve(null)), 0, [chosen, tried]).value;
  const polled = usePolled<WirePermissive[]>(() => (chosen ? api.permissives(chosen) : Promise.resolve([])), 1000, [chosen]);
  useEffect(() => { if (!chosen && coatings.length === 1) keep({ ...draft, recipe: coatings[0]!.id, tried: null }); }, [coatings.length]);

  const item0 = startable.find((r) => r.id === chosen);
  const procedure = item0 !== undefined && isProcedure(item0);
  const live = !s.stale && polled.failed === null && performance.now() - polled.at < 3500;
  const startChecks = (list: readonly WirePermissive[]) => list.filter((p) => blocksStart(p, !calibrating && !procedure));
  const checks = startChecks(polled.value?.length ? polled.value : s.live.permissives);
  const good = checks.filter((p) => p.ok === true).length;
  const bad = checks.length - good;
  const checksPass = live && checks.length > 0 && bad === 0;
  const busy = isActive(s.live.run);
  const version = item0 ? tried ?? effectiveVersion(item0) : null;
  const target = detail?.targetNm ?? item0?.targetNm ?? null;
  const tolerance = detail?.toleranceNm ?? item0?.toleranceNm ?? null;
  const { meaning: meant, choice } = useMeanings();
  const meaning = meant('run.start', t('start.meaningText'));
  const prediction = detail?.prediction ?? null;

  const add = (e: Event) => {
    e.preventDefault();
    const id = scan.trim();
    if (id && !draft.foils.includes(id)) keep({ ...draft, foils: [...draft.foils, id] });
    setScan('');
  };
  const off = s.stale ? t('why.link') : busy && at === null ? t('start.busy') : draft.foils.length === 0 && !procedure ? t('start.needFoil') : !chosen ? t('start.needRecipe') : !checksPass && at === null ? t('start.needChecks')
    : !confirmed ? t('start.needConfirm') : !password ? t('start.needPassword') : s.may('start') ? null : t('why.role');
  const order = (): WireStartOrder => ({ recipe: chosen!, ...(version !== null ? { version } : {}), ...(draft.continues && draft.load ? { load: draft.load.filter((l) => draft.foils.includes(l.item)), continues: draft.continues } : { foils: procedure ? [] : draft.foils }), ...(calibrating || procedure ? { engineering: true } : {}), ...(draft.planned && at === null ? { planned: draft.planned } : {}), signature: { password, meaning } });
  const fire = async () => {
    setBroken([]);
    try {
      const made = await (at === null ? api.startRun(order()) : api.planRun(order(), at ? new Date(at).toISOString() : null));
      if (draft.planned && at !== null) await api.unplan(draft.planned).catch(() => undefined); // planned anew: somebody else may have taken it off already
      if (at !== null) {
        planned((n) => n + 1);
        later(null);
        keep({ foils: [], recipe: chosen, tried: null });
        return made;
      }
      keep({ foils: [], recipe: chosen, tried: null });
      location.hash = '#/operate';
      return made;
    } catch (error) {
      if (error instanceof Refusal && error.problem.violations) setBroken(error.problem.violations.map((v, i) => ({ id: v.field ?? v.rule ?? String(i), title: v.message, ok: false })));
      throw error;
    } finally {
      setPassword('');
    }
  };
  const badNow = checks.find((p) => p.ok !== true);
  useEffect(() => {
    if (badNow) checksBox.current?.querySelector(`[data-testid="check-${CSS.escape(badNow.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [badNow?.id]);

  const foilDone = draft.foils.length > 0 || procedure;
  const recipeDone = chosen !== null;
  const now = !foilDone ? 1 : !recipeDone ? 2 : !checksPass ? 3 : 5;
  const hash = detail?.hash ?? item0?.versions?.find((v) => v.version === version)?.hash;
  return (
    <div class="start">
      <h1 class="sr">{t('start.title')}</h1>
      <section class="panel" aria-label={t('start.steps')}>
        <ol class="stp">
          <Step n={1} title={t('start.foil')} done={foilDone} current={now === 1}>
            {procedure ? <p>{t('start.noFoilNeeded')}</p> : foilDone ? draft.foils.map((f) => <span key={f} class="foil"><em class="mono">{f}</em><button type="button" class="xbtn" aria-label={t('start.remove', { id: f })} onClick={() => keep({ ...draft, foils: draft.foils.filter((x) => x !== f) })}>×</button></span>) : <p>{t('start.noFoil')}</p>}
            {!procedure && <form class="scan" onSubmit={add}><input class="field" data-testid="foil-scan" placeholder={t('start.foilId')} aria-label={t('start.scan')} value={scan} autocomplete="off" spellcheck={false} onInput={(e) => setScan(e.currentTarget.value)} /><button class="btn" type="submit" data-testid="foil-add" disabled={!scan.trim()}>{t('start.add')}</button></form>}
            {!foilDone && <p class="help">{t('start.foilHelp')}</p>}
          </Step>
          <Step n={2} title={t('start.recipe')} done={recipeDone} current={now === 2}>
            {recipes.failed ? <p>{t('rc.failed', { why: recipes.failed })}</p> : recipes.value && startable.length === 0 ? <p>{t('start.none')}</p> : null}
            <div class="pick" role="radiogroup" aria-label={t('start.choose')}>
              {startable.map((r) => <button key={r.id} type="button" role="radio" aria-checked={r.id === chosen} class={`btn pickone${r.id === chosen ? ' chosen' : ''}`} data-testid={`recipe-${r.id}`} onClick={() => keep({ ...draft, recipe: r.id, tried: null })}><b>{r.title}</b><small>{r.id} · v{tried !== null && r.id === chosen ? tried : effectiveVersion(r)}</small></button>)}
            </div>
          </Step>
          <Step n={3} title={t('start.preflight')} done={recipeDone && checksPass} current={now === 3}><em>{live ? t('start.pass', { good, all: checks.length }) : t('start.checkedNot')}</em><p>{t('start.recheck')}</p></Step>
          <Step n={4} title={t('start.prediction')} done={recipeDone && target !== null} current={false}>{target !== null ? <em>{fixed(target, 1)}{tolerance !== null ? ` ± ${fixed(tolerance, 1)}` : ''} nm</em> : '—'}{prediction && <p>{endsAt(prediction, s.live.plantTime ?? s.live.serverTime)}</p>}</Step>
          <Step n={5} title={t('start.sign')} done={false} current={now === 5}>{off ?? t('start.hold2')}</Step>
        </ol>
      </section>
      <div class="mid">
        <Panel title={t('start.checks')} side={<small>{chosen ? (live ? t('start.checkedNow') : t('start.checkedNot')) : ''}</small>} cls="checks">
          <div tabIndex={0} class="chk scroll" ref={checksBox}>
            {checks.length === 0 && <p class="calm">{t('start.pickFirst')}</p>}
            {checks.map((p) => (
              <div key={p.id} class={live && p.ok === false ? 'bad' : live && p.ok === null ? 'unk' : ''} data-testid={`check-${p.id}`} data-ok={live && p.ok !== null ? String(p.ok) : 'unknown'}>
                <PermissiveMark ok={p.ok} live={live} /><b>{p.title}</b><CheckValue check={p} />
              </div>
            ))}
          </div>
        </Panel>
        <RunQueue again={plans} take={(q) => keep({ foils: q.foils, recipe: q.recipe, tried: null, planned: q.id })} />
        <Panel title={t('start.plan')} cls="plan">
          <div tabIndex={0} class="plan-body scroll">
            {prediction ? <RunForecast of={prediction} plantNow={s.live.plantTime ?? s.live.serverTime} /> : chosen && <p class="quiet">{t('start.noPrediction')}</p>}
            {detail?.formula && (
              <dl class="facts grid4">{detail.formula.slice(0, 8).map((p) => <div key={p.name}><dt>{p.title ?? paramName(p.name)}</dt><dd>{exact(p.value)}{p.unit && <span class="u">{p.unit}</span>}</dd></div>)}</dl>
            )}
            {detail?.formula?.some((p) => isAssumption(p)) && <p class="quiet">{t('start.assumption')}</p>}
            {chosen && <><h3>{t('map.planned')}</h3><HolderMap recipe={chosen} /></>}
            {detail?.procedure && <><h3>{t('start.phases')}</h3><ol class="phl">{detail.procedure.map((p, i) => <li key={i}><b>{i + 1} {named('phase', p.phase)}</b>{p.plannedS != null && p.plannedS > 1 && <em class="num"> {inWords(p.plannedS)}</em>}{p.endsWhen && <span>{p.endsWhen}</span>}</li>)}</ol></>}
          </div>
        </Panel>
      </div>
      <Panel title={t('start.sign')} cls="signing">
        <div class="sign-body">
          <dl class="kv big"><dt>{t('start.foil')}</dt><dd class="mono">{procedure ? '—' : draft.foils.join(', ') || '—'}</dd><dt>{t('start.recipe')}</dt><dd>{item0?.title ?? '—'}</dd><dt>{t('start.version')}</dt><dd>{version !== null ? `v${version}` : '—'}</dd><dt>{t('start.chamber')}</dt><dd>PVD-01</dd><dt>{t('start.plan')}</dt><dd>{target !== null ? `${fixed(target, 1)}${tolerance !== null ? ` ± ${fixed(tolerance, 1)}` : ''} nm` : '—'}</dd></dl>
          {tried !== null && <p class="info" data-testid="start-tried"><b>{t('start.tried', { n: tried, state: named('rs', detail?.state ?? '') })}</b></p>}
          {draft.continues && <p class="info" data-testid="start-continues"><b>{t('start.continues', { run: draft.continues })}</b> <button type="button" class="btn" onClick={() => keep({ foils: draft.foils, recipe: draft.recipe, tried: null })}>{t('start.fresh')}</button></p>}
          {!procedure && <label class="cb"><input type="checkbox" data-testid="start-later" checked={at !== null} onChange={(e) => later(e.currentTarget.checked ? '' : null)} /><span>{t('queue.later')}</span></label>}
          {at !== null && <label class="fl">{t('queue.when')}<input class="field" type="datetime-local" data-testid="start-at" value={at} onInput={(e) => later(e.currentTarget.value)} /></label>}
          {!procedure && <label class="cb"><input type="checkbox" data-testid="start-calibration" checked={calibrating} disabled={tried !== null} onChange={(e) => setCalibrating(e.currentTarget.checked)} /><span>{t('start.calibrationRun')}</span></label>}
          <label class="cb"><input type="checkbox" data-testid="start-confirm" checked={confirmed} onChange={(e) => confirm(e.currentTarget.checked)} /><span>{t(procedure ? 'start.confirmEmpty' : 'start.confirm')}</span></label>
          <div class="who-signs"><span class="l">{t('start.who')}</span><b data-testid="sign-user">{s.session.kind === 'in' ? `${s.session.me.name || s.session.me.user} · ${s.session.me.roles[0] ?? ''}` : '—'}</b></div>
          {choice('run.start')}
          <Secret label={t('start.password')} testid="sign-password" value={password} set={setPassword} />
          <p class="quiet">{t('start.meaning')} <b>{meaning}</b> {t('start.stored')}{hash && <> <span class="mono">{hash.slice(0, 8)}</span></>}.</p>
          {broken.length > 0 && <ul class="viol" role="alert">{broken.map((v) => <li key={v.id}>{v.title}</li>)}</ul>}
          <span class="sp" />
          <HoldButton label={t(at === null ? 'start.hold' : 'queue.hold')} ms={2000} kind="primary" big testid="start-hold" off={off} broken={() => (at === null && (badNow || !checksPass) ? 'check' : null)} fire={fire} />
        </div>
      </Panel>
    </div>
  );
}
