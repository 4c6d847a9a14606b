import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireAlarm } from '../api/wire';
import { look, sorted, waits } from '../model/alarms';
import { useStore } from '../model/store';
import { against } from '../format/said';
import { clock, inWords, mmss } from '../format/time';
import { t } from '../format/words';
import { AlarmSymbol } from '../widgets/alarm-symbol';
import { refusalText } from '../widgets/hold-button';

type Tab = 'active' | 'shelved' | 'design';

export default function Alarms() {
  const s = useStore();
  const [tab, setTab] = useState<Tab>('active');
  const [only, setOnly] = useState<Set<number>>(new Set());
  const [asked, setAsked] = useState<Record<string, string>>({});
  const all = s.live.alarms;
  const shelved = all.filter((a) => look(a) === 'shelved');
  const design = all.filter((a) => look(a) === 'suppressed');
  const active = sorted(all);
  const base = tab === 'active' ? active : tab === 'shelved' ? shelved : design;
  const list = only.size === 0 ? base : base.filter((a) => only.has(a.priority));
  const now = Date.parse(s.live.plantTime ?? s.live.serverTime ?? '');
  const live = !s.stale;
  const may = live && s.may('acknowledge');
  /** A critical alarm is acknowledged one at a time, by its own button. */
  const visible = list.filter((a) => waits(a) && a.priority > 1);

  const acknowledge = async (alarms: WireAlarm[]) => {
    for (const a of alarms) {
      setAsked((x) => ({ ...x, [a.id]: t('hold.sent') }));
      try {
        await api.acknowledge(a.id, t('al.comment'));
        setAsked((x) => ({ ...x, [a.id]: '' }));
      } catch (error) {
        setAsked((x) => ({ ...x, [a.id]: t('al.failed', { why: refusalText(error) }) }));
        return;
      }
    }
  };
  const toggle = (p: number) => { const next = new Set(only); if (!next.delete(p)) next.add(p); setOnly(next); };
  const age = (a: WireAlarm) => (a.since && Number.isFinite(now) ? (now - Date.parse(a.since)) / 1000 : null);
  const stateText = (a: WireAlarm): [string, string] => {
    const l = look(a);
    return l === 'rtn' ? [t('al.stateRtn'), t('alarm.unack')] : l === 'shelved' ? [t('al.stateShelved'), ''] : l === 'suppressed' ? [t('al.stateDesign'), ''] : [t('al.stateActive'), t(l === 'ack' ? 'alarm.ack' : 'alarm.unack')];
  };
  const tabs: [Tab, string][] = [['active', t('al.active', { n: active.length })], ['shelved', t('al.shelved', { n: shelved.length })], ['design', t('al.design', { n: design.length })]];
  return (
    <div class="al">
      <section class="panel titlebar"><h1>{t('al.title')}</h1>
        <div class="tabs" role="tablist">{tabs.map(([id, name]) => <button key={id} type="button" role="tab" aria-selected={tab === id} class={tab === id ? 'on' : ''} onClick={() => setTab(id)}>{name}</button>)}</div>
        <span class="sp" />
        {[1, 2, 3, 4].map((p) => <button key={p} type="button" class={`btn pf${only.has(p) ? ' sel' : ''}`} aria-pressed={only.has(p)} onClick={() => toggle(p)}><AlarmSymbol priority={p} size={20} /><span class="wide">{t(`priority.${p}` as 'priority.1')}</span></button>)}
        <button type="button" class="btn" data-testid="ack-visible" disabled={!may || visible.length === 0} onClick={() => void acknowledge(visible)}>{t('al.ackVisible', { n: visible.length })}</button>
      </section>
      <section class={`panel${live ? '' : ' q-stale'}`}>
        <div tabIndex={0} class="scroll">
          <table class="altab">
            <thead><tr><th /><th>{t('al.since')}</th><th>{t('al.alarm')}</th><th>{t('al.value')}</th><th>{t('al.state')}</th><th class="r">{t('al.age')}</th><th /></tr></thead>
            <tbody>
              {list.map((a) => {
                const [one, two] = stateText(a);
                const sec = age(a);
                const said = against(a.value, a.limit);
                return (
                  <tr key={a.id} class={live && a.priority === 1 && waits(a) ? 'p1' : ''} data-testid={`alarm-${a.id}`} data-state={a.state}>
                    <td class="sym"><AlarmSymbol priority={a.priority} look={look(a)} size={27} /></td><td class="num nw">{clock(a.since, true)}</td>
                    <td><b>{a.title}</b><small class="cap">{a.response ?? ''}</small><small class="dim mono">{a.id}</small></td>
                    <td class="num">{said.value}{said.limit && <small>{t('al.limit', { limit: said.limit })}</small>}</td>
                    <td class="nw"><b>{one}</b><small>{two}</small></td><td class="r num nw">{sec === null ? '—' : sec < 7200 ? mmss(sec) : inWords(sec)}</td>
                    <td class="r">{waits(a) && <button type="button" class="btn" data-testid={`ack-${a.id}`} disabled={!may} onClick={() => void acknowledge([a])}>{t('al.ack')}</button>}{asked[a.id] && <small class="said" role="status">{asked[a.id]}</small>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          {list.length === 0 && <p class="calm">{tab === 'active' ? t('al.none') : t('al.noneHere')}</p>}
        </div>
        <footer class="foot legend"><span><AlarmSymbol priority={3} look="unack" size={20} />{t('al.legendUnack')}</span><span><AlarmSymbol priority={3} size={20} />{t('al.legendAck')}</span><span><AlarmSymbol priority={3} look="rtn" size={20} />{t('al.legendRtn')}</span></footer>
      </section>
    </div>
  );
}
