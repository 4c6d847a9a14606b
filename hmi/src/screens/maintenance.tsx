// Work on the tool: which interlocks must be tested, who has their hands in which module, and what was changed.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireModule, WireProofRow, WireProofTest, WireToolWork } from '../api/wire';
import { counted, dueList, emptyDraft, isOver, orderOfDraft, STAGES, stageOf, wanted } from '../model/maintenance';
import { usePolled, useStore, type Store } from '../model/store';
import { fixed } from '../format/number';
import { date, dateTime } from '../format/time';
import { locale, named, t, type Key } from '../format/words';
import { HoldButton, refusalText } from '../widgets/hold-button';
import { Padlock } from '../widgets/icons';
import { Secret, useMeanings } from '../widgets/signing';
import { Signatures } from '../widgets/signatures';
import { Panel } from '../widgets/panel';

const TABS = ['proofs', 'locks', 'work'] as const;
type Tab = (typeof TABS)[number];
const seconds = (s: number | null | undefined): string => (s === null || s === undefined ? '—' : `${fixed(s, 2)} s`);

/** What was read last stays while it is asked for anew. */
function useKept<T>(value: T | null): T | null {
  const last = useRef<T | null>(null);
  last.current = value ?? last.current;
  return last.current;
}

function Standing({ row }: { row: WireProofRow }) {
  const bad = row.standing === 'FAILED' || row.standing === 'OVERDUE';
  return <span class={`chip-tag tiny${bad ? ' inv' : row.standing === 'DUE_SOON' ? ' dashed' : ''}`}>{bad ? '! ' : ''}{named('mt.standing', row.standing)}</span>;
}

function ProofList({ rows, chosen, choose }: { rows: WireProofRow[]; chosen: string | null; choose: (cause: string) => void }) {
  const [all, setAll] = useState(false);
  const listed = dueList(rows);
  const due = listed.filter(wanted);
  const shown = all || due.length === 0 ? listed : due;
  return (
    <Panel title={all || due.length === 0 ? t('mt.allRows', { n: rows.length }) : t('mt.dueList', { n: due.length })}
      side={due.length > 0 && <button type="button" class="btn slim" data-testid="mt-all" aria-pressed={all} onClick={() => setAll(!all)}>{all ? t('mt.showDue') : t('mt.showAll')}</button>}>
      <div class="scroll" tabIndex={0}>
        <table class="mt-rows"><thead><tr><th>{t('mt.cause')}</th><th>{t('mt.standing')}</th><th>{t('mt.last')}</th><th>{t('mt.due')}</th><th>{t('mt.how')}</th></tr></thead>
          <tbody>{shown.map((r) => (
            <tr key={r.cause} class={r.cause === chosen ? 'sel' : ''} data-testid={`proof-${r.cause}`} data-standing={r.standing}>
              <td><button type="button" class="linkish" aria-pressed={r.cause === chosen} onClick={() => choose(r.cause)}><b>{r.title}</b><small class="mono">{r.cause} · {r.hazard}</small></button></td>
              <td><Standing row={r} /></td>
              <td>{r.last ? <>{named('mt.result', r.last.result)}<small>{date(r.last.at, locale())} · {r.last.name || r.last.who}</small></> : <span class="dim">{t('mt.never')}</span>}</td>
              <td class="num nw">{r.dueAt ? date(r.dueAt, locale()) : r.overdue ? t('mt.now') : <span class="dim">{t('mt.shipped')}</span>}<small>{t('mt.every', { n: r.intervalDays })}</small></td>
              <td>{r.running ? <b>{t('mt.running')}</b> : r.guided ? t('mt.guided') : t('mt.byHand')}</td>
            </tr>
          ))}</tbody></table>
      </div>
    </Panel>
  );
}

/** A guided test, step by step, while it is on and afterwards. */
function Guided({ test, s }: { test: WireProofTest; s: Store }) {
  const at = stageOf(test);
  const over = isOver(test);
  return (
    <div class="col" data-testid="proof-test" data-state={test.state}>
      <ol class="mt-stages" aria-label={t('mt.steps')}>{STAGES.map((stage, i) => <li key={stage} class={i < at || test.state === 'PASSED' ? 'done' : i === at ? 'now' : ''} aria-current={i === at ? 'step' : undefined}>{i < at ? '✓ ' : ''}{named('mt.stage', stage)}</li>)}</ol>
      <p role="status"><b class={`chip-tag${test.state === 'FAILED' ? ' inv' : ''}`}>{test.state === 'FAILED' ? '! ' : test.state === 'PASSED' ? '✓ ' : ''}{named('mt.state', test.state)}</b> {test.why}</p>
      <dl class="facts mt-facts"><div><dt>{t('mt.trippedAfter')}</dt><dd>{seconds(test.trippedAfterS)}</dd></div><div><dt>{t('mt.allowed')}</dt><dd>{seconds(test.allowedS)}</dd></div><div><dt>{t('mt.firstOut')}</dt><dd class="mono">{(test.firstOut ?? []).join(', ') || '—'}</dd></div></dl>
      <table><thead><tr><th>{t('mt.effect')}</th><th class="r">{t('mt.dueBy')}</th><th class="r">{t('mt.tripped')}</th><th class="r">{t('mt.safe')}</th></tr></thead>
        <tbody>{(test.effects ?? []).map((e) => <tr key={e.effect}><td class="mono">{e.effect}</td><td class="r num nw">{seconds(e.dueS)}</td><td class="r num nw">{seconds(e.trippedAfterS)}</td><td class="r num nw">{seconds(e.safeAfterS)}</td></tr>)}</tbody></table>
      <ol class="mt-log" aria-live="polite">{(test.steps ?? []).map((step, i) => <li key={i}><span class="num">{fixed(step.atS, 1)} s</span> {step.what}</li>)}</ol>
      {!over && s.may('proofTest') && <HoldButton label={t('mt.stop')} ms={500} testid="proof-stop" fire={() => api.stopProofTest(test.id, t('mt.stopReason'))} />}
    </div>
  );
}

function StartGuided({ row, s, begun }: { row: WireProofRow; s: Store; begun: (id: string) => void }) {
  const [password, setPassword] = useState('');
  const { meaning, choice } = useMeanings();
  const off = s.stale ? t('why.link') : !s.may('proofTest') ? t('why.role') : !password ? t('cal.needPassword') : null;
  const fire = async () => {
    try { begun((await api.proofTest({ cause: row.cause, kind: 'GUIDED', signature: { password, meaning: meaning('interlocks.proof-test.guided', t('mt.guidedMeaning', { cause: row.cause })) } })).id); } finally { setPassword(''); }
  };
  return (
    <div class="col">
      <p>{t('mt.guidedHelp')}</p>
      {row.leavesOut && <p class="cal-flag">{t('mt.leavesOut')} {row.leavesOut}</p>}
      {choice('interlocks.proof-test.guided')}
      <div class="cal-two"><Secret label={t('cal.password')} testid="proof-password" value={password} set={setPassword} />
        <HoldButton label={t('mt.start')} ms={1000} kind="primary" testid="proof-start" off={off} fire={fire} /></div>
    </div>
  );
}

function ByHand({ row, s, done }: { row: WireProofRow; s: Store; done: (id: string) => void }) {
  const [d, set] = useState(() => emptyDraft(row.valueUnit ?? null));
  const [said, say] = useState<string | null>(null);
  const { meaning, choice } = useMeanings();
  const order = orderOfDraft(row, d, meaning('interlocks.proof-test.recorded', t('mt.recordMeaning', { cause: row.cause })));
  const may = s.may('proofTest');
  const field = (key: 'method' | 'instrument' | 'asFound' | 'asLeft' | 'unit' | 'reaction' | 'comment', title: string, decimal = false) => (
    <label class="fl">{title}<input class="field" data-testid={`hand-${key}`} value={d[key]} inputMode={decimal ? 'decimal' : undefined} maxLength={500} autocomplete="off" disabled={!may} onInput={(e) => set({ ...d, [key]: e.currentTarget.value })} /></label>
  );
  const save = async (e: Event) => {
    e.preventDefault();
    if (!order) return;
    try {
      const { id } = await api.proofTest(order);
      set(emptyDraft(row.valueUnit ?? null));
      say(t('cal.saved'));
      done(id);
    } catch (error) {
      say(refusalText(error));
    }
  };
  return (
    <form class="col" onSubmit={(e) => void save(e)} data-testid="hand-form">
      {row.byHand && <p class="cal-flag">{row.byHand}</p>}
      {field('method', t('mt.method'))}
      <div class="cal-two">{field('instrument', t('mt.instrument'))}{field('reaction', t('mt.reaction'), true)}</div>
      {row.valueUnit != null && <div class="mt-three">{field('asFound', t('mt.asFound'), true)}{field('asLeft', t('mt.asLeft'), true)}{field('unit', t('mt.unit'))}</div>}
      <fieldset class="mt-result" disabled={!may}><legend>{t('mt.resultFound')}</legend>{(['PASS', 'FAIL'] as const).map((r) => <label key={r} class="cb"><input type="radio" name="proof-result" data-testid={`hand-${r}`} checked={d.result === r} onChange={() => set({ ...d, result: r })} /><span>{named('mt.result', r)}</span></label>)}</fieldset>
      {d.result === 'FAIL' && <p class="cal-flag">{t('mt.failHelp')}</p>}
      <div class="cal-two">{field('comment', t('cal.comment'))}<Secret label={t('cal.password')} testid="hand-password" value={d.password} set={(password) => set({ ...d, password })} disabled={!may} /></div>
      {choice('interlocks.proof-test.recorded')}
      {said && <p role="alert" data-testid="hand-said"><b>{said}</b></p>}
      <button type="submit" class="btn primary" data-testid="hand-save" disabled={!order || !may || s.stale}>{may ? t('mt.record') : t('why.role')}</button>
    </form>
  );
}

function Proof({ row, s, again }: { row: WireProofRow; s: Store; again: () => void }) {
  const [id, setId] = useState<string | null>(row.running ?? row.last?.id ?? null);
  const [form, setForm] = useState<'guided' | 'hand'>(row.guided ? 'guided' : 'hand');
  const shownId = row.running ?? id;
  const fast = row.running !== null && row.running !== undefined || id !== null && id !== row.last?.id;
  const test = useKept(usePolled(async () => (shownId ? api.findProofTest(shownId) : null), fast ? 500 : 0, [shownId, fast]).value);
  const begun = (started: string) => { setId(started); again(); };
  const over = test && isOver(test);
  useEffect(() => { if (over) again(); }, [over, test?.id]);
  return (
    <>
      <Panel title={row.title} side={<Standing row={row} />} cls="fit">
        <div class="pad col"><p class="mono dim">{row.cause} · {row.hazard} · {row.layer}</p><p>{t('mt.trips')} <b>{row.limit}</b></p></div>
      </Panel>
      {test && test.id === shownId && <Panel title={test.kind === 'GUIDED' ? t('mt.guidedTest') : t('mt.recordedTest')} side={<span class="dim">{dateTime(test.performedAt, locale())} · {test.name || test.who}</span>}>
        <div class="pad col scroll" tabIndex={0}>{test.kind === 'GUIDED' ? <Guided test={test} s={s} /> : (
          <dl class="facts mt-facts"><div><dt>{t('mt.resultFound')}</dt><dd>{named('mt.result', test.result ?? '')}</dd></div><div><dt>{t('mt.asFound')}</dt><dd>{test.asFoundValue ?? '—'} {test.asFoundValue != null && test.valueUnit}</dd></div><div><dt>{t('mt.asLeft')}</dt><dd>{test.asLeftValue ?? '—'} {test.asLeftValue != null && test.valueUnit}</dd></div><div><dt>{t('mt.reaction')}</dt><dd>{seconds(test.reactionS)}</dd></div><div><dt>{t('mt.method')}</dt><dd class="words">{test.method}</dd></div><div><dt>{t('mt.instrument')}</dt><dd class="words">{test.instrument}</dd></div></dl>)}<Signatures object={`proof-test ${test.id}`} /></div>
      </Panel>}
      {(!test || over) && <Panel title={t('mt.newTest')} side={row.guided && <span class="tabs mt-forms">{(['guided', 'hand'] as const).map((f) => <button key={f} type="button" class={form === f ? 'on' : ''} aria-pressed={form === f} data-testid={`form-${f}`} onClick={() => setForm(f)}>{f === 'guided' ? t('mt.guided') : t('mt.byHand')}</button>)}</span>}>
        <div class="pad col scroll" tabIndex={0}>{form === 'guided' ? <StartGuided row={row} s={s} begun={begun} /> : <ByHand key={row.cause} row={row} s={s} done={begun} />}</div>
      </Panel>}
    </>
  );
}

function Locks({ s }: { s: Store }) {
  const modules = useKept(usePolled(api.modules, 0, []).value) ?? [];
  const [module, setModule] = useState('');
  const [reason, setReason] = useState('');
  const me = s.session.kind === 'in' ? s.session.me.user : '';
  const may = s.may('maintenanceLock');
  const off = s.stale ? t('why.link') : !may ? t('why.role') : !module ? t('mt.needModule') : !reason.trim() ? t('cal.needComment') : null;
  const chosen = modules.find((m: WireModule) => m.module === module);
  return (
    <div class="mt-two">
      <Panel title={t('mt.held', { n: s.live.locks.length })}>
        <div class="pad col scroll" tabIndex={0}>
          {s.live.locks.length === 0 && <p class="calm">{t('mt.noLocks')}</p>}
          {s.live.locks.map((lock) => {
            const back = modules.find((m) => m.module === lock.module);
            const last = s.live.locks.filter((l) => l.module === lock.module).length === 1;
            return (
              <article key={lock.id} class="mt-lock" data-testid={`lock-${lock.module}`}>
                <header><Padlock /><b>{lock.title}</b><span class="sp" /><span class="dim num">{dateTime(lock.since, locale())}</span></header>
                <p><b>{lock.name}</b> · {lock.reason}</p>
                {lock.holder !== me ? <p class="quiet">{t('mt.theirs', { name: lock.name })}</p> : (
                  <>{last && back && back.idle.length > 0 && <p class="quiet">{t('mt.onRelease', { what: back.idle.join(', ') })}</p>}
                    <HoldButton label={t('mt.release')} ms={1000} testid={`release-${lock.module}`} off={s.stale ? t('why.link') : !may ? t('why.role') : null} fire={() => api.releaseLock(lock.id, t('mt.releaseReason'))} /></>)}
              </article>
            );
          })}
        </div>
      </Panel>
      <Panel title={t('mt.newLock')}>
        <div class="pad col scroll">
          <p>{t('mt.lockHelp')}</p>
          <p class="cal-flag">{t('mt.lockWarn')}</p>
          <label class="fl">{t('mt.module')}<select class="field" data-testid="lock-module" value={module} disabled={!may} onChange={(e) => setModule(e.currentTarget.value)}><option value="">—</option>{modules.map((m) => <option key={m.module} value={m.module} disabled={!m.lockable}>{m.title}{m.lockable ? '' : ` — ${t('mt.notLockable')}`}</option>)}</select></label>
          {chosen && chosen.idle.length > 0 && <p class="quiet">{t('mt.onRelease', { what: chosen.idle.join(', ') })}</p>}
          <label class="fl">{t('mt.reason')}<input class="field" maxLength={500} data-testid="lock-reason" value={reason} disabled={!may} onInput={(e) => setReason(e.currentTarget.value)} /></label>
          <HoldButton label={t('mt.lock')} ms={1000} kind="primary" icon={<Padlock />} testid="lock-take" off={off} fire={async () => { await api.takeLock(module, reason.trim()); setReason(''); setModule(''); }} />
        </div>
      </Panel>
    </div>
  );
}

const KINDS = ['TARGET_CHANGE', 'SHIELD_CHANGE', 'WET_CLEAN', 'HOLDER_CHANGE', 'LONG_VENT', 'CRYSTAL_CHANGE'];
const NO_WORK = { kind: '', asset: '', oldSerial: '', newSerial: '', eroded: '', comment: '', password: '' };

function Work({ s }: { s: Store }) {
  const [turn, again] = useState(0);
  const past: WireToolWork[] = useKept(usePolled(api.toolWork, 10000, [turn]).value) ?? [];
  const [d, set] = useState(NO_WORK);
  const [said, say] = useState<string | null>(null);
  const { meaning, choice } = useMeanings();
  const may = s.may('toolWork');
  const eroded = d.eroded.trim() === '' ? 0 : Number(d.eroded);
  const ready = d.kind && d.password && Number.isFinite(eroded);
  const field = (key: 'asset' | 'oldSerial' | 'newSerial' | 'eroded' | 'comment', title: string) => <label class="fl">{title}<input class="field" data-testid={`work-${key}`} value={d[key]} disabled={!may} autocomplete="off" maxLength={120} inputMode={key === 'eroded' ? 'decimal' : undefined} onInput={(e) => set({ ...d, [key]: e.currentTarget.value })} /></label>;
  const save = async (e: Event) => {
    e.preventDefault();
    try {
      await api.worked({ kind: d.kind, asset: d.asset.trim(), oldSerial: d.oldSerial.trim(), newSerial: d.newSerial.trim(), erodedPercent: eroded, comment: d.comment.trim(), signature: { password: d.password, meaning: meaning(`equipment.${d.kind.toLowerCase()}`, t('mt.workMeaning', { kind: named('mt.kind', d.kind) })) } });
      set(NO_WORK);
      say(t('cal.saved'));
      again((n) => n + 1);
    } catch (error) {
      say(refusalText(error));
    }
  };
  return (
    <div class="mt-two">
      <Panel title={t('mt.history', { n: past.length })}>
        <div class="scroll" tabIndex={0}>{past.length === 0 ? <p class="calm">{t('mt.noWork')}</p> : <table><thead><tr><th>{t('mt.when')}</th><th>{t('mt.what')}</th><th>{t('mt.serials')}</th><th>{t('cal.by')}</th></tr></thead>
          <tbody>{past.map((w, i) => <tr key={`${w.at}${i}`} data-testid="work-row"><td class="nw num">{dateTime(w.at, locale())}</td><td><b>{named('mt.kind', w.kind)}</b><small>{w.asset}</small></td><td class="mono">{w.oldSerial || '—'} → {w.newSerial || '—'}</td><td>{w.who}<small>{w.comment}</small></td></tr>)}</tbody></table>}</div>
      </Panel>
      <Panel title={t('mt.newWork')}>
        <form class="pad col scroll" onSubmit={(e) => void save(e)}>
          <label class="fl">{t('mt.what')}<select class="field" data-testid="work-kind" value={d.kind} disabled={!may} onChange={(e) => set({ ...d, kind: e.currentTarget.value })}><option value="">—</option>{KINDS.map((k) => <option key={k} value={k}>{named('mt.kind', k)}</option>)}</select></label>
          {d.kind === 'TARGET_CHANGE' && <p class="cal-flag">{t('mt.targetHelp')}</p>}
          {field('asset', t('mt.asset'))}
          <div class="cal-two">{field('oldSerial', t('mt.oldSerial'))}{field('newSerial', t('mt.newSerial'))}</div>
          {d.kind === 'TARGET_CHANGE' && field('eroded', t('mt.eroded'))}
          {field('comment', t('cal.comment'))}
          {d.kind && choice(`equipment.${d.kind.toLowerCase()}`)}
          <Secret label={t('cal.password')} testid="work-password" value={d.password} set={(password) => set({ ...d, password })} disabled={!may} />
          {said && <p role="alert" data-testid="work-said"><b>{said}</b></p>}
          <button type="submit" class="btn primary" data-testid="work-save" disabled={!ready || !may || s.stale}>{may ? t('mt.writeDown') : t('why.role')}</button>
        </form>
      </Panel>
    </div>
  );
}

export default function Maintenance({ item }: { item?: string }) {
  const s = useStore();
  const tab: Tab = TABS.includes(item as Tab) ? (item as Tab) : 'proofs';
  const [turn, again] = useState(0);
  const [chosen, choose] = useState<string | null>(null);
  const { value, failed } = usePolled(api.proofTests, 3000, [turn, s.live.proofTest ?? '']);
  const rows = useKept(value);
  if (!rows) return <section class="panel"><p class="calm">{failed ? t('rc.failed', { why: failed }) : t('page.loading')}</p></section>;
  const n = counted(rows);
  const row = rows.find((r) => r.cause === (chosen ?? s.live.proofTest)) ?? dueList(rows)[0];
  return (
    <div class="mt">
      <section class="panel titlebar"><h1>{t('nav.maintenance')}</h1>
        <nav class="tabs" aria-label={t('nav.maintenance')}>{TABS.map((x) => <a key={x} href={`#/maintenance/${x}`} class={x === tab ? 'on' : ''} aria-current={x === tab ? 'page' : undefined} data-testid={`mt-tab-${x}`}>{t(`mt.tab.${x}` as Key)}</a>)}</nav>
        <span class="sp" />
        {n.overdue > 0 && <b class="chip-tag inv" role="status" data-testid="mt-overdue">! {t('mt.overdueN', { n: n.overdue })}</b>}
        <span class="dim nw">{t('mt.soonN', { n: n.soon })}</span></section>
      {tab === 'proofs' ? (
        <div class="mt-proofs"><ProofList rows={rows} chosen={row?.cause ?? null} choose={choose} /><div class="mt-side">{row && <Proof key={row.cause} row={row} s={s} again={() => again((x) => x + 1)} />}</div></div>
      ) : tab === 'locks' ? <Locks s={s} /> : <Work s={s} />}
    </div>
  );
}
