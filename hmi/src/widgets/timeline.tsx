import type { WireRun } from '../api/wire';
import { grouped, isNow, share, weight, type NumberedPhase } from '../model/timeline';
import { mmss } from '../format/time';
import { named, t, type Key } from '../format/words';

function Bar({ phase, elapsed }: { phase: NumberedPhase; elapsed: number | null }) {
  const now = isNow(phase);
  const withTime = now && elapsed !== null ? { ...phase, elapsedS: elapsed } : phase;
  const part = share(withTime);
  const name = named('phase', phase.name);
  const stopped = phase.state === 'STOPPED';
  const time = phase.state === 'DONE' ? mmss(phase.elapsedS ?? phase.plannedS)
    : now ? `${mmss(withTime.elapsedS)}${phase.plannedS ? ` / ~${mmss(phase.plannedS)}` : ''}${part !== null ? ` · ${Math.round(part * 100)} %` : ''}`
    : phase.plannedS ? mmss(phase.plannedS) : '';
  return (
    <div class={`ph ${phase.state.toLowerCase()}`} style={{ flexGrow: now ? 0 : weight(phase) }} data-testid={`phase-${phase.number}`} data-state={phase.state}
      aria-current={now ? 'step' : undefined} title={`${phase.number} ${name}${phase.endsWhen ? ` · ${t('timeline.endsWhen', { what: phase.endsWhen })}` : ''}`}>
      <span class="n"><span class="no">{phase.number}</span> <span class="nm">{name}</span>
        {now && (stopped || phase.endsWhen) && <em> · {stopped ? t('timeline.stopped') : t('timeline.endsWhen', { what: phase.endsWhen! })}</em>}</span>
      <div class={`bar${part === null && now ? ' open' : ''}`}><i style={{ width: `${(part ?? (now ? 1 : 0)) * 100}%` }} /></div>
      <span class="t num">{time}</span>
    </div>
  );
}

/** Where the run is. A bar's fill is time against plan; the phase itself ends on its own condition, which stands in words. */
export function PhaseTimeline({ run, stale, over = false }: { run: WireRun | null; stale: boolean; over?: boolean }) {
  if (!run?.phases?.length) return <section class="panel tl" aria-label={t('timeline.label')}><p class="calm">{t('timeline.none')}</p></section>;
  return (
    <section class={`panel tl${stale ? ' stale' : ''}${over ? ' over' : ''}`} aria-label={t('timeline.label')}>
      <div class="groups">
        {grouped(run.phases).map((g) => (
          <div key={`${g.act}${g.phases[0]!.number}`} class={`pg${g.current ? ' current' : ''}${g.done ? ' done' : ''}`} style={{ flexGrow: g.phases.reduce((sum, p) => sum + weight(p), 0) }}>
            <span class="gname">{g.phases.length > 1 ? `${g.phases[0]!.number}–${g.phases[g.phases.length - 1]!.number}` : g.phases[0]!.number} {t(`timeline.${g.act}` as Key)}</span>
            <div class="bars">{g.phases.map((p) => <Bar key={p.number} phase={p} elapsed={p.state === 'CURRENT' && p.name === run.phase ? run.phaseElapsedS ?? null : null} />)}</div>
            <span class="gtime num">{g.seconds !== null ? mmss(g.seconds) : ''}</span>
          </div>
        ))}
      </div>
    </section>
  );
}
