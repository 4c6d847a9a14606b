// What tripped or held a run, from its record: what began it, what followed to the millisecond, what was left to do, and
// what the run went without.
import type { WireRunRecord } from '../api/wire';
import { fixed } from '../format/number';
import { eventWords } from '../format/said';
import { clock, offset } from '../format/time';
import { t } from '../format/words';
import { Panel } from './panel';
import { TodoList } from './todo-list';

export function TripRecord({ run }: { run: WireRunRecord }) {
  if (!run.incidents) return null;
  return (
    <Panel title={t('bt.incidents')} cls="bt-trips">
      <div tabIndex={0} class="scroll" data-testid="batch-incidents">
        {run.bypassed?.map((b) => <p key={b.cause} class="pad" data-testid="batch-bypassed"><b>{t('bt.bypassed')}</b> {b.cause}: {t('bt.bypassCost', { min: fixed(b.minutes, 1), severity: b.severity, cost: fixed(b.cost, 1) })}</p>)}
        {run.incidents.length === 0 && <p class="calm">{t('bt.noIncidents')}</p>}
        {run.incidents.map((i) => (
          <details key={i.number} class="pad" data-testid="batch-incident">
            <summary><span class="num">{clock(i.at, true)}</span> <b>{i.firstOut.map((f) => f.title).join(' · ')}</b></summary>
            {i.firstOut.map((f) => <p key={f.cause}>{f.values} · {t('il.tripsAt', { limit: f.limit })} · {t('il.hazard', { hazard: f.hazard })}</p>)}
            <table><tbody>{i.steps.map((e, n) => <tr key={n}><td class="num nw">{offset(e.offsetMs)}</td><td>{eventWords(e.kind, e.text)}</td></tr>)}</tbody></table>
            <p><b>{t('bt.stillToDo')}</b></p>
            <TodoList steps={i.recovery} />
          </details>
        ))}
      </div>
    </Panel>
  );
}
