// Simulation only: put faults into the plant, and make its time run faster. The controller does not know.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import { usePolled, useStore } from '../model/store';
import { t } from '../format/words';
import { refusalText } from '../widgets/hold-button';
import { Panel } from '../widgets/panel';

const SPEEDS = [1, 2, 5, 10, 30, 60, 120];

export default function VirtualChamber() {
  const s = useStore();
  const [turn, again] = useState(0);
  const [said, say] = useState<string | null>(null);
  const { value, failed } = usePolled(api.faults, 2000, [turn]);
  const active = (value?.active ?? []).map((a) => (typeof a === 'string' ? a : a.fault));
  const act = async (what: () => Promise<unknown>) => {
    say(null);
    try {
      await what();
    } catch (error) {
      say(t('vc.failed', { why: refusalText(error) }));
    }
    again((n) => n + 1);
  };
  const off = s.stale;
  if (s.live.mode !== '' && s.live.mode !== 'virtual') return <section class="panel"><p class="calm">{t('vc.only')}</p></section>;
  return (
    <div class="vc">
      <section class="panel titlebar"><h1>{t('vc.title')}</h1><span class="chip-tag dashed">{t('app.simulation')}</span><span class="dim">{t('vc.what')}</span><span class="sp" />{said && <b role="alert">{said}</b>}</section>
      <Panel title={t('vc.faults')}>
        <div tabIndex={0} class="scroll">
          {failed && <p class="calm">{t('vc.failed', { why: failed })}</p>}
          <table><thead><tr><th>{t('vc.fault')}</th><th>{t('vc.effect')}</th><th /></tr></thead>
            <tbody>{(value?.available ?? []).map((f) => {
              const on = active.includes(f.fault);
              return <tr key={f.fault} class={on ? 'sel' : ''}><td class="nw"><b>{f.fault}</b></td><td class="dim">{f.what ?? ''}</td><td class="r"><button type="button" class="btn" data-testid={`fault-${f.fault}`} aria-pressed={on} disabled={off} onClick={() => void act(() => (on ? api.clearFault(f.fault) : api.injectFault(f.fault)))}>{on ? t('vc.clear') : t('vc.inject')}</button></td></tr>;
            })}</tbody></table>
        </div>
      </Panel>
      <div class="vc-side">
        <Panel title={t('vc.speed')} side={<small data-testid="speed-now">{t('vc.now', { n: s.live.speed })}</small>}>
          <div class="speeds pad">{SPEEDS.map((n) => <button key={n} type="button" class={`btn${s.live.speed === n ? ' on' : ''}`} data-testid={`speed-${n}`} aria-pressed={s.live.speed === n} disabled={off} onClick={() => void act(() => api.setSpeed(n))}>× {n}</button>)}</div>
        </Panel>
        <Panel title={t('vc.active')}><ul class="pad plain">{active.length === 0 ? <li class="dim">{t('vc.none')}</li> : active.map((f) => <li key={f}><b>{f}</b></li>)}</ul></Panel>
      </div>
    </div>
  );
}
