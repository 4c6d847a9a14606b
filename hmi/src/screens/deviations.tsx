// The deviation book: what was not as it should have been, what people wrote about it, and who closed it.
import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireDeviation, WireDeviationOrder } from '../api/wire';
import { usePolled, useStore } from '../model/store';
import { date, dateTime } from '../format/time';
import { locale, named, t, type Key } from '../format/words';
import { DeviationChips, deviationWords } from '../widgets/deviation-chips';
import { HoldButton, refusalText } from '../widgets/hold-button';
import { Panel } from '../widgets/panel';
import { Signatures } from '../widgets/signatures';
import { Secret, useMeanings } from '../widgets/signing';

const TEXTS = ['description', 'immediateAction', 'rootCause', 'capa', 'decision'] as const;
const GRADES = ['MINOR', 'MAJOR', 'CRITICAL'];
const LONGEST = 4000;

function Texts({ d, changed, saved }: { d: WireDeviation; changed: (unsaved: boolean) => void; saved: () => void }) {
  const s = useStore();
  const [draft, set] = useState<Record<string, string>>({});
  const [said, say] = useState<string | null>(null);
  useEffect(() => { set({}); say(null); }, [d.number]);
  const may = d.allowed.includes('WRITE') && s.may('deviation');
  const different = Object.fromEntries(Object.entries(draft).filter(([k, v]) => v !== d[k as keyof WireDeviation])) as WireDeviationOrder;
  const dirty = Object.keys(different).length > 0;
  useEffect(() => changed(dirty), [dirty]);
  const save = async (e: Event) => {
    e.preventDefault();
    try {
      await api.writeDeviation(d.number, different);
      set({});
      say(t('dev.saved'));
      saved();
    } catch (error) {
      say(refusalText(error));
    }
  };
  return (
    <form class="pad col" onSubmit={(e) => void save(e)}>
      {TEXTS.map((k) => (
        <label key={k} class="fl"><span>{t(`dev.${k}` as Key)}{d.needs.includes(k) && !d[k] && <em class="dev-need"> · {t('dev.needed')}</em>}</span>
          {may ? <textarea class="field" rows={k === 'capa' ? 1 : 2} maxLength={LONGEST} data-testid={`dev-${k}`} value={draft[k] ?? d[k]} onInput={(e) => set({ ...draft, [k]: e.currentTarget.value })} /> : <p class="dev-text" data-testid={`dev-${k}`}>{d[k] || <span class="dim">—</span>}</p>}
        </label>
      ))}
      {may && <div class="dev-save"><button type="submit" class="btn" data-testid="dev-save" disabled={s.stale || !dirty}>{t('dev.save')}</button>{said && <em role="status">{said}</em>}</div>}
    </form>
  );
}

function Acts({ d, unsaved, done }: { d: WireDeviation; unsaved: boolean; done: () => void }) {
  const s = useStore();
  const [password, setPassword] = useState('');
  const [reason, setReason] = useState('');
  const [grade, setGrade] = useState(d.grade);
  const [said, say] = useState<string | null>(null);
  const { meaning, choice } = useMeanings();
  useEffect(() => { setGrade(d.grade); say(null); setReason(''); }, [d.number, d.grade]);
  const lacking = d.needs.filter((k) => !d[k as keyof WireDeviation]);
  const can = (act: string) => d.allowed.includes(act);
  const move = async (act: string, own: string, signs: boolean) => {
    try {
      await api.moveDeviation(d.number, act, { reason: reason.trim(), ...(act === 'classify' ? { grade } : {}), ...(signs ? { password, meaning: meaning(`deviation.${act}`, own) } : {}) });
      setReason('');
    } finally {
      setPassword('');
      done();
    }
  };
  const off = (permission: string, extra: string | null): string | null => (s.stale ? t('why.link') : !s.may(permission) ? t('why.role') : extra);
  const password_ = !password ? t('start.needPassword') : null;
  const missing = unsaved ? t('dev.unsaved') : lacking.length > 0 ? t('dev.needText', { what: lacking.map((k) => t(`dev.${k}` as Key)).join(', ') }) : null;
  const quiet = async (act: string) => {
    try { await move(act, '', false); say(null); } catch (error) { say(refusalText(error)); }
  };
  const signed = can('HAND_IN') || can('CLOSE') || can('REOPEN');
  return (
    <div class="pad col">
      {can('CLOSE') && <p>{t('dev.closedBy', { who: d.closedBy.map((r) => named('role', r)).join(', ') })}</p>}
      {(can('SEND_BACK') || can('REOPEN') || can('CLASSIFY')) && <label class="fl">{t('dev.reason')}<input class="field" data-testid="dev-reason" value={reason} maxLength={2000} onInput={(e) => setReason(e.currentTarget.value)} /></label>}
      {can('CLASSIFY') && s.may('closeDeviation') && <div class="dev-two"><label class="fl">{t('dev.class')}<select class="field" data-testid="dev-class" value={grade} onChange={(e) => setGrade(e.currentTarget.value)}>{GRADES.map((g) => <option key={g} value={g}>{t(`dev.${g}` as Key)}</option>)}</select></label>
        <button type="button" class="btn" data-testid="dev-classify" disabled={s.stale || grade === d.grade || !reason.trim()} onClick={() => void quiet('classify')}>{t('dev.classify')}</button></div>}
      {can('SEND_BACK') && s.may('closeDeviation') && <button type="button" class="btn" data-testid="dev-send-back" disabled={s.stale || !reason.trim()} onClick={() => void quiet('send-back')}>{t('dev.sendBack')}</button>}
      {said && <em role="alert">{said}</em>}
      {can('HAND_IN') && choice('deviation.hand-in')}
      {can('CLOSE') && choice('deviation.close')}
      {signed && <Secret label={t('start.password')} testid="dev-password" value={password} set={setPassword} />}
      {can('HAND_IN') && <HoldButton label={t('dev.handIn')} ms={1000} kind="primary" testid="dev-hand-in" off={off('deviation', missing ?? password_)} fire={() => move('hand-in', t('dev.handInMeaning'), true)} />}
      {can('CLOSE') && <HoldButton label={t('dev.close')} ms={1000} kind="primary" testid="dev-close" off={off('closeDeviation', missing ?? password_)} fire={() => move('close', t('dev.closeMeaning'), true)} />}
      {can('REOPEN') && <HoldButton label={t('dev.reopen')} ms={1000} testid="dev-reopen" off={off('closeDeviation', !reason.trim() ? t('dev.needReason') : password_)} fire={() => move('reopen', t('dev.reopenMeaning'), true)} />}
    </div>
  );
}

const shown = (field: string, value: string): string => (field === 'state' || field === 'class' ? named('dev', value) : field === 'due' ? date(value, locale()) : value);

function Life({ d }: { d: WireDeviation }) {
  return (
    <div tabIndex={0} class="scroll"><table data-testid="dev-life"><thead><tr><th class="r">#</th><th>{t('dev.when')}</th><th>{t('dev.who')}</th><th>{t('rec.text')}</th></tr></thead><tbody>
      {[...d.life].reverse().map((e) => (
        <tr key={e.number} data-testid="dev-entry"><td class="r num">{e.number}</td><td class="num nw">{dateTime(e.at, locale())}</td><td>{e.who === 'SYSTEM' ? t('dev.bySystem') : e.name}<small>{t(`dev.act.${e.act}` as Key)}</small></td>
          <td class="wrap">{e.reason && <p>{e.reason}</p>}{e.changes.map((c) => <p key={c.field}><b>{t(`dev.${c.field}` as Key)}</b> {c.before && <><s>{shown(c.field, c.before)}</s> → </>}{shown(c.field, c.after)}</p>)}</td></tr>
      ))}</tbody></table></div>
  );
}

function One({ d, done }: { d: WireDeviation; done: () => void }) {
  const [unsaved, setUnsaved] = useState(false);
  return (
    <div class="bt-main">
      <section class="panel titlebar"><h2 class="h1">{d.number}</h2><DeviationChips d={d} /><span class="sp" />{d.run && <a class="btn slim" href={`#/review/${encodeURIComponent(d.run)}`}>{d.run}</a>}</section>
      <div class="bt-low dev-top">
        <Panel title={t('dev.writeUp')}><Texts d={d} changed={setUnsaved} saved={done} /></Panel>
        <div class="dev-side">
          <Panel title={deviationWords(d)}><dl class="kv pad"><dt>{t('dev.opened')}</dt><dd class="num">{dateTime(d.openedAt, locale())}</dd><dt>{t('dev.who')}</dt><dd>{d.openedBy === 'SYSTEM' ? t('dev.bySystem') : d.openedBy}</dd><dt>{t('dev.due')}</dt><dd class="num">{date(d.due, locale())}</dd><dt>{t('dev.run')}</dt><dd class="mono">{d.run ?? t('dev.noRun')}</dd>{d.run && <><dt>{t('dev.items')}</dt><dd class="mono">{d.items.join(', ') || t('dev.allItems')}</dd></>}</dl></Panel>
          <Panel title={t('dev.review')}><Acts d={d} unsaved={unsaved} done={done} /></Panel>
        </div>
      </div>
      <Panel title={t('dev.life')}><Life d={d} /></Panel>
      <Panel title={t('sgn.names')}><div class="pad"><Signatures object={`deviation ${d.number}`} turn={d.life.length} /></div></Panel>
    </div>
  );
}

function New({ opened }: { opened: (number: string) => void }) {
  const s = useStore();
  const [run, setRun] = useState('');
  const [grade, setGrade] = useState('MINOR');
  const [description, setDescription] = useState('');
  const [action, setAction] = useState('');
  const [said, say] = useState<string | null>(null);
  const runs = usePolled(api.runs, 0, []).value ?? [];
  const open = async (e: Event) => {
    e.preventDefault();
    try {
      opened((await api.openDeviation({ ...(run ? { run } : {}), grade, description: description.trim(), immediateAction: action.trim() })).number);
    } catch (error) {
      say(refusalText(error));
    }
  };
  return (
    <Panel title={t('dev.new')}>
      <form class="pad col" onSubmit={(e) => void open(e)}>
        <div class="dev-two"><label class="fl">{t('dev.run')}<select class="field" data-testid="dev-new-run" value={run} onChange={(e) => setRun(e.currentTarget.value)}><option value="">{t('dev.noRun')}</option>{runs.slice(0, 50).map((r) => <option key={r.id} value={r.id}>{r.id}</option>)}</select></label>
          <label class="fl">{t('dev.class')}<select class="field" data-testid="dev-new-class" value={grade} onChange={(e) => setGrade(e.currentTarget.value)}>{GRADES.map((g) => <option key={g} value={g}>{t(`dev.${g}` as Key)}</option>)}</select></label></div>
        <label class="fl">{t('dev.description')}<textarea class="field" rows={4} maxLength={LONGEST} data-testid="dev-new-text" value={description} onInput={(e) => setDescription(e.currentTarget.value)} /></label>
        <label class="fl">{t('dev.immediateAction')}<textarea class="field" rows={2} maxLength={LONGEST} value={action} onInput={(e) => setAction(e.currentTarget.value)} /></label>
        {said && <em role="alert">{said}</em>}
        <button type="submit" class="btn primary" data-testid="dev-new-open" disabled={s.stale || !s.may('deviation') || !description.trim()}>{t('dev.new')}</button>
      </form>
    </Panel>
  );
}

export default function Deviations({ item }: { item?: string }) {
  const s = useStore();
  const [all, setAll] = useState(false);
  const [turn, again] = useState(0);
  const list = usePolled(() => api.deviations(!all), 5000, [all, turn]);
  const chosen = item ?? list.value?.[0]?.number ?? null;
  const { value: one, failed } = usePolled(() => (chosen && chosen !== 'new' ? api.deviation(chosen) : Promise.resolve(null)), 0, [chosen, turn]);
  const go = (number: string) => { location.hash = `#/deviations/${encodeURIComponent(number)}`; again(turn + 1); };
  return (
    <div class="bt">
      <h1 class="sr">{t('dev.title')}</h1>
      <Panel title={t('dev.list', { n: list.value?.length ?? '—' })} side={<button type="button" class="btn slim" aria-pressed={all} data-testid="dev-all" onClick={() => setAll(!all)}>{t(all ? 'dev.showOpen' : 'dev.showAll')}</button>}>
        <div tabIndex={0} class="scroll list">
          {list.failed && <p class="calm">{t('rc.failed', { why: list.failed })}</p>}
          {list.value?.length === 0 && <p class="calm">{t(all ? 'dev.noneAtAll' : 'dev.none')}</p>}
          {list.value?.map((d) => (
            <a key={d.number} href={`#/deviations/${encodeURIComponent(d.number)}`} class={`row${d.number === chosen ? ' sel' : ''}`} aria-current={d.number === chosen ? 'true' : undefined} data-testid={`dev-${d.number}`}>
              <b class="dev-row">{d.number} <DeviationChips d={d} /></b><small>{deviationWords(d)}</small><span class="num">{d.run ?? t('dev.noRun')} · {t('dev.due')} {date(d.due, locale())}</span>
            </a>
          ))}
        </div>
        {s.may('deviation') && <div class="pad"><a class="btn" href="#/deviations/new" data-testid="dev-new">{t('dev.new')}</a></div>}
      </Panel>
      {chosen === 'new' ? <div class="bt-main"><New opened={go} /></div> : failed ? <section class="panel"><p class="calm">{t('rc.failed', { why: failed })}</p></section> : one ? <One d={one} done={() => again(turn + 1)} /> : <section class="panel"><p class="calm">{t('dev.pick')}</p></section>}
    </div>
  );
}
