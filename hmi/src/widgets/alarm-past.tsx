// What happened to the alarms, and how well they serve: the journal of their moves, and the figures with their goals.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireAlarmCount, WireAlarmFigure, WireAlarmMetrics } from '../api/wire';
import { usePolled } from '../model/store';
import { eventWords } from '../format/said';
import { dateTime, inWords } from '../format/time';
import { locale, t, type Key } from '../format/words';
import { AlarmSymbol } from './alarm-symbol';
import { Panel } from './panel';

const HOURS = [1, 8, 24, 168, 720] as const;
const period = (hours: number): string => (hours < 48 ? `${hours} h` : `${hours / 24} d`);

function Periods({ hours, set }: { hours: number; set: (h: number) => void }) {
  return <div class="tabs" role="group" aria-label={t('al.period')}>{HOURS.map((h) => <button key={h} type="button" aria-pressed={h === hours} class={h === hours ? 'on' : ''} onClick={() => set(h)}>{period(h)}</button>)}</div>;
}

/** Whole minutes, so that the question changes once a minute and not with every frame. */
const since = (now: number, hours: number): string => new Date(Math.floor(now / 60000) * 60000 - hours * 3600000).toISOString();

export function AlarmJournal({ now, alarm, all }: { now: number; alarm: string; all: () => void }) {
  const [hours, setHours] = useState(24);
  const { value, failed } = usePolled(() => api.alarmJournal(since(now, hours), alarm), 5000, [hours, alarm]);
  return (
    <Panel title={t('al.journal')} side={<>{alarm && <button type="button" class="btn slim" onClick={all}>{alarm} ×</button>}<Periods hours={hours} set={setHours} /></>}>
      <div class="scroll" tabIndex={0}>
        <table class="al-moves"><thead><tr><th>{t('al.when')}</th><th /><th>{t('al.alarm2')}</th><th>{t('al.move')}</th><th>{t('al.who')}</th><th>{t('al.valueOrWords')}</th></tr></thead>
          <tbody>{(value ?? []).map((m, i) => (
            <tr key={`${m.tick}-${m.alarm}-${i}`} data-testid="alarm-move"><td class="num nw">{dateTime(m.at, locale())}</td><td><AlarmSymbol priority={m.priority} size={18} /></td><td>{m.title}<small class="dim mono">{m.alarm}</small></td>
              <td><b>{t(`al.ev.${m.event}` as Key)}</b><small class="dim">{t(`al.st.${m.from}` as Key)} → {t(`al.st.${m.to}` as Key)}</small></td><td>{m.who || t('al.itself')}</td>
              <td class="wrap">{m.comment || eventWords(undefined, m.value)}{m.until && <small class="dim">{t('al.until', { at: dateTime(m.until, locale()) })}</small>}</td></tr>
          ))}</tbody></table>
        {value?.length === 0 && <p class="calm">{t('al.noMoves')}</p>}{failed && <p class="calm" role="alert">{t('rc.failed', { why: failed })}</p>}
      </div>
    </Panel>
  );
}

const shown = (f: WireAlarmFigure, value: number | null): string => (value === null ? '—' : f.share ? `${(value * 100).toFixed(value < 0.1 && value > 0 ? 1 : 0)} %` : Number.isInteger(value) ? String(value) : value.toFixed(2));

/** Calls over the period, floods shaded behind them; the priorities stacked, the urgent ones at the foot. */
function Calls({ m }: { m: WireAlarmMetrics }) {
  const from = Date.parse(m.from);
  const length = Date.parse(m.to) - from;
  const most = Math.max(4, ...m.buckets.map((b) => b.byPriority.reduce((sum, n) => sum + n, 0)));
  const width = 1000 / m.buckets.length;
  return (
    <figure class="al-calls"><svg viewBox="0 0 1000 160" preserveAspectRatio="none" role="img" aria-label={t('am.callsLabel', { n: m.annunciated, per: inWords(m.bucketS) })}>
      {m.floods.map((f) => { const x = ((Date.parse(f.from) - from) / length) * 1000; return <rect key={f.from} class="flood" x={x} y="0" width={Math.max(2, ((Date.parse(f.to) - Date.parse(f.from)) / length) * 1000)} height="160" />; })}
      <line class="grid" x1="0" x2="1000" y1="80" y2="80" /><line class="grid" x1="0" x2="1000" y1="160" y2="160" />
      {m.buckets.map((b, i) => { let y = 160; return b.byPriority.map((n, p) => { const h = (n / most) * 156; y -= h; return n > 0 ? <rect key={`${i}-${p}`} class={`pr${p + 1}`} x={i * width + width * 0.1} y={y} width={width * 0.8} height={h} /> : null; }); })}
    </svg><figcaption><span>{dateTime(m.from, locale())}</span><span>{t('am.perBucket', { n: most, per: inWords(m.bucketS) })}</span><span>{dateTime(m.to, locale())}</span></figcaption></figure>
  );
}

function Counts({ counts, empty }: { counts: WireAlarmCount[]; empty: string }) {
  const most = Math.max(1, ...counts.map((c) => c.times));
  return counts.length === 0 ? <p class="calm">{empty}</p> : (
    <ul class="al-bars">{counts.map((c) => <li key={c.alarm}><AlarmSymbol priority={c.priority || 4} size={18} /><span>{c.title}</span><i style={{ width: `${(c.times / most) * 100}%` }} /><b class="num">{c.times}</b></li>)}</ul>
  );
}

export function AlarmMetrics({ now }: { now: number }) {
  const [hours, setHours] = useState(24);
  const { value: m, failed } = usePolled(() => api.alarmMetrics(since(now, hours)), 15000, [hours]);
  const total = m?.byPriority.reduce((sum, n) => sum + n, 0) ?? 0;
  return (
    <div class="al-metrics">
      <Panel title={t('am.title')} side={<Periods hours={hours} set={setHours} />} cls="al-figures">
        <div class="scroll" tabIndex={0}>
          {!m ? <p class="calm">{failed ? t('rc.failed', { why: failed }) : t('page.loading')}</p> : (
            <table><thead><tr><th>{t('am.figure')}</th><th class="r">{t('am.found')}</th><th class="r">{t('am.goal')}</th><th>{t('am.source')}</th></tr></thead>
              <tbody>{m.figures.map((f) => (
                <tr key={f.name} data-testid={`figure-${f.name}`} class={f.met ? '' : 'missed'}><td>{t(`am.${f.name}` as Key)}</td><td class="r num"><b>{shown(f, f.value)}</b>{!f.met && <small>{t('am.missed')}</small>}</td>
                  <td class="r num">{f.atMost !== null ? `≤ ${shown(f, f.atMost)}` : `≥ ${shown(f, f.atLeast)}`}</td><td class="wrap quiet"><span class="chip-tag" title={t(`mark.${f.mark}` as Key)}>{f.mark}</span> {f.source}</td></tr>
              ))}</tbody></table>
          )}
        </div>
      </Panel>
      {m && <div class="al-side">
        <Panel title={t('am.calls', { n: m.annunciated })}><div class="pad"><Calls m={m} />
          <dl class="kv"><dt>{t('am.perHour')}</dt><dd class="num">{m.perHour.toFixed(1)}</dd><dt>{t('am.floods')}</dt><dd class="num">{m.floods.length}</dd><dt>{t('am.ackMedian')}</dt><dd class="num">{m.acknowledging.times > 0 ? inWords(m.acknowledging.medianS) : '—'}</dd><dt>{t('am.ackLongest')}</dt><dd class="num">{m.acknowledging.times > 0 ? inWords(m.acknowledging.longestS) : '—'}</dd><dt>{t('am.waiting')}</dt><dd class="num">{m.acknowledging.waiting}</dd>
            <dt>{t('am.aside')}</dt><dd class="num">{t('am.asideCounts', { shelved: m.aside.shelved, suppressed: m.aside.suppressed, oos: m.aside.outOfService, design: m.aside.byDesign })}</dd></dl></div></Panel>
        <Panel title={t('am.split')}><div class="pad al-split" role="img" aria-label={m.byPriority.map((n, p) => `P${p + 1}: ${n}`).join(', ')}>{m.byPriority.map((n, p) => <div key={p}><AlarmSymbol priority={p + 1} size={20} /><i style={{ width: `${total > 0 ? (n / total) * 100 : 0}%` }} /><b class="num">{n}</b></div>)}</div></Panel>
        <Panel title={t('am.busiest')}><Counts counts={m.busiest} empty={t('am.noCalls')} /></Panel>
        {(m.chattering.length > 0 || m.fleeting.length > 0) && <Panel title={t('am.nuisance')}><Counts counts={[...m.chattering, ...m.fleeting]} empty="" /></Panel>}
        {m.stale.length > 0 && <Panel title={t('am.STALE')}><ul class="al-bars">{m.stale.map((s) => <li key={s.alarm}><span>{s.title}</span><b class="num">{t('al.sinceAt', { at: dateTime(s.since, locale()) })}</b></li>)}</ul></Panel>}
      </div>}
    </div>
  );
}
