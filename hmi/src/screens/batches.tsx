// Runs that were, and the one that is: the film they reached, how sure that is, and what happened on the way.
import { api } from '../api/client';
import type { WireRunRecord, WireSlotFilm } from '../api/wire';
import { usePolled, useStore } from '../model/store';
import { COVERAGE_95, fixed, withBand } from '../format/number';
import { eventWords, readable } from '../format/said';
import { clock, dateTime, inWords, mmss } from '../format/time';
import { locale, named, t } from '../format/words';
import { BudgetTable } from '../widgets/budget-table';
import { GoldenPanel, TestFirst } from '../widgets/golden';
import { HolderMap } from '../widgets/holder-map';
import { Panel } from '../widgets/panel';
import { Partials } from '../widgets/partials';
import { ControlFacts, RunNotes } from '../widgets/run-notes';
import { Signatures } from '../widgets/signatures';
import { RecordPanel } from '../widgets/record-panel';
import { TripRecord } from '../widgets/trip-record';

export function estimateText(run: { thicknessNm?: number | null; sigmaNm?: number | null; u95Nm?: number | null }): string {
  if (run.thicknessNm == null) return '—';
  const sigma = run.sigmaNm ?? (run.u95Nm != null ? run.u95Nm / COVERAGE_95 : null);
  if (sigma === null) return `${fixed(run.thicknessNm, 1)} nm`;
  const b = withBand(run.thicknessNm, sigma);
  return `${b.value} ± ${b.band} nm`;
}

/** Without a target, as in a procedure, there is nothing to be inside of. */
function SlotTable({ slots, judged }: { slots: WireSlotFilm[]; judged: boolean }) {
  return (
    <div tabIndex={0} class="scroll"><table data-testid="slot-table"><thead><tr><th>{t('bt.slot')}</th><th>{t('bt.item')}</th><th class="r">{t('bt.estimate')}</th><th class="r">{t('bt.range')}</th><th class="r">{t('bt.zone')}</th><th>{t('bt.release')}</th></tr></thead>
      <tbody>{slots.map((x) => (
        <tr key={x.slot}><td>{x.slot}</td><td class="mono">{x.item ? `${x.item} · ${x.side ?? ''}` : x.witness ?? <span class="dim">{t('bt.empty')}</span>}</td><td class="r num nw">{estimateText(x)}</td><td class="r num nw">{x.minNm != null && x.maxNm != null ? `${fixed(x.minNm, 2)} … ${fixed(x.maxNm, 2)} nm` : '—'}</td><td class="r num nw">{judged && x.usableZoneMm != null ? `⌀ ${fixed(x.usableZoneMm, 1)} mm` : '—'}</td><td class="nw">{!judged || x.inRelease == null ? '—' : x.inRelease ? t('bt.inside') : <b>{t('bt.outside')}</b>}{judged && x.releaseLowNm != null && x.releaseHighNm != null && <small>{fixed(x.releaseLowNm, 0)} … {fixed(x.releaseHighNm, 0)} nm</small>}</td></tr>
      ))}</tbody></table></div>
  );
}

function Detail({ run }: { run: WireRunRecord }) {
  const foils = run.foils ?? run.load?.map((l) => l.item) ?? [];
  const seconds = run.startedAt && run.endedAt ? (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000 : null;
  return (
    <div class="bt-main">
      <section class="panel titlebar"><h2 class="h1">{run.id}</h2><span class="chip-tag inv">{run.state}</span>{run.engineering && <span class="chip-tag dashed" title={t('run.engineeringHelp')} data-testid="batch-engineering">{t('run.engineering')}</span>}<TestFirst mark={run.golden} /><span>{run.title ?? run.recipe}{run.version != null ? ` · v${run.version}` : ''}</span><span class="sp" />{run.endedAt && <a class="btn slim" href={`#/review/${encodeURIComponent(run.id)}`} data-testid="batch-review">{t('rv.go')}</a>}{run.trueNm != null && <span class="chip-tag dashed">{t('bt.simulated')}</span>}</section>
      <div class="bt-top">
        <Panel title={t('bt.thickness')}>
          <div class="pad">
            <div class="hero"><b class="v" data-testid="batch-thickness">{run.thicknessNm != null ? estimateText(run).split(' ')[0] : '—'}</b><span class="pm">{run.thicknessNm != null ? estimateText(run).split(' ').slice(1).join(' ') : ''}</span></div>
            <dl class="kv"><dt>{t('bt.estimate')}</dt><dd>{estimateText(run)}</dd>{run.u95Nm != null && <><dt>{t('bt.u95')}</dt><dd data-testid="batch-u95">± {fixed(run.u95Nm, 2)} nm</dd></>}{run.targetNm != null && <><dt>{t('bt.target')}</dt><dd>{fixed(run.targetNm, 1)}{run.toleranceNm != null ? ` ± ${fixed(run.toleranceNm, 1)}` : ''} nm</dd></>}{run.trueNm != null && <><dt>{t('bt.true')}</dt><dd data-testid="batch-true">{fixed(run.trueNm, 2)} nm</dd></>}</dl>
          </div>
        </Panel>
        <Panel title={t('bt.run')}>
          <dl class="kv pad"><dt>{t('bt.started')}</dt><dd class="num">{dateTime(run.startedAt, locale())}</dd><dt>{t('bt.ended')}</dt><dd class="num">{dateTime(run.endedAt, locale())}</dd><dt>{t('bt.duration')}</dt><dd>{inWords(seconds)}</dd><dt>{t('bt.foils')}</dt><dd class="mono">{foils.join(', ') || '—'}</dd><dt>{t('bt.operator')}</dt><dd>{run.operator ?? '—'}</dd>{run.endReason && <><dt>{t('bt.reason')}</dt><dd>{run.endReason}</dd></>}{run.hash && <><dt>{t('bt.hash')}</dt><dd class="mono">{run.hash.slice(0, 12)}</dd></>}<ControlFacts run={run} /></dl>
        </Panel>
        {run.slots && run.slots.length > 0 && <Panel title={t('bt.slots')} side={run.holder && <small>{run.holder}</small>}><SlotTable slots={run.slots} judged={run.targetNm != null} /></Panel>}
      </div>
      <div class="bt-low bt-film">
        {run.budget && <Panel title={t('bud.title')}><div tabIndex={0} class="scroll"><BudgetTable budget={run.budget} /></div></Panel>}
        {run.holder && <Panel title={t('map.title')}><div tabIndex={0} class="scroll"><HolderMap holder={run.holder} recipe={run.recipe} filmNm={run.thicknessNm ?? null} /></div></Panel>}
      </div>
      <GoldenPanel run={run} />
      <Partials run={run} />
      <TripRecord run={run} />
      <Panel title={t('sgn.names')}><div class="pad"><Signatures object={`run ${run.id}`} turn={run.state} /></div></Panel>
      {run.progress && <RunNotes run={run} />}
      {run.endedAt && <RecordPanel run={run.id} />}
      <div class="bt-low">
        <Panel title={t('bt.phases')}><div tabIndex={0} class="scroll"><table><thead><tr><th class="r">#</th><th>{t('rc.phase')}</th><th>{t('bt.started')}</th><th class="r">{t('bt.duration')}</th><th>{t('bt.endedBecause')}</th></tr></thead><tbody>{(run.phases ?? []).map((p, i) => <tr key={i} data-testid="batch-phase"><td class="r num">{i + 1}</td><td class="nw"><b>{named('phase', p.name)}</b></td><td class="num nw">{clock(p.startedAt)}</td><td class="r num nw">{mmss(p.elapsedS ?? (p.startedAt && p.endedAt ? (Date.parse(p.endedAt) - Date.parse(p.startedAt)) / 1000 : null))}</td><td>{readable(p.endedBecause ?? '')}</td></tr>)}</tbody></table></div></Panel>
        <Panel title={t('bt.events')}><div tabIndex={0} class="scroll">{run.events?.length ? <table><tbody>{run.events.map((e, i) => <tr key={i} data-testid="batch-event"><td class="num nw">{clock(e.at, true)}</td><td class="nw dim wide">{e.phase ? named('phase', e.phase) : ''}</td><td>{eventWords(e.kind, e.kind === 'PHASE' && e.subject ? t('ev.phase', { phase: named('phase', e.subject) }) : e.text, e.subject)}{e.who && <small>{e.who}</small>}</td></tr>)}</tbody></table> : <p class="calm">{t('bt.noEvents')}</p>}</div></Panel>
      </div>
    </div>
  );
}

export default function Batches({ item }: { item?: string }) {
  const s = useStore();
  const active = s.live.run ? `${s.live.run.id}/${s.live.run.state}/${s.live.run.phase}` : '';
  const list = usePolled(api.runs, 5000, [active]);
  const chosen = item ?? list.value?.[0]?.id ?? null;
  const { value: run, failed } = usePolled(() => (chosen ? api.run(chosen) : Promise.resolve(null)), chosen !== null && chosen === s.live.run?.id ? 3000 : 0, [chosen, active]);
  return (
    <div class="bt">
      <h1 class="sr">{t('bt.title')}</h1>
      <Panel title={t('bt.list')}>
        <div tabIndex={0} class="scroll list">
          {list.failed && <p class="calm">{t('rc.failed', { why: list.failed })}</p>}
          {list.value?.length === 0 && <p class="calm">{t('bt.none')}</p>}
          {list.value?.map((r) => (
            <a key={r.id} href={`#/batches/${encodeURIComponent(r.id)}`} class={`row${r.id === chosen ? ' sel' : ''}`} aria-current={r.id === chosen ? 'true' : undefined} data-testid={`run-${r.id}`}>
              <b>{r.id} <span class="chip-tag tiny">{r.state}</span>{r.engineering && <span class="chip-tag dashed tiny" title={t('run.engineeringHelp')}>{t('run.engineering')}</span>}<TestFirst mark={r.golden} tiny /></b><small>{r.recipe}</small><span class="num">{estimateText(r)} · {dateTime(r.startedAt, locale())}</span>
            </a>
          ))}
        </div>
      </Panel>
      {failed ? <section class="panel"><p class="calm">{t('rc.failed', { why: failed })}</p></section> : run ? <Detail run={run} /> : <section class="panel"><p class="calm">{t('bt.pick')}</p></section>}
    </div>
  );
}
