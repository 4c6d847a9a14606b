// What can be done with a version, said before it is clicked, and the name under it.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireRecipe, WireRecipeDiff, WireRecipeVersion } from '../api/wire';
import { fixed, signed } from '../format/number';
import { dateTime } from '../format/time';
import { locale, named, t } from '../format/words';
import { useStore, usePolled } from '../model/store';
import { HoldButton } from './hold-button';
import { Panel } from './panel';
import { Secret, useMeanings } from './signing';
import { Signatures } from './signatures';

/** The order of a recipe's life; rejecting needs its reason. */
const ACTS = ['submit', 'approve', 'reject', 'make-effective', 'retire'] as const;
export type Act = (typeof ACTS)[number];
const NEEDS_WHY: readonly string[] = ['reject', 'retire'];

export function StateChip({ state }: { state: string }) {
  return <span class={`chip-tag${state === 'EFFECTIVE' ? ' inv' : state === 'IN_REVIEW' || state === 'DRAFT' ? ' dashed' : ''}`} data-testid="recipe-state">{named('rs', state)}</span>;
}

/** What the controller says is in the way; that the state is another one is said in the page's words. */
function inTheWay(r: WireRecipe, act: Act): string | null {
  const why = r.acts.find((x) => x.act === act)?.why ?? null;
  return why !== null && / is refused in /.test(why) ? t('rl.notIn', { state: named('rs', r.state).toLowerCase() }) : why;
}

/** Acts that belong to this state come first as buttons; the others stand below with what is in their way. */
export function Life({ recipe: r, done }: { recipe: WireRecipe; done: () => void }) {
  const s = useStore();
  const [act, choose] = useState<Act | null>(null);
  const [password, setPassword] = useState('');
  const [comment, setComment] = useState('');
  const { meaning, choice } = useMeanings();
  const mayBe = (a: Act): boolean => s.may(a === 'submit' ? 'editRecipe' : 'approveRecipe');
  const why = (a: Act): string | null => (s.stale ? t('why.link') : !mayBe(a) ? t('why.role') : inTheWay(r, a));
  const open = ACTS.filter((a) => why(a) === null);
  const closed = ACTS.filter((a) => why(a) !== null);
  const off = act === null ? '' : why(act) ?? (!password ? t('cal.needPassword') : NEEDS_WHY.includes(act) && !comment.trim() ? t('cal.needComment') : null);
  const fire = async () => {
    try {
      return await api.recipeAct(r.id, r.version, r.hash, act!, password, meaning(`recipe.${act!}`, t(`rl.${act!}.meaning`, { n: r.version })), comment);
    } finally {
      setPassword('');
      setComment('');
      choose(null);
      done();
    }
  };
  return (
    <Panel title={t('rl.title', { n: r.version })} side={<StateChip state={r.state} />} cls="fit">
      <div class="pad col">
        <div class="re-acts">{open.map((a) => <button key={a} type="button" class={`btn${act === a ? ' on' : ''}`} aria-pressed={act === a} data-testid={`recipe-${a}`} onClick={() => choose(act === a ? null : a)}>{t(`rl.${a}`)}</button>)}</div>
        {act !== null && (
          <div class="rl-sign" data-testid="recipe-sign">
            <p><b>{t(`rl.${act}.meaning`, { n: r.version })}</b> <span class="mono">{r.hash.slice(0, 12)}</span></p>
            {choice(`recipe.${act}`)}
            <Secret label={t('cal.password')} testid="recipe-password" value={password} set={setPassword} />
            <label class="fl">{t('cal.comment')}<input class="field" maxLength={500} data-testid="recipe-why" value={comment} onInput={(e) => setComment(e.currentTarget.value)} /></label>
            <HoldButton label={t(`rl.${act}`)} ms={1000} kind="primary" testid="recipe-sign-hold" off={off} fire={fire} />
          </div>
        )}
        <Signatures object={`recipe ${r.id} version ${r.version}`} turn={r.state} />
        <ul class="rl-why">{closed.map((a) => <li key={a} data-testid={`recipe-not-${a}`}><span class="dim">{t(`rl.${a}`)}</span> {why(a)}</li>)}</ul>
      </div>
    </Panel>
  );
}

export function Versions({ list, chosen, href }: { list: readonly WireRecipeVersion[]; chosen: number; href: (version: number) => string }) {
  return (
    <Panel title={t('rc.versions')}>
      <div class="scroll" tabIndex={0}><table><tbody>
        {list.slice().reverse().map((v) => (
          <tr key={v.version} class={v.version === chosen ? 'sel' : ''} data-testid={`recipe-version-${v.version}`}>
            <td><a class="rl-v" href={href(v.version)} aria-current={v.version === chosen ? 'true' : undefined}><b>v{v.version}</b> <StateChip state={v.state} /> <span>{v.editedBy}</span></a><small>{dateTime(v.editedAt, locale())}{v.basedOn > 0 ? ` · ${t('rl.basedOn', { n: v.basedOn })}` : ''}{v.comment ? ` · ${v.comment}` : ''}</small>{v.approval && <small>{v.approval === 'shipped' ? t('rl.shipped') : t('rl.approvedBy', { who: v.approval })}</small>}
              {v.version === chosen && v.signatures.map((g, i) => <small key={i}>{t('rl.signed', { act: named('rl', g.act), who: g.name || g.who, at: dateTime(g.at, locale()) })}{g.comment ? `: ${g.comment}` : ''}</small>)}</td>
          </tr>
        ))}
      </tbody></table></div>
    </Panel>
  );
}

function Consequences({ diff }: { diff: WireRecipeDiff }) {
  const said = (v: number | null, unit: string): string => (v === null ? '—' : unit === '1' ? `${fixed(v * 100, 1)} %` : `${fixed(v, unit === 'kWh' ? 3 : unit === 's' ? 0 : 2)} ${unit}`);
  const change = (v: number | null, unit: string): string => (v === null ? '—' : unit === '1' ? `${signed(v * 100, 1)} %` : `${signed(v, unit === 'kWh' ? 3 : unit === 's' ? 0 : 2)} ${unit}`);
  return (
    <table data-testid="recipe-consequences"><thead><tr><th>{t('rd.inPlant')}</th><th class="r">v{diff.from}</th><th class="r">v{diff.to}</th><th class="r">{t('rd.change')}</th></tr></thead>
      <tbody>{diff.consequences.map((c) => <tr key={c.quantity}><td>{named('rd', c.quantity)}</td><td class="r num nw">{said(c.before, c.unit)}</td><td class="r num nw">{said(c.after, c.unit)}</td><td class="r num nw"><b>{change(c.change, c.unit)}</b></td></tr>)}</tbody></table>
  );
}

/** Two versions side by side: every field that differs, and what it means in the plant. */
export function Diff({ id, from, to, versions, close }: { id: string; from: number; to: number; versions: readonly WireRecipeVersion[]; close: () => void }) {
  const [pair, setPair] = useState({ from, to });
  const { value: diff, failed } = usePolled(() => api.recipeDiff(id, pair.from, pair.to), 0, [id, pair.from, pair.to]);
  const pick = (key: 'from' | 'to') => <select class="field slimf" data-testid={`diff-${key}`} aria-label={t(key === 'from' ? 'rd.from' : 'rd.to')} value={String(pair[key])} onChange={(e) => setPair({ ...pair, [key]: Number(e.currentTarget.value) })}>{versions.map((v) => <option key={v.version} value={String(v.version)}>v{v.version} · {named('rs', v.state)}</option>)}</select>;
  return (
    <div class="rd">
      <section class="panel titlebar"><h2 class="h1">{t('rd.title')}</h2>{pick('from')}<span>→</span>{pick('to')}<span class="sp" /><button type="button" class="btn" onClick={close}>{t('rd.close')}</button></section>
      {failed ? <section class="panel"><p class="calm">{t('rc.failed', { why: failed })}</p></section> : !diff ? <section class="panel"><p class="calm">{t('page.loading')}</p></section> : (
        <>
          <Panel title={t('rd.fields', { n: diff.fields.length })}><div class="scroll" tabIndex={0}>{diff.sameForThePlant ? <p class="calm">{t('rd.same')}</p> : (
            <table data-testid="recipe-fields"><thead><tr><th>{t('rc.parameter')}</th><th class="r">v{diff.from}</th><th class="r">v{diff.to}</th><th class="r">{t('rd.change')}</th></tr></thead>
              <tbody>{diff.fields.map((f) => <tr key={f.path}><td class="mono">{f.path}</td><td class="r num">{f.before || '—'}</td><td class="r num"><b>{f.after || '—'}</b></td><td class="r num nw">{f.change !== null ? <>{signed(f.change, 3).replace(/\.?0+$/, '')} {f.unit}{f.share !== null && <small>{signed(f.share * 100, 1)} %</small>}</> : ''}</td></tr>)}</tbody></table>)}</div></Panel>
          <Panel title={t('rd.consequences')}><div class="scroll" tabIndex={0}><Consequences diff={diff} />{diff.newRisks.length > 0 && <p class="pad"><b>{t('rd.newRisks')}</b> {diff.newRisks.join(' · ')}</p>}</div></Panel>
        </>
      )}
    </div>
  );
}
