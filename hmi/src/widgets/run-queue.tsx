// Runs that are planned: in which order, and which of them pump down by themselves.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WirePlannedRun } from '../api/wire';
import { usePolled, useStore } from '../model/store';
import { dateTime } from '../format/time';
import { locale, t } from '../format/words';
import { refusalText } from './hold-button';
import { Panel } from './panel';

export function RunQueue({ again, take }: { again: number; take: (planned: WirePlannedRun) => void }) {
  const s = useStore();
  const [moved, look] = useState(0);
  const [trouble, tell] = useState('');
  const { value } = usePolled(api.queue, 5000, [again, moved]);
  if (!value?.length) return null;
  const off = s.stale || !s.may('start');
  const act = (what: Promise<unknown>) => void what.then(() => tell(''), (e: unknown) => tell(refusalText(e))).then(() => look((n) => n + 1));
  return (
    <Panel title={t('queue.title')}>
      <div tabIndex={0} class="scroll"><table><tbody>{value.map((q) => (
        <tr key={q.id} data-testid="planned-run"><td class="num">{q.place}</td><td><b>{q.recipe}</b><small class="mono">{q.foils.join(', ')}</small></td><td>{q.trouble ? <b>{q.trouble}</b> : q.startsAt ? t('queue.at', { at: dateTime(q.startsAt, locale()) }) : t('queue.byHand')}<small>{q.by}</small></td>
          <td class="r nw"><button type="button" class="btn" data-testid="queue-take" onClick={() => take(q)}>{t('queue.take')}</button> <button type="button" class="btn" disabled={off || q.place === 1} aria-label={t('queue.up', { id: q.recipe })} onClick={() => act(api.movePlanned(q.id, q.place - 1))}>↑</button> <button type="button" class="xbtn" disabled={off} aria-label={t('start.remove', { id: q.recipe })} data-testid="queue-remove" onClick={() => act(api.unplan(q.id))}>×</button></td></tr>
      ))}</tbody></table></div>
      {trouble && <p role="alert" class="pad">{trouble}</p>}
    </Panel>
  );
}
