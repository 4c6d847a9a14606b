// Cells: what their tests say, testers' files and where they belong, the channel board, lives by arm, and the film run to run.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireFileVerdict, WireMount, WireSpc, WireSurvival, WireSurvivalArm, WireTestCycle, WireTestFile, WireTestResults } from '../api/wire';
import { axisOf, band, shareAt, spcValues, staircase, voltages } from '../model/cells';
import { usePolled, useStore } from '../model/store';
import { exact, fixed, quantity, scale, THIN } from '../format/number';
import { dateTime } from '../format/time';
import { locale, named, t, type Key } from '../format/words';
import { Chart } from '../widgets/chart';
import { refusalText } from '../widgets/hold-button';
import { Panel } from '../widgets/panel';

const TABS = ['tests', 'inbox', 'board', 'survival', 'spc'] as const;
type Tab = (typeof TABS)[number];
const CURVE_POINTS = 1200;
const PENS = ['cl1', 'cl2', 'cl3', 'cl4'];

function Tabs({ at }: { at: Tab }) {
  return (
    <nav class="tabs" aria-label={t('cl.views')}>
      {TABS.map((tab) => <a key={tab} href={`#/cells/${tab}`} class={tab === at ? 'on' : ''} aria-current={tab === at ? 'page' : undefined} data-testid={`cl-${tab}`}>{t(`cl.${tab}` as Key)}</a>)}
    </nav>
  );
}

const Demo = () => <span class="chip-tag dashed" data-testid="cl-demo">{t('cl.demo')}</span>;
const Calm = ({ text }: { text: string }) => <p class="calm">{text}</p>;
const dash = (v: number | null | undefined, digits: number): string => (v === null || v === undefined ? '—' : fixed(v, digits));

// ---------------------------------------------------------------- tests

/** A number's name ends with its unit; the longer ones come first. */
const UNITS: [string, string][] = [['_mAh_cm2', 'mAh/cm²'], ['_mA_cm2', 'mA/cm²'], ['_ohm_cm2', 'Ω cm²'], ['_mAh_g', 'mAh/g'], ['_A_g', 'A/g'], ['_kJ_mol', 'kJ/mol'], ['_ohm', 'Ω'], ['_mV', 'mV'], ['_pct', '%'], ['_V', 'V'], ['_h', 'h'], ['_s', 's']];
function valueText(name: string, value: number): string {
  const [end, unit] = UNITS.find(([one]) => name.endsWith(one)) ?? ['', ''];
  const label = name.slice(0, name.length - end.length).replaceAll('_', ' ');
  return `${label} ${Number.isInteger(value) ? fixed(value, 0) : quantity(value, '')}${unit ? THIN + unit : ''}`;
}

function Results({ r, done }: { r: WireTestResults; done: () => void }) {
  const s = useStore();
  const [said, say] = useState<string | null>(null);
  const see = async (id: string) => {
    try { await api.seenResult(r.test, id); say(null); done(); } catch (error) { say(refusalText(error)); }
  };
  return (
    <Panel title={t('cl.results')}>
      <div class="scroll" tabIndex={0}><table data-testid="cl-results"><thead><tr><th>{t('cl.quantity')}</th><th>{t('cl.value')}</th><th>{t('cl.method')}</th></tr></thead><tbody>
        {r.results.map((one, i) => (
          <tr key={i}><td>{one.quantity}<small>{one.formula}</small></td>
            <td class="wrap">{one.verdict && <b>{named('cl.v', one.verdict)} </b>}{one.undefined ? <span class="dim">{t('cl.undefined', { why: one.undefined })}</span> : Object.entries(one.values).map(([k, v]) => <div key={k} class="num">{valueText(k, v)}</div>)}{one.flags.map((f) => <span key={f} class="chip-tag tiny dashed">{f}</span>)}</td>
            <td class="mono">{one.method}</td></tr>
        ))}
        {r.typed.map((one) => (
          <tr key={one.id}><td>{one.quantity}<small>{t('cl.typed')} · {one.instrument} · {one.enteredBy}</small></td>
            <td><span class="num">{exact(one.number)}</span> {one.verdict && named('cl.v', one.verdict)} {one.late && <span class="chip-tag tiny dashed">{t('cl.late')}</span>}</td>
            <td>{one.counts ? t('cl.counts', { who: one.seenBy ?? '' }) : <><small>{t('cl.notYet')}</small>{s.may('genealogy') && <button type="button" class="btn slim" disabled={s.stale} onClick={() => void see(one.id)}>{t('cl.see')}</button>}</>}</td></tr>
        ))}
      </tbody></table></div>
      {said && <p class="pad" role="alert">{said}</p>}
    </Panel>
  );
}

function CycleChart({ cycles }: { cycles: WireTestCycle[] }) {
  const ce = cycles.filter((c) => c.ce !== null && c.ce !== undefined);
  const shown = ce.length > 0 ? ce.map((c) => ({ t: c.endS / 3600, v: c.ce! })) : cycles.map((c) => ({ t: c.endS / 3600, v: c.meanMv }));
  const title = t(ce.length > 0 ? 'cl.perCycleCe' : 'cl.perCycle');
  return (
    <Panel title={title}>
      <div class="cl-chart low"><Chart label={title} x={scale(0, Math.max(...shown.map((p) => p.t), 1e-6), 8)} y={axisOf(shown.map((p) => p.v), 4)} lines={[{ points: shown, cls: 'cl1' }]} /></div>
    </Panel>
  );
}

function OneTest({ test }: { test: string }) {
  const [turn, again] = useState(0);
  const { value: r, failed } = usePolled(() => api.testResults(test), 0, [test, turn]);
  const curve = usePolled(() => api.testCurve(test, CURVE_POINTS), 0, [test]).value;
  const cycles = usePolled(() => api.testCycles(test), 0, [test]).value;
  if (failed) return <section class="panel"><Calm text={t('rc.failed', { why: failed })} /></section>;
  if (!r) return <section class="panel"><Calm text={t('page.loading')} /></section>;
  const area = curve ? voltages(curve) : [];
  const hours = area.length > 0 ? area[area.length - 1]!.t : 0;
  const volts = area.flatMap((p) => [p.low, p.high]);
  const ratio = (v: number | null | undefined) => (v === null || v === undefined ? '—' : exact(v));
  return (
    <div class="cl-main">
      <section class="panel titlebar"><h2 class="h1 mono">{r.test}</h2><span class="chip-tag">{named('cl', r.cellType)}</span><span class="chip-tag">{named('cl.arm', r.arm)}</span><span class="sp" />{r.demonstration && <Demo />}</section>
      <Panel title={t('cl.curve')}>
        {area.length === 0 ? <Calm text={t('cl.noData')} /> : (
          <div class="cl-chart"><Chart label={t('cl.curveLabel', { low: fixed(Math.min(...volts), 3), high: fixed(Math.max(...volts), 3), h: fixed(hours, 1) })}
            x={{ ...scale(0, hours || 1, 8), text: (v) => `${exact(v)} h` }} y={{ ...axisOf(volts), text: (v) => `${exact(Number(v.toPrecision(6)))} V` }}
            {...(curve?.exact ? { lines: [{ points: area.filter((_, i) => i % 2 === 0).map((p) => ({ t: p.t, v: p.low })), cls: 'cl1' }] } : { areas: [{ points: area, cls: 'cl-v' }] })} /></div>
        )}
      </Panel>
      {cycles && cycles.length > 1 && <CycleChart cycles={cycles} />}
      <div class="cl-two cl-aside">
        <Results r={r} done={() => again(turn + 1)} />
        <Panel title={t('cl.files')}>
          <dl class="kv pad"><dt>{t('cl.cell')}</dt><dd class="mono">{r.cell}</dd><dt>{t('cl.protocol')}</dt><dd>{r.protocol}</dd><dt>{t('cl.plan')}</dt><dd>{t('cl.protocolIs', { j: ratio(r.currentMaCm2), q: ratio(r.capacityMahCm2) })}</dd><dt>{t('cl.area')}</dt><dd>{r.areaCm2 ? `${fixed(r.areaCm2, 3)}${THIN}cm²` : '—'}</dd></dl>
          <div class="pad"><ul class="mt-log">{r.files.map((f) => <li key={f.sha256}><b>{f.name}</b><br /><span class="dim">{f.format} · {f.parser} · {t('cl.records')} {f.records}</span><br /><span class="mono dim" title={f.sha256}>{f.sha256.slice(0, 16)}…</span></li>)}</ul></div>
        </Panel>
      </div>
    </div>
  );
}

function Tests({ chosen }: { chosen: string | null }) {
  const { value: tests, failed } = usePolled(api.tests, 0, []);
  const at = chosen ?? tests?.[0]?.id ?? null;
  return (
    <div class="cl-two fill">
      <Panel title={t('cl.testList', { n: tests?.length ?? '—' })}>
        <div class="scroll list" tabIndex={0}>
          {failed && <Calm text={t('rc.failed', { why: failed })} />}
          {tests?.length === 0 && <Calm text={t('cl.noTests')} />}
          {tests?.map((one) => (
            <a key={one.id} href={`#/cells/${encodeURIComponent(one.id)}`} class={`row${one.id === at ? ' sel' : ''}`} aria-current={one.id === at ? 'true' : undefined} data-testid={`cl-${one.id}`}>
              <b class="mono">{one.id}</b><small>{String(one.facts.protocol ?? '')}</small><span class="num">{dateTime(one.at, locale())}</span>
            </a>
          ))}
        </div>
      </Panel>
      {at ? <OneTest key={at} test={at} /> : <section class="panel"><Calm text={t('cl.pick')} /></section>}
    </div>
  );
}

// ---------------------------------------------------------------- inbox

function stateText(f: { state: string; progressRecords?: number | null }): string {
  return t(`cl.s.${f.state}` as Key, { n: f.progressRecords ?? 0 });
}

const waitsText = (waits: string | null | undefined): string => (waits ? named('cl.w', waits.split(':')[0]!) : '');

function HandIn({ done }: { done: () => void }) {
  const s = useStore();
  const [files, setFiles] = useState<File[]>([]);
  const [test, setTest] = useState('');
  const [verdicts, setVerdicts] = useState<WireFileVerdict[]>([]);
  const [said, say] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const choose = (list: FileList | null | undefined) => { setFiles([...(list ?? [])]); setVerdicts([]); say(null); };
  const go = async (dryRun: boolean) => {
    setBusy(true);
    say(t('cl.taking'));
    try {
      const answer = await api.handIn(files, test.trim(), dryRun);
      setVerdicts(answer.files ?? []);
      say(dryRun ? null : t('cl.taken', { n: answer.files?.length ?? 1 }));
      if (!dryRun) { setFiles([]); done(); }
    } catch (error) {
      say(refusalText(error));
      if (!dryRun) done();
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="pad col">
      <label class={`cl-drop${over ? ' over' : ''}`} onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={(e) => { e.preventDefault(); setOver(false); choose(e.dataTransfer?.files); }}>
        <span>{t('cl.drop')}</span>
        <input type="file" multiple data-testid="cl-files" onChange={(e) => choose(e.currentTarget.files)} />
        {files.length > 0 && <b>{files.map((f) => f.name).join(', ')}</b>}
      </label>
      <label class="fl">{t('cl.ofTest')}<input class="field mono" data-testid="cl-of" value={test} maxLength={60} onInput={(e) => setTest(e.currentTarget.value)} /></label>
      <div class="dev-save">
        <button type="button" class="btn" data-testid="cl-look" disabled={s.stale || busy || files.length === 0 || !s.may('genealogy')} onClick={() => void go(true)}>{t('cl.look')}</button>
        <button type="button" class="btn primary" data-testid="cl-take" disabled={s.stale || busy || files.length === 0 || !s.may('genealogy')} onClick={() => void go(false)}>{t('cl.take')}</button>
        {said && <em role="status">{said}</em>}
      </div>
      {verdicts.length > 0 && (
        <table data-testid="cl-verdicts"><thead><tr><th>{t('cl.file')}</th><th>{t('cl.what')}</th><th>{t('cl.verdict')}</th></tr></thead><tbody>
          {verdicts.map((v, i) => <tr key={i}><td class="wrap">{v.name}</td><td>{v.format ?? '—'}<small>{t('cl.records')} {v.records}</small></td><td class="wrap">{v.reason ?? (v.test ? t('cl.wouldLink', { test: v.test }) : v.waits ? waitsText(v.waits) : stateText(v))}{v.known && <small>{t('cl.known')}</small>}</td></tr>)}
        </tbody></table>
      )}
    </div>
  );
}

function Where({ f, done }: { f: WireTestFile; done: () => void }) {
  const s = useStore();
  const [test, setTest] = useState(f.candidates.find((c) => c.test)?.test ?? '');
  const [reason, setReason] = useState('');
  const [said, say] = useState<string | null>(null);
  const act = async (work: () => Promise<unknown>) => {
    try { await work(); say(null); setReason(''); done(); } catch (error) { say(refusalText(error)); }
  };
  const off = s.stale || !s.may('genealogy') || !reason.trim();
  return (
    <div class="pad col">
      <b class="wrap">{f.name}</b>
      <dl class="kv"><dt>{t('cl.what')}</dt><dd>{f.format ?? '—'}</dd><dt>{t('cl.records')}</dt><dd class="num">{f.records}</dd><dt>{t('cl.since')}</dt><dd class="num">{f.firstTime ?? '—'}</dd><dt>{t('cl.until')}</dt><dd class="num">{f.lastTime ?? '—'}</dd></dl>
      {f.reason && <p role="alert">{f.reason}</p>}
      {f.warnings.slice(0, 5).map((w, i) => <p key={i} class="dim">{w.code}: {w.message}</p>)}
      {f.test && <p>{t('cl.wouldLink', { test: f.test })} · {t('cl.sure', { p: fixed((f.confidence ?? 0) * 100, 0), why: f.evidence ?? '' })}</p>}
      {f.waits && <p><b>{waitsText(f.waits)}</b></p>}
      {f.candidates.map((c, i) => <button key={i} type="button" class="btn slim" disabled={!c.test} onClick={() => setTest(c.test ?? '')}>{c.test ?? c.cell} · {t(`cl.how.${c.how}` as Key)}</button>)}
      {f.state === 'READ' && !f.test && <label class="fl">{t('cl.link')}<input class="field mono" data-testid="cl-link-test" value={test} maxLength={60} onInput={(e) => setTest(e.currentTarget.value)} /></label>}
      {f.state === 'READ' && <label class="fl">{t('cl.reason')}<input class="field" data-testid="cl-link-why" value={reason} maxLength={500} onInput={(e) => setReason(e.currentTarget.value)} /></label>}
      {f.state === 'READ' && (f.test
        ? <button type="button" class="btn" data-testid="cl-unlink" disabled={off} onClick={() => void act(() => api.unlinkFile(f.id, reason.trim()))}>{t('cl.unlink')}</button>
        : <button type="button" class="btn primary" data-testid="cl-link" disabled={off || !test.trim()} onClick={() => void act(() => api.linkFile(f.id, test.trim(), reason.trim()))}>{t('cl.link')}</button>)}
      {said && <em role="alert">{said}</em>}
    </div>
  );
}

function Inbox() {
  const [all, setAll] = useState(false);
  const [turn, again] = useState(0);
  const [chosen, choose] = useState<string | null>(null);
  const { value: files, failed } = usePolled(() => api.testFiles(!all), 4000, [all, turn]);
  const file = files?.find((f) => f.id === chosen) ?? null;
  return (
    <div class="cl-two cl-aside fill">
      <Panel title={t('cl.waiting', { n: files?.filter((f) => !f.test).length ?? '—' })} side={<button type="button" class="btn slim" aria-pressed={all} data-testid="cl-all" onClick={() => setAll(!all)}>{t(all ? 'cl.onlyWaiting' : 'cl.allFiles')}</button>}>
        <div class="scroll" tabIndex={0}>
          {failed && <Calm text={t('rc.failed', { why: failed })} />}
          {files?.length === 0 && <Calm text={t('cl.nothingWaits')} />}
          {files && files.length > 0 && <table data-testid="cl-inbox"><thead><tr><th>{t('cl.file')}</th><th>{t('cl.what')}</th><th class="r">{t('cl.records')}</th><th>{t('cl.verdict')}</th></tr></thead><tbody>
            {files.map((f) => (
              <tr key={f.id} class={f.id === chosen ? 'sel' : ''}><td class="wrap"><button type="button" class="linkish" onClick={() => choose(f.id)}>{f.name}<small>{dateTime(f.receivedAt, locale())} · {f.receivedBy}</small></button></td><td>{f.format ?? '—'}</td><td class="r num">{f.records}</td>
                <td class="wrap">{f.state !== 'READ' ? <>{f.state === 'UNREADABLE' ? <span class="chip-tag tiny inv">! {stateText(f)}</span> : stateText(f)}{f.reason && <small>{f.reason}</small>}</> : f.test ? <a class="mono" href={`#/cells/${encodeURIComponent(f.test)}`}>{f.test}</a> : waitsText(f.waits)}</td></tr>
            ))}</tbody></table>}
        </div>
      </Panel>
      <div class="cl-main">
        <Panel title={t('cl.take')}><HandIn done={() => again(turn + 1)} /></Panel>
        <Panel title={t('cl.link')}>{file ? <Where key={file.id} f={file} done={() => again(turn + 1)} /> : <Calm text={t('cl.chooseFile')} />}</Panel>
      </div>
    </div>
  );
}

// ---------------------------------------------------------------- channels

function Mount({ done }: { done: () => void }) {
  const s = useStore();
  const [order, set] = useState<WireMount>({ cell: '', device: '', unit: '', channel: '', protocol: '' });
  const [said, say] = useState<string | null>(null);
  const field = (key: 'cell' | 'device' | 'unit' | 'channel' | 'protocol', label: Key) => (
    <label class="fl">{t(label)}<input class="field" data-testid={`cl-mount-${key}`} value={order[key] ?? ''} maxLength={60} onInput={(e) => set({ ...order, [key]: e.currentTarget.value })} /></label>
  );
  const put = async (e: Event) => {
    e.preventDefault();
    try { await api.mount(order); say(null); set({ ...order, cell: '', channel: '' }); done(); } catch (error) { say(refusalText(error)); }
  };
  return (
    <form class="pad col" onSubmit={(e) => void put(e)}>
      {field('cell', 'cl.cell')}{field('device', 'cl.device')}<div class="dev-two">{field('unit', 'cl.unit')}{field('channel', 'cl.channel')}</div>{field('protocol', 'cl.protocol')}
      {said && <em role="alert">{said}</em>}
      <button type="submit" class="btn primary" data-testid="cl-mount" disabled={s.stale || !s.may('genealogy') || !order.cell || !order.device || !order.channel}>{t('cl.mount')}</button>
    </form>
  );
}

function Board() {
  const s = useStore();
  const [all, setAll] = useState(false);
  const [turn, again] = useState(0);
  const [ending, end] = useState<string | null>(null);
  const [why, setWhy] = useState('');
  const [said, say] = useState<string | null>(null);
  const { value: mounts, failed } = usePolled(() => api.board(all), 10000, [all, turn]);
  const off = async (id: string) => {
    try { await api.unmount(id, why.trim()); say(null); setWhy(''); end(null); again(turn + 1); } catch (error) { say(refusalText(error)); }
  };
  return (
    <div class="cl-two cl-aside fill">
      <Panel title={t('cl.mounted', { n: mounts?.filter((m) => !m.unmountedAt).length ?? '—' })} side={<button type="button" class="btn slim" aria-pressed={all} onClick={() => setAll(!all)}>{t(all ? 'cl.nowMounts' : 'cl.allMounts')}</button>}>
        <div class="scroll" tabIndex={0}>
          {failed && <Calm text={t('rc.failed', { why: failed })} />}
          {said && <p class="pad" role="alert">{said}</p>}
          {mounts?.length === 0 && <Calm text={t('cl.noMounts')} />}
          {mounts && mounts.length > 0 && <table data-testid="cl-board-table"><thead><tr><th>{t('cl.channel')}</th><th>{t('cl.cell')}</th><th>{t('cl.protocol')}</th><th>{t('cl.since')}</th><th>{t('cl.until')}</th></tr></thead><tbody>
            {mounts.map((m) => (
              <tr key={m.id}><td class="mono">{[m.device, m.unit, m.channel].filter(Boolean).join(' / ')}</td><td class="mono">{m.cell}</td><td>{m.protocol}</td><td class="num">{dateTime(m.mountedAt, locale())}<small>{m.mountedBy}</small></td>
                <td>{m.unmountedAt ? <><span class="num">{dateTime(m.unmountedAt, locale())}</span><small>{m.endReason}</small></> : ending === m.id
                  ? <span class="dev-save"><input class="field" aria-label={t('cl.endReason')} placeholder={t('cl.endReason')} value={why} maxLength={200} onInput={(e) => setWhy(e.currentTarget.value)} /><button type="button" class="btn slim" disabled={s.stale || !why.trim()} onClick={() => void off(m.id!)}>{t('cl.unmount')}</button></span>
                  : s.may('genealogy') && <button type="button" class="btn slim" disabled={s.stale} onClick={() => { end(m.id!); setWhy(''); }}>{t('cl.unmount')}</button>}</td></tr>
            ))}</tbody></table>}
        </div>
      </Panel>
      <div class="cl-main"><Panel title={t('cl.newMount')}><Mount done={() => again(turn + 1)} /></Panel></div>
    </div>
  );
}

// ---------------------------------------------------------------- life

function SurvivalChart({ page }: { page: WireSurvival }) {
  const most = Math.max(1, ...page.arms.flatMap((a) => a.lives.map((l) => l.hours)));
  return (
    <div class="cl-chart tall">
      <Chart label={t('cl.survLabel', { arms: page.arms.map((a) => named('cl.arm', a.name)).join(', ') })}
        x={{ ...scale(0, most, 8), text: (v) => `${exact(v)} h` }} y={{ low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1], text: (v) => `${fixed(v * 100, 0)} %` }}
        areas={page.arms.map((a, i) => ({ points: band(a), cls: `cl-ci${(i % PENS.length) + 1}` }))}
        lines={page.arms.map((a, i) => ({ points: staircase(a), cls: PENS[i % PENS.length]! }))}
        dots={page.arms.flatMap((a) => a.lives.filter((l) => !l.failed).map((l) => ({ x: l.hours, y: shareAt(a, l.hours), cls: 'cens' })))} />
    </div>
  );
}

function weibullText(w: WireSurvivalArm['weibull']): string {
  if (!w || w.shape === null || w.shape === undefined) return w ? w.state : '—';
  return `${dash(w.shape, 2)} (${dash(w.shapeLow, 2)}–${dash(w.shapeHigh, 2)}) · ${dash(w.scaleH, 0)} (${dash(w.scaleLowH, 0)}–${dash(w.scaleHighH, 0)})`;
}

function ArmTable({ page }: { page: WireSurvival }) {
  const c = page.comparison;
  return (
    <div class="scroll" tabIndex={0}>
      <table data-testid="cl-arms"><thead><tr><th>{t('cl.arm')}</th><th class="r">{t('cl.n')}</th><th class="r">{t('cl.failed')}</th><th class="r">{t('cl.alive')}</th><th class="r">{t('cl.doa')}</th><th class="r">{t('cl.median')}</th><th>{t('cl.weibull')}</th></tr></thead><tbody>
        {page.arms.map((a, i) => <tr key={a.name}><td><i class={`pen-key pen${[1, 4, 3, 2][i % 4]}`} />{named('cl.arm', a.name)}{a.pooled.length > 0 && <small>{a.pooled.join('; ')}</small>}</td><td class="r num">{a.cells}</td><td class="r num">{a.failures}</td><td class="r num">{a.censored}</td><td class="r num">{a.deadOnArrival}</td><td class="r num">{a.medianH === null || a.medianH === undefined ? t('cl.notReached') : fixed(a.medianH, 0)}</td><td class="num">{weibullText(a.weibull)}</td></tr>)}
      </tbody></table>
      {c && <p class="pad">{t('cl.logRank')} <b class="num">{c.p === null || c.p === undefined ? '—' : c.p < 1e-4 ? `< 0.0001` : fixed(c.p, 4)}</b> {c.tooFewFailures && <span class="chip-tag tiny dashed">{t('cl.tooFew')}</span>} · {t('cl.ratio')} <b class="num">{dash(c.medianRatio, 1)}</b></p>}
      {page.leftOut.length > 0 && <p class="pad dim">{t('cl.leftOut', { n: page.leftOut.length })}: {page.leftOut.slice(0, 8).map((l) => `${l.cell} (${l.why})`).join(', ')}</p>}
    </div>
  );
}

function Efficiency() {
  const { value: page, failed } = usePolled(() => api.compareCells({ cellType: 'ZN_CU', pool: 'true' }), 0, []);
  const values = page?.arms.flatMap((a) => a.values.map((v) => v.value)) ?? [];
  const arms = page?.arms ?? [];
  return (
    <Panel title={t('cl.efficiency')}>
      {failed ? <Calm text={t('rc.failed', { why: failed })} /> : values.length === 0 ? <Calm text={t('cl.noCe')} /> : <>
        <div class="cl-chart"><Chart label={t('cl.efficiency')} x={{ low: -0.5, high: arms.length - 0.5, ticks: arms.map((_, i) => i), text: (i) => named('cl.arm', arms[i]?.name ?? '') }} y={axisOf(values, 5)}
          dots={arms.flatMap((a, i) => a.values.map((v, n) => ({ x: i + ((n % 7) - 3) * 0.05, y: v.value, cls: 'small' })))}
          notes={arms.map((a, i) => ({ x: i + 0.24, y: a.mean ?? 0, text: `${dash(a.mean, 2)} %`, side: 'right' as const }))} /></div>
        {page?.welch && <p class="pad num">{t('cl.welch', { d: fixed(page.welch.difference, 2), low: fixed(page.welch.low, 2), high: fixed(page.welch.high, 2), p: page.welch.p < 1e-4 ? '< 0.0001' : fixed(page.welch.p, 4) })}</p>}
      </>}
    </Panel>
  );
}

function Survival() {
  const [cellType, setType] = useState('ZN_ZN');
  const [protocol, setProtocol] = useState('');
  const [pool, setPool] = useState(false);
  const [j, q] = protocol.split('|');
  const asked: Record<string, string | number> = { cellType, pool: String(pool), ...(protocol ? { currentMaCm2: j!, capacityMahCm2: q! } : {}) };
  const { value: page, failed } = usePolled(() => api.survival(asked), 0, [cellType, protocol, pool]);
  const known = usePolled(() => api.survival({ cellType, pool: 'true' }), 0, [cellType]).value?.protocols ?? [];
  const lives = page?.arms.some((a) => a.cells > 0) ?? false;
  return (
    <div class="cl-main fill">
      <section class="panel titlebar">
        <select class="field" aria-label={t('cl.cell')} value={cellType} onChange={(e) => { setType(e.currentTarget.value); setProtocol(''); }}>{['ZN_ZN', 'ZN_CU', 'ZN_MNO2'].map((c) => <option key={c} value={c}>{t(`cl.${c}` as Key)}</option>)}</select>
        <select class="field" aria-label={t('cl.protocol')} data-testid="cl-protocol" value={protocol} onChange={(e) => setProtocol(e.currentTarget.value)}><option value="">{t('cl.anyProtocol')}</option>{known.filter((p) => p.currentMaCm2 && p.capacityMahCm2).map((p) => <option key={`${p.currentMaCm2}|${p.capacityMahCm2}`} value={`${p.currentMaCm2}|${p.capacityMahCm2}`}>{t('cl.protocolIs', { j: exact(p.currentMaCm2), q: exact(p.capacityMahCm2) })} ({p.cells})</option>)}</select>
        <label class="cb"><input type="checkbox" data-testid="cl-pool" checked={pool} onChange={(e) => setPool(e.currentTarget.checked)} />{t('cl.pool')}</label>
        <span class="sp" />{page?.demonstration && <Demo />}
      </section>
      <Panel title={t('cl.lifeOf', { what: t(`cl.${cellType}` as Key) })}>
        {failed ? <div class="pad"><b>{t('cl.refused')}</b><p role="alert" data-testid="cl-refused">{failed}</p></div> : page && !lives ? <Calm text={t('cl.noLives')} /> : page && <><SurvivalChart page={page} /><ArmTable page={page} /></>}
      </Panel>
      <div class="cl-half">
        <Efficiency />
        <Panel title={t('cl.literature')}>
          <div class="scroll" tabIndex={0}><table data-testid="cl-literature"><thead><tr><th>{t('cl.arm')}</th><th>{t('cl.protocol')}</th><th class="r">{t('cl.hours')}</th></tr></thead><tbody>
            {page?.literature.map((l, i) => <tr key={i}><td>{named('cl.arm', l.arm)}<small>{l.source}</small></td><td class="num">{t('cl.protocolIs', { j: exact(l.currentMaCm2), q: exact(l.capacityMahCm2) })}</td><td class="r num">{l.failed ? '' : '> '}{fixed(l.hours, 0)}</td></tr>)}
          </tbody></table></div>
        </Panel>
      </div>
    </div>
  );
}

// ---------------------------------------------------------------- SPC

function SpcChart({ spc }: { spc: WireSpc }) {
  const values = spcValues(spc);
  const n = spc.points.length;
  const limits = spc.release;
  const bands = limits.low !== null && limits.low !== undefined && limits.high !== null && limits.high !== undefined ? [{ low: limits.low, high: limits.high, cls: 'cl-spec' }] : [];
  const level = (y: number | null | undefined, cls: string, key: Key) => (y === null || y === undefined ? [] : [{ y, cls, text: t(key, { v: fixed(y, 1) }) }]);
  return (
    <div class="cl-chart tall">
      <Chart label={t('cl.spcLabel', { n, c: dash(spc.centre, 1) })} x={{ low: -0.5, high: Math.max(n - 0.5, 0.5), ticks: scale(0, Math.max(n - 1, 1), 6).ticks.filter((v) => Number.isInteger(v) && v < n), text: (i) => spc.points[i]?.run ?? '' }}
        y={{ ...axisOf(values), text: (v) => `${exact(Number(v.toPrecision(5)))} nm` }} bands={bands}
        levels={[...level(spc.upper, 'cl-limit', 'cl.ucl'), ...level(spc.centre, 'cl-centre', 'cl.mean'), ...level(spc.lower, 'cl-limit', 'cl.lcl')]}
        lines={[{ points: spc.points.map((p, i) => ({ t: i, v: p.value })), cls: 'thin' }]}
        dots={spc.points.map((p, i) => ({ x: i, y: p.value, cls: p.rules.length > 0 ? 'out' : 'small' }))}
        notes={spc.points.flatMap((p, i) => (p.rules.length > 0 ? [{ x: i, y: p.value, text: `${p.run}: ${p.rules.map((r) => t('cl.rules', { n: r })).join(', ')}`, side: (i > n / 2 ? 'left' : 'right') as 'left' | 'right', cls: 'boxed' }] : []))} />
    </div>
  );
}

function Spc() {
  const [source, setSource] = useState('estimate');
  const { value: spc, failed } = usePolled(() => api.spc(source), 0, [source]);
  const out = spc?.points.filter((p) => p.rules.length > 0).length ?? 0;
  const ranges = spc?.points.filter((p) => p.range !== null && p.range !== undefined) ?? [];
  return (
    <div class="cl-main fill">
      <section class="panel titlebar">
        <div class="tabs" role="group" aria-label={t('cl.spcTitle')}>{(['estimate', 'measured'] as const).map((k) => <button key={k} type="button" class={k === source ? 'on' : ''} aria-pressed={k === source} onClick={() => setSource(k)}>{t(`cl.${k}` as Key)}</button>)}</div>
        {spc?.recipe && <span class="chip-tag">{spc.recipe}</span>}<span class="sp" />
        {spc && spc.points.length > 1 && <><span>{t('cl.cpk')} <b class="num">{spc.capability ? dash(spc.capability.cpk, 2) : '—'}</b> {spc.capability?.few && <small>{t('cl.fewRuns')}</small>}{!spc.inControl && <small>{t('cl.noCpk')}</small>}</span><span>{t('cl.outOf', { n: out, all: spc.points.length })}</span></>}
        {spc?.demonstration && <Demo />}
      </section>
      <Panel title={t('cl.spcTitle')} side={spc && spc.baseline > 1 && <small>{t('cl.baseline', { n: spc.baseline })}</small>}>
        {failed ? <Calm text={t('rc.failed', { why: failed })} /> : spc && spc.points.length < 2 ? <Calm text={t('cl.noRuns')} /> : spc && <SpcChart spc={spc} />}
      </Panel>
      {ranges.length > 1 && <Panel title={t('cl.mr')}><div class="cl-chart low"><Chart label={t('cl.mr')} x={{ low: -0.5, high: spc!.points.length - 0.5, ticks: [] }} y={axisOf([0, spc!.upperRange ?? 0, ...ranges.map((p) => p.range!)], 4)}
        levels={spc!.upperRange ? [{ y: spc!.upperRange, cls: 'cl-limit', text: t('cl.ucl', { v: fixed(spc!.upperRange, 2) }) }] : []} lines={[{ points: spc!.points.map((p, i) => ({ t: i, v: p.range ?? null })), cls: 'thin' }]} /></div></Panel>}
    </div>
  );
}

export default function Cells({ item }: { item?: string }) {
  const tab: Tab = (TABS as readonly string[]).includes(item ?? '') ? (item as Tab) : 'tests';
  return (
    <div class="cl">
      <h1 class="sr">{t('nav.cells')}</h1>
      <Tabs at={tab} />
      {tab === 'tests' ? <Tests chosen={item && item !== 'tests' ? item : null} /> : tab === 'inbox' ? <Inbox /> : tab === 'board' ? <Board /> : tab === 'survival' ? <Survival /> : <Spc />}
    </div>
  );
}
