// What the film model is set to: what measured films ask for, who accepts it, and every version there was.
import { useRef, useState } from 'preact/hooks';
import { api, serverNow } from '../api/client';
import type { WireCalibration, WireNumbers, WireProposal, WireStepReport } from '../api/wire';
import { dots, openProposal, orderOf, proposalKind, type Draft } from '../model/calibration';
import { usePolled, useStore, type Store } from '../model/store';
import { fixed, signed } from '../format/number';
import { dateTime } from '../format/time';
import { locale, named, t, type Key } from '../format/words';
import { Commissioning } from '../widgets/commissioning';
import { HoldButton, refusalText } from '../widgets/hold-button';
import { Secret, useMeanings } from '../widgets/signing';
import { Signatures } from '../widgets/signatures';
import { Panel } from '../widgets/panel';

const percent = (x: number, digits = 1): string => `${fixed(x * 100, digits)} %`;
const word = (key: string): string => t(`cal.${key}` as Key);

function Compare({ before, after }: { before: WireNumbers; after: WireNumbers }) {
  const row = (title: string, a: number, sa: number, b: number, sb: number) => (
    <tr><td>{title}</td><td class="r num nw"><b>{fixed(a, 4)}</b><small>± {percent(sa)}</small></td><td class="r num nw"><b>{fixed(b, 4)}</b><small>± {percent(sb)}</small></td><td class="r num nw">{signed((b / a - 1) * 100, 2)} %</td></tr>
  );
  return (
    <table><thead><tr><th /><th class="r">{t('cal.before')}</th><th class="r">{t('cal.after')}</th><th class="r">{t('cal.change')}</th></tr></thead>
      <tbody>{row(t('cal.rate'), before.rate, before.rateSigma, after.rate, after.rateSigma)}{row(t('cal.tooling'), before.tooling, before.toolingSigma, after.tooling, after.toolingSigma)}</tbody></table>
  );
}

const WIDE = 640;
const HIGH = 150;

/** Rings: with the calibration in force. Discs: with the proposed one. Bars: one sigma of the measurement. */
function Residuals({ proposal }: { proposal: WireProposal }) {
  const made = dots(proposal.residuals.slice(-24), WIDE, HIGH);
  return (
    <svg class="cal-dots" viewBox={`-64 -8 ${WIDE + 72} ${HIGH + 16}`} role="img" aria-label={t('cal.residuals')}>
      {[1, 0.5, 0, -0.5, -1].map((share) => <g key={share}><line class={share === 0 ? 'zero' : 'grid'} x1="0" x2={WIDE} y1={HIGH / 2 * (1 - share)} y2={HIGH / 2 * (1 - share)} /><text x="-8" y={HIGH / 2 * (1 - share) + 4} text-anchor="end">{signed(share * made.spanNm, made.spanNm < 2 ? 2 : 1)}</text></g>)}
      {made.dots.map((d) => (
        <g key={d.residual.measurement} class={d.residual.rate === 'HELD' ? 'held' : ''}><title>{`${d.residual.run}: ${fixed(d.residual.measuredNm, 2)} nm`}</title>
          <line class="bar" x1={d.x} x2={d.x} y1={d.after - d.half} y2={d.after + d.half} /><line class="move" x1={d.x} x2={d.x} y1={d.before} y2={d.after} />
          <circle class="before" cx={d.x} cy={d.before} r="5" /><circle class="after" cx={d.x} cy={d.after} r="5" /></g>
      ))}
    </svg>
  );
}

function Proposal({ p }: { p: WireProposal }) {
  return p.commissioning ? <Commissioning fit={p.commissioning} /> : <FilmProposal p={p} />;
}

/** A sweep or a grid that was recorded, fitted once more: its proposal may have been overtaken by another version. */
function FitAgain({ s, done }: { s: Store; done: () => void }) {
  const runs = usePolled(api.runs, 10000, []);
  const recipes = usePolled(api.recipes, 0, []);
  const [run, choose] = useState('');
  const [said, say] = useState<string | null>(null);
  const procedures = (recipes.value ?? []).filter((r) => r.kind && r.kind !== 'COATING').map((r) => r.id);
  const past = (runs.value ?? []).filter((r) => r.state === 'COMPLETE' && procedures.includes(r.recipe ?? ''));
  const may = s.may('calibrate');
  if (past.length === 0) return null;
  const fit = async () => {
    say(t('cal.fitting'));
    try {
      say(t('cal.fitted', { n: (await api.commission(run)).proposal }));
      done();
    } catch (error) {
      say(refusalText(error));
    }
  };
  return (
    <div class="pad col cal-again"><label class="fl">{t('cal.fitRun')}<select class="field" data-testid="fit-run" value={run} disabled={!may} onChange={(e) => choose(e.currentTarget.value)}><option value="">{t('cal.chooseRun')}</option>{past.map((r) => <option key={r.id} value={r.id}>{r.id} · {dateTime(r.startedAt, locale())}</option>)}</select></label>
      <button type="button" class="btn" data-testid="fit-go" disabled={!may || !run || s.stale} onClick={() => void fit()}>{t('cal.fitGo')}</button>{said && <p class="quiet" role="alert"><b>{said}</b></p>}</div>
  );
}

function FilmProposal({ p }: { p: WireProposal }) {
  return (
    <div class="scroll cal-proposal" tabIndex={0}>
      <div class="pad col">
        {p.flags.map((flag) => <p key={flag} class="cal-flag" data-testid={`flag-${flag}`}>{word(flag)}</p>)}
        <Compare before={p.before} after={p.after} />
        <dl class="facts cal-facts"><div><dt>{t('cal.timeChange')}</dt><dd>{signed(p.timeChangePercent, 1)}<span class="u">%</span></dd></div>
          <div><dt>{t('cal.rms')}</dt><dd>{p.rmsBeforeNm != null && p.rmsAfterNm != null ? <>{fixed(p.rmsBeforeNm, 2)} → {fixed(p.rmsAfterNm, 2)}<span class="u">nm</span></> : '—'}</dd></div>
          <div><dt>{t('cal.runs')}</dt><dd>{p.measuredRuns}</dd></div>
          <div><dt>{t('cal.drift')}</dt><dd>{p.driftPercentPerRun != null ? <>{signed(p.driftPercentPerRun, 2)}<span class="u">%</span></> : '—'}</dd></div></dl>
        <h3>{t('cal.residuals')}, nm <span class="cal-key"><i class="ring" />{t('cal.before')} <i class="disc" />{t('cal.after')}</span></h3>
        <Residuals proposal={p} />
      </div>
      <table><thead><tr><th>{t('cal.run')}</th><th class="r">{t('cal.measured')}</th><th class="r">{t('cal.resBefore')}</th><th class="r">{t('cal.resAfter')}</th><th>{t('cal.use')}</th></tr></thead>
        <tbody>{p.residuals.slice().reverse().map((r) => <tr key={r.measurement} data-testid="residual"><td class="mono">{r.run} {r.fresh && <span class="chip-tag tiny">{t('cal.new')}</span>}</td><td class="r num nw">{fixed(r.measuredNm, 2)} nm<small>± {fixed(r.sigmaNm, 2)}</small></td><td class="r num nw">{signed(r.residualBeforeNm, 2)} nm</td><td class="r num nw"><b>{signed(r.residualAfterNm, 2)} nm</b></td><td>{r.rate === 'HELD' ? <span class="chip-tag q">{t('cal.heldWord')} {fixed(Math.abs(r.surpriseSigmas), 1)} σ</span> : word(r.rate)}</td></tr>)}</tbody></table>
    </div>
  );
}

/** A name under a decision: password and comment, then a held button. */
function Sign({ s, open, restore, done }: { s: Store; open: WireProposal | null; restore: number | null; done: () => void }) {
  const [password, setPassword] = useState('');
  const [comment, setComment] = useState('');
  const { meaning, choice } = useMeanings();
  const may = s.may('calibrate');
  const off = (needsComment: boolean): string | null => (s.stale ? t('why.link') : !may ? t('why.role') : !password ? t('cal.needPassword') : needsComment && !comment.trim() ? t('cal.needComment') : null);
  const act = (send: () => Promise<unknown>) => async () => {
    try { return await send(); } finally { setPassword(''); done(); }
  };
  return (
    <div class="pad col cal-sign">
      <div class="cal-two"><Secret label={t('cal.password')} testid="cal-password" value={password} set={setPassword} disabled={!may} />
        <label class="fl">{t('cal.comment')}<input class="field" maxLength={500} data-testid="cal-comment" value={comment} disabled={!may} onInput={(e) => setComment(e.currentTarget.value)} /></label></div>
      {restore !== null ? choice('calibration.restore') : open && <>{choice('calibration.accept')}{choice('calibration.reject')}</>}
      {restore !== null ? (
        <div class="cal-two"><HoldButton label={t('cal.restore')} ms={1000} kind="primary" testid="cal-restore-hold" off={off(true)} fire={act(() => api.restoreVersion(restore, password, meaning('calibration.restore', t('cal.restoreMeaning')), comment))} />
          <button type="button" class="btn" onClick={done}>{t('cal.cancel')}</button></div>
      ) : open && (
        <><div class="cal-two"><HoldButton label={t('cal.accept')} ms={1000} kind="primary" testid="cal-accept" off={off(false)} fire={act(() => api.decideProposal(open.id, 'accept', password, meaning('calibration.accept', t('cal.acceptMeaning')), comment))} />
          <HoldButton label={t('cal.reject')} ms={1000} testid="cal-reject" off={off(true)} fire={act(() => api.decideProposal(open.id, 'reject', password, meaning('calibration.reject', t('cal.rejectMeaning')), comment))} /></div>
          <p class="quiet">{t('cal.rejectHelp')}</p></>
      )}
    </div>
  );
}

const METHODS = ['AFM', 'ELLIPSOMETRY', 'PROFILOMETER'];
const UNITS = ['', 'm', 'mm', 'µm', 'nm'];

/** The step with its tilt taken out, all profiles over one another. */
function Curves({ report }: { report: WireStepReport }) {
  const all = report.steps.flatMap((x) => x.curve);
  const x1 = Math.max(...all.map((p) => p.xUm));
  const low = Math.min(...all.map((p) => p.zNm));
  const high = Math.max(...all.map((p) => p.zNm), low + 1e-9);
  return (
    <svg class="cal-curves" viewBox="0 0 400 90" preserveAspectRatio="none" aria-hidden="true">
      {report.steps.map((x) => <polyline key={x.name} points={x.curve.map((p) => `${(p.xUm / x1) * 400},${86 - ((p.zNm - low) / (high - low)) * 82}`).join(' ')} />)}
    </svg>
  );
}

function Enter({ s, done }: { s: Store; done: () => void }) {
  const runs = usePolled(api.runs, 10000, []);
  const [draft, set] = useState<Draft>({ run: '', piece: 'witness', label: '', method: 'AFM', nm: '', sigma: '', site: t('cal.centre'), at: new Date(serverNow() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16), source: '' });
  const [units, setUnits] = useState({ x: '', z: '' });
  const [report, setReport] = useState<WireStepReport | null>(null);
  const [said, say] = useState<string | null>(null);
  const [over, hover] = useState(false);
  const order = orderOf(draft);
  const ended = (runs.value ?? []).filter((r) => r.endedAt);
  const may = s.may('measure');
  const read = async (files: readonly File[]) => {
    if (files.length === 0 || !may) return;
    setReport(null);
    say(t('cal.reading'));
    try {
      const step = await api.profiles(files, units.x, units.z);
      setReport(step);
      set((d) => ({ ...d, method: d.method === 'ELLIPSOMETRY' ? 'AFM' : d.method, nm: step.thicknessNm.toFixed(2), sigma: step.sigmaNm.toFixed(2), source: files.map((f) => f.name).join(' ') }));
      say(step.enough ? null : t('cal.few'));
    } catch (error) {
      say(refusalText(error));
    }
  };
  const save = async (e: Event) => {
    e.preventDefault();
    if (!order) return;
    try {
      await api.measure(order);
      set((d) => ({ ...d, label: '', nm: '', sigma: '', source: '' }));
      setReport(null);
      say(t('cal.saved'));
      done();
    } catch (error) {
      say(refusalText(error));
    }
  };
  const text = (key: 'label' | 'nm' | 'sigma' | 'site', title: string, testid: string) => <label class="fl">{title}<input class="field" data-testid={testid} value={draft[key]} inputMode={key === 'nm' || key === 'sigma' ? 'decimal' : undefined} autocomplete="off" onInput={(e) => set({ ...draft, [key]: e.currentTarget.value })} /></label>;
  return (
    <form class="pad col scroll cal-enter" onSubmit={(e) => void save(e)}>
      <label class={`cal-drop${over ? ' over' : ''}`} onDragOver={(e) => { e.preventDefault(); hover(true); }} onDragLeave={() => hover(false)} onDrop={(e) => { e.preventDefault(); hover(false); void read([...(e.dataTransfer?.files ?? [])]); }}>
        <b>{t('cal.drop')}</b><small>{t('cal.dropHelp')}</small>
        <input type="file" multiple data-testid="cal-files" disabled={!may} onChange={(e) => { void read([...(e.currentTarget.files ?? [])]); e.currentTarget.value = ''; }} />
      </label>
      <div class="cal-two">{(['x', 'z'] as const).map((axis) => <label key={axis} class="fl">{t(axis === 'x' ? 'cal.unitX' : 'cal.unitZ')}<select class="field" data-testid={`cal-unit-${axis}`} value={units[axis]} onChange={(e) => setUnits({ ...units, [axis]: e.currentTarget.value })}>{UNITS.map((u) => <option key={u} value={u}>{u || t('cal.fromFile')}</option>)}</select></label>)}</div>
      {report && <div class="info" data-testid="cal-step">{t('cal.step', { nm: fixed(report.thicknessNm, 2), sigma: fixed(report.sigmaNm, 2), n: report.profiles, s: fixed(report.scatterNm, 2) })}<Curves report={report} /></div>}
      <label class="fl">{t('cal.run')}<select class="field" data-testid="cal-run" value={draft.run} onChange={(e) => set({ ...draft, run: e.currentTarget.value })}><option value="">{t('cal.chooseRun')}</option>{ended.map((r) => <option key={r.id} value={r.id}>{r.id} · {dateTime(r.startedAt, locale())}</option>)}</select></label>
      <div class="cal-two"><label class="fl">{t('cal.piece')}<select class="field" data-testid="cal-piece" value={draft.piece} onChange={(e) => set({ ...draft, piece: e.currentTarget.value as Draft['piece'] })}><option value="witness">{t('cal.witness')}</option><option value="slot">{t('cal.slot')}</option></select></label>{text('label', t('cal.label'), 'cal-label')}</div>
      <div class="cal-two">{text('nm', t('cal.nm'), 'cal-nm')}{text('sigma', t('cal.sigmaNm'), 'cal-sigma')}</div>
      <div class="cal-two"><label class="fl">{t('cal.method')}<select class="field" data-testid="cal-method" value={draft.method} onChange={(e) => set({ ...draft, method: e.currentTarget.value })}>{METHODS.map((m) => <option key={m} value={m}>{named('cal.method', m)}</option>)}</select></label>{text('site', t('cal.site'), 'cal-site')}</div>
      <label class="fl">{t('cal.at')}<input class="field" type="datetime-local" data-testid="cal-at" value={draft.at} onInput={(e) => set({ ...draft, at: e.currentTarget.value })} /></label>
      {said && <p class="quiet" role="alert" data-testid="cal-said"><b>{said}</b></p>}
      <button type="submit" class="btn primary" data-testid="cal-save" disabled={!order || !may || s.stale}>{!may ? t('why.role') : t('cal.save')}</button>
    </form>
  );
}

function Past({ page, s, restore }: { page: WireCalibration; s: Store; restore: (version: number) => void }) {
  return (
    <>
      <Panel title={t('cal.history')}>
        <div class="scroll" tabIndex={0}><table><thead><tr><th class="r">{t('cal.version')}</th><th class="r">{t('cal.rate')}</th><th class="r">{t('cal.tooling')}</th><th>{t('cal.by')}</th><th /></tr></thead>
          <tbody>{page.versions.map((v) => <tr key={v.version} data-testid={`cal-version-${v.version}`} class={v.version === page.inForce ? 'sel' : ''}><td class="r num">{v.version}</td><td class="r num nw">{fixed(v.calibration.rate, 4)}<small>± {percent(v.calibration.rateSigma)}</small></td><td class="r num nw">{fixed(v.calibration.tooling, 4)}<small>± {percent(v.calibration.toolingSigma)}</small></td><td class="cal-by">{v.name || v.who}<small>{v.calibration.tool?.length ? `${t('cal.toolNumbers', { n: v.calibration.tool.length })} · ` : ''}{t(`cal.${v.source}` as Key, { n: v.proposal ?? v.restores ?? '' })} · {dateTime(v.at, locale())}{v.comment ? ` · ${v.comment}` : ''}</small>{(v.proposal ?? v.restores) != null && <Signatures folded object={v.proposal != null ? `proposal ${v.proposal}` : `calibration version ${v.restores}`} />}</td><td class="r">{v.version !== page.inForce && <button type="button" class="btn nw" data-testid={`cal-restore-${v.version}`} disabled={!s.may('calibrate')} onClick={() => restore(v.version)}>{t('cal.restore')}</button>}</td></tr>)}</tbody></table></div>
      </Panel>
      <Panel title={t('cal.measurements')}>
        <div class="scroll" tabIndex={0}>{page.measurements.length === 0 ? <p class="calm">{t('cal.none')}</p> : <table><tbody>{page.measurements.map((m) => <tr key={m.id} data-testid="cal-measurement"><td class="mono">{m.run}<small>{m.place}, {m.site}</small></td><td class="r num nw">{fixed(m.thicknessNm, 2)} nm<small>± {fixed(m.sigmaNm, 2)} · {named('cal.method', m.method)}</small></td><td>{m.enteredBy}<small>{dateTime(m.measuredAt, locale())}</small></td><td>{m.demonstration && <span class="chip-tag dashed tiny">{t('cal.simulated')}</span>}{m.setAside && <span class="chip-tag tiny">{t('cal.setAside')}</span>}</td></tr>)}</tbody></table>}</div>
      </Panel>
    </>
  );
}

export default function Calibration() {
  const s = useStore();
  const [turn, again] = useState(0);
  const [restore, setRestore] = useState<number | null>(null);
  const { value, failed } = usePolled(api.calibration, 5000, [turn, s.live.run?.state ?? '']);
  const last = useRef<WireCalibration | null>(null); // what was typed must not vanish while the page is asked for anew
  last.current = value ?? last.current;
  const page = last.current;
  const done = () => { setRestore(null); again((n) => n + 1); };
  const [picked, pick] = useState<number | null>(null);
  const shown = page?.proposals.find((p) => p.id === picked) ?? openProposal(page) ?? page?.proposals[0] ?? null;
  const open = shown?.decision === 'OPEN' ? shown : null;
  const now = page?.versions.find((v) => v.version === page.inForce);
  if (!page) return <section class="panel"><p class="calm">{failed ? t('rc.failed', { why: failed }) : t('page.loading')}</p></section>;
  return (
    <div class="cal">
      <section class="panel titlebar"><h1>{t('cal.title')}</h1><span class="nw" data-testid="cal-in-force">{t('cal.inForce', { n: page.inForce })}</span>{now && <span class="dim num nw">{t('cal.rate')} {fixed(now.calibration.rate, 4)} · {t('cal.tooling')} {fixed(now.calibration.tooling, 4)}{page.witnessRatio && <> · {t('cal.witnessRatio', { runs: page.witnessRatio.runs })} {fixed(page.witnessRatio.ratio, 3)} ± {fixed(page.witnessRatio.sigma, 3)}</>}</span>}<span class="sp" />{page.advisories.filter((a) => a.id !== 'DECIDE').map((a) => <b key={a.id} role="status" class="chip-tag inv" title={a.text} data-testid={`advisory-${a.id}`}>{word(a.id)}</b>)}<span class="dim nw">{t('cal.since', { n: page.runsSinceMeasured })}</span></section>
      <div class="cal-mid">
        <Panel title={shown ? t('cal.proposal', { n: shown.id }) : t('cal.DECIDE')} side={shown && <span class="cal-pick">{page.proposals.length > 1 && <select class="field" aria-label={t('cal.which')} data-testid="cal-pick" value={shown.id} onChange={(e) => pick(Number(e.currentTarget.value))}>{page.proposals.map((p) => <option key={p.id} value={p.id}>{p.id} · {named('fit.kind', proposalKind(p))} · {word(p.decision)}</option>)}</select>}<span class={`chip-tag${shown.decision === 'OPEN' ? ' inv' : ''}`} data-testid="cal-decision">{word(shown.decision)}</span></span>}>
          {shown ? <><Proposal p={shown} />{shown.decision !== 'OPEN' && <div class="pad"><Signatures object={`proposal ${shown.id}`} turn={shown.decision} /></div>}</> : <p class="calm">{t('cal.noProposal')}</p>}
        </Panel>
        {(restore !== null || open) && <Panel cls="fit" title={restore !== null ? t('cal.restoreTitle', { n: restore }) : t('cal.sign', { n: open!.id })}><Sign key={restore ?? `p${open!.id}`} s={s} open={open} restore={restore} done={done} /></Panel>}
      </div>
      <div class="cal-past"><Past page={page} s={s} restore={setRestore} /></div>
      <Panel title={t('cal.enter')}><Enter s={s} done={done} /><FitAgain s={s} done={done} /></Panel>
    </div>
  );
}
