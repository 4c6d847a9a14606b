import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireAlarm } from '../api/wire';
import { look, sorted, waits } from '../model/alarms';
import { usePolled, useStore } from '../model/store';
import { against, eventWords } from '../format/said';
import { clock, inWords, mmss } from '../format/time';
import { t } from '../format/words';
import { AlarmDetail, Aside } from '../widgets/alarm-detail';
import { AlarmJournal, AlarmMetrics } from '../widgets/alarm-past';
import { AlarmSymbol } from '../widgets/alarm-symbol';
import { refusalText } from '../widgets/hold-button';

type Tab = 'active' | 'shelved' | 'design' | 'oos' | 'all' | 'journal' | 'metrics';

export default function Alarms({ item }: { item?: string }) {
  const s = useStore();
  const [tab, setTab] = useState<Tab>('active');
  const [only, setOnly] = useState<Set<number>>(new Set());
  const [chosen, choose] = useState<string | null>(item ?? null);
  const [asked, setAsked] = useState<Record<string, string>>({});
  const all = s.live.alarms;
  const shelved = all.filter((a) => look(a) === 'shelved');
  const design = all.filter((a) => look(a) === 'suppressed');
  const oos = all.filter((a) => look(a) === 'oos');
  const active = sorted(all);
  const lists: Partial<Record<Tab, readonly WireAlarm[]>> = { active, shelved, design, oos };
  // Alarms at rest change with nothing: they are read when somebody wants to see them.
  const catalogue = usePolled(api.allAlarms, tab === 'all' || chosen !== null ? 5000 : 0, [tab === 'all', chosen, all]);
  const whole = (catalogue.value ?? []).map((a) => all.find((live) => live.id === a.id) ?? a);
  const base = tab === 'all' ? whole : lists[tab] ?? [];
  const list = only.size === 0 ? base : base.filter((a) => only.has(a.priority));
  const picked = all.find((a) => a.id === chosen) ?? whole.find((a) => a.id === chosen) ?? null;
  const past = tab === 'journal' || tab === 'metrics';
  useEffect(() => { if (item) choose(item); }, [item]);
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
    return l === 'rtn' ? [t('al.stateRtn'), t('alarm.unack')] : l === 'shelved' ? [t('al.stateShelved'), ''] : l === 'suppressed' ? [t('al.stateDesign'), ''] : l === 'oos' ? [t('al.stateOos'), ''] : l === 'normal' ? [t('al.stateNormal'), ''] : [t(a.state.startsWith('LATCHED') ? 'al.stateLatched' : 'al.stateActive'), t(l === 'ack' ? 'alarm.ack' : 'alarm.unack')];
  };
  const tabs: [Tab, string][] = [['active', t('al.active', { n: active.length })], ['shelved', t('al.shelved', { n: shelved.length })], ['design', t('al.design', { n: design.length })], ['oos', t('al.oos', { n: oos.length })], ['all', t('al.all')], ['journal', t('al.journal')], ['metrics', t('am.tab')]];
  return (
    <div class="al">
      <section class="panel titlebar"><h1>{t('al.title')}</h1>
        <div class="tabs" role="tablist">{tabs.map(([id, name]) => <button key={id} type="button" role="tab" aria-selected={tab === id} data-testid={`al-tab-${id}`} class={tab === id ? 'on' : ''} onClick={() => setTab(id)}>{name}</button>)}</div>
        <span class="sp" />
        {!past && [1, 2, 3, 4].map((p) => <button key={p} type="button" class={`btn pf${only.has(p) ? ' sel' : ''}`} aria-pressed={only.has(p)} onClick={() => toggle(p)}><AlarmSymbol priority={p} size={20} /><span class="wide">{t(`priority.${p}` as 'priority.1')}</span></button>)}
        {tab === 'active' && <button type="button" class="btn" data-testid="ack-visible" disabled={!may || visible.length === 0} onClick={() => void acknowledge(visible)}>{t('al.ackVisible', { n: visible.length })}</button>}
      </section>
      {tab === 'journal' ? <AlarmJournal now={now} alarm={chosen ?? ''} all={() => choose(null)} /> : tab === 'metrics' ? <AlarmMetrics now={now} /> : <div class={`al-body${picked ? ' two' : ''}`}>
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
                  <tr key={a.id} class={`${live && a.priority === 1 && waits(a) ? 'p1' : ''}${a.id === chosen ? ' on' : ''}`} data-testid={`alarm-${a.id}`} data-state={a.state}>
                    <td class="sym"><AlarmSymbol priority={a.priority} look={look(a)} size={27} /></td><td class="num nw">{clock(a.since, true)}</td>
                    <td><button type="button" class="al-name" data-testid={`open-${a.id}`} aria-expanded={a.id === chosen} onClick={() => choose(a.id === chosen ? null : a.id)}>{a.title}</button>{look(a) === 'shelved' || look(a) === 'suppressed' || look(a) === 'oos' ? <Aside alarm={a} now={now} /> : <small class="cap">{eventWords(undefined, a.response ?? '')}</small>}<small class="dim mono">{a.id}</small></td>
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
      {picked && <AlarmDetail alarm={picked} store={s} now={now} close={() => choose(null)} />}
      </div>}
    </div>
  );
}
