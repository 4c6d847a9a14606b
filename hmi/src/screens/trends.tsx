// The record of chosen tags, bucket by bucket as the historian has it. Gaps stay gaps.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireGoldenRun, WireHistory } from '../api/wire';
import { bandOf, edgesAt } from '../model/golden';
import { usePolled, useStore } from '../model/store';
import { quantity } from '../format/number';
import { clock } from '../format/time';
import { t, type Key } from '../format/words';
import { columns, TrendLane, type Columns } from '../widgets/trend-chart';

const RANGES: [Key, number][] = [['tr.15m', 900], ['tr.1h', 3600], ['tr.8h', 28800], ['tr.24h', 86400]];
const FIRST = ['chamber.pressure', 'cathode.power', 'cathode.voltage', 'film.thickness'];
const MOST = 6;
const KEY = 'sputterpilot.trends';

interface Loaded { tag: string; history: WireHistory | null; failed: string | null }

function keptTags(): string[] {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? '') as string[];
    return Array.isArray(list) && list.length > 0 ? list.slice(0, MOST) : FIRST;
  } catch {
    return FIRST;
  }
}

const at = (c: Columns, x: number | null): number | null => {
  if (c.x.length === 0) return null;
  if (x === null) { for (let i = c.mean.length - 1; i >= 0; i -= 1) if (c.mean[i] != null) return c.mean[i]!; return null; }
  let best = 0;
  for (let i = 1; i < c.x.length; i += 1) if (Math.abs(c.x[i]! - x) < Math.abs(c.x[best]! - x)) best = i;
  return c.mean[best] ?? null;
};

/** The time a run has taken so far, with a little before it. */
function spanOf(golden: WireGoldenRun, now: number): [number, number] | null {
  const first = Date.parse(golden.passes[0]?.startedAt ?? '');
  const last = golden.passes.at(-1);
  const end = last?.endedAt ? Date.parse(last.endedAt) : now;
  return Number.isFinite(first) && Number.isFinite(end) && end > first ? [first, end] : null;
}

export default function Trends({ item }: { item?: string }) {
  const s = useStore();
  const [tags, setTags] = useState(keptTags);
  const [seconds, setSeconds] = useState(900);
  const [loaded, setLoaded] = useState<Loaded[]>([]);
  const [range, setRange] = useState<[number, number]>([0, 1]);
  const [cursor, setCursor] = useState<number | null>(null);
  const [turn, again] = useState(0);
  const [whole, show] = useState(item !== undefined);
  const run = item ?? s.live.run?.id ?? null;
  const phase = s.live.run?.id === run ? s.live.run?.phase ?? '' : '';
  const { value: golden } = usePolled<WireGoldenRun | null>(() => (run ? api.golden(run) : Promise.resolve(null)), 0, [run, phase, turn]);
  const ready = s.live.plantTime !== null;
  const numeric = useMemo(() => Object.values(s.definitions).filter((d) => !d.states?.length).map((d) => d.tag).sort(), [s.definitions]);

  useEffect(() => {
    if (!ready) return undefined;
    let over = false;
    const read = async () => {
      const end = Date.parse(s.live.plantTime ?? '');
      if (!Number.isFinite(end)) return;
      const span = (whole && golden ? spanOf(golden, end) : null) ?? [end - seconds * 1000, end];
      const from = new Date(span[0]).toISOString();
      const to = new Date(span[1]).toISOString();
      const out = await Promise.all(tags.map(async (tag): Promise<Loaded> => {
        try {
          return { tag, history: await api.history(tag, from, to, 800), failed: null };
        } catch (error) {
          return { tag, history: null, failed: error instanceof Error ? error.message : String(error) };
        }
      }));
      if (over) return;
      setRange([span[0] / 1000, span[1] / 1000]);
      setLoaded(out);
    };
    void read();
    const timer = setInterval(() => { if (!s.stale) void read(); }, seconds <= 3600 ? 5000 : 30_000);
    return () => { over = true; clearInterval(timer); };
  }, [tags.join(), seconds, turn, ready, whole, golden]);

  const choose = (list: string[]) => { setTags(list); try { localStorage.setItem(KEY, JSON.stringify(list)); } catch { /* not kept */ } };
  const lanes = useMemo(() => loaded.map((l) => ({ ...l, columns: l.history ? columns(l.history) : null, golden: golden ? bandOf(golden, l.tag) : undefined })), [loaded, golden]);
  const unitOf = (tag: string) => s.definitions[tag]?.unit ?? '';
  const stat = (c: Columns | null, key: 'min' | 'max'): number | null => {
    const list = (c?.[key] ?? []).filter((v): v is number => v !== null);
    return list.length === 0 ? null : list.reduce((a, b) => (key === 'min' ? Math.min(a, b) : Math.max(a, b)));
  };
  const gaps = loaded.reduce((n, l) => Math.max(n, l.history?.gaps?.length ?? 0), 0);
  const text = (v: number | null, tag: string) => (v === null ? '—' : quantity(v, unitOf(tag)));
  const banded = golden?.envelope?.compared ?? false;
  const edges = (l: (typeof lanes)[number]): string => {
    const e = l.golden && edgesAt(l.golden, cursor ?? range[1]);
    return e ? t('gold.edges', { low: text(e[0], l.tag), high: text(e[1], l.tag) }) : t('gold.noEdges');
  };
  return (
    <div class="tr">
      <section class="panel titlebar"><h1>{t('tr.title')}</h1>
        <div class="tabs" role="group" aria-label={t('tr.range')}>{RANGES.map(([name, sec]) => <button key={sec} type="button" aria-pressed={!whole && sec === seconds} class={!whole && sec === seconds ? 'on' : ''} onClick={() => { show(false); setSeconds(sec); }}>{t(name)}</button>)}{run !== null && <button type="button" aria-pressed={whole} class={whole ? 'on' : ''} data-testid="trend-run" onClick={() => show(true)}>{t('gold.wholeRun')}</button>}</div>
        <select class="field slimf" aria-label={t('tr.add')} value="" disabled={tags.length >= MOST} onChange={(e) => { const tag = e.currentTarget.value; if (tag && !tags.includes(tag)) choose([...tags, tag]); e.currentTarget.value = ''; }}>
          <option value="">{tags.length >= MOST ? t('tr.max') : t('tr.add')}</option>{numeric.filter((x) => !tags.includes(x)).map((x) => <option key={x} value={x}>{x} — {s.definitions[x]?.title}</option>)}
        </select>
        <span class="sp" />{golden && run !== null && <span class="dim" data-testid="trend-golden"><i class="band-key" aria-hidden="true" />{golden.envelope?.compared ? t('gold.bandOf', { run, n: golden.envelope.runs.length, sigmas: golden.envelope.sigmas }) : t('gold.noBand')}</span>}{gaps > 0 && <span class="dim">{t('tr.gaps', { n: gaps })}</span>}<span class="dim wide">{t('tr.live', { time: clock(range[1] * 1000) })}</span><button type="button" class="btn" onClick={() => again((n) => n + 1)}>{t('tr.refresh')}</button>
      </section>
      <section class={`panel lanes${s.stale ? ' q-stale' : ''}`}>
        {lanes.length === 0 && <p class="calm">{t('tr.loading')}</p>}
        {lanes.map((l, i) => (
          <div key={l.tag} class={`lane pen${i + 1}`}>
            <span class="pl">{s.definitions[l.tag]?.title ?? l.tag} <small>{unitOf(l.tag)}</small></span>
            {l.columns && l.columns.x.length > 0 ? <TrendLane data={l.columns} golden={l.golden} pen={i + 1} unit={unitOf(l.tag)} range={range} theme={s.theme} last={i === lanes.length - 1} onCursor={setCursor} /> : <p class="calm">{l.failed ? t('tr.failed', { why: l.failed }) : t('tr.noData')}</p>}
          </div>
        ))}
      </section>
      <section class="panel" data-testid="trend-table"><header><h2>{t('tr.table')}</h2><span class="sp" /><small class="num" data-testid="trend-cursor">{cursor === null ? '' : clock(cursor * 1000)}</small></header>
        <div tabIndex={0} class="scroll"><table class="pens"><thead><tr><th>{t('tr.tag')}</th><th class="r">{t('tr.atCursor')}</th><th class="r">{t('tr.min')}</th><th class="r">{t('tr.maxV')}</th><th /></tr></thead><tbody>
          {lanes.map((l, i) => <tr key={l.tag}><td><i class={`pen-key pen${i + 1}`} /><b>{s.definitions[l.tag]?.title ?? l.tag}</b><small class="mono dim">{l.tag}</small></td><td class="r num nw">{l.columns ? text(at(l.columns, cursor), l.tag) : '—'} <span class="u">{unitOf(l.tag)}</span>{banded && <small data-testid="trend-band">{edges(l)}</small>}</td><td class="r num nw">{text(stat(l.columns, 'min'), l.tag)}</td><td class="r num nw">{text(stat(l.columns, 'max'), l.tag)}</td><td class="r"><button type="button" class="xbtn" aria-label={t('tr.remove', { tag: l.tag })} disabled={tags.length === 1} onClick={() => choose(tags.filter((x) => x !== l.tag))}>×</button></td></tr>)}
        </tbody></table></div></section>
    </div>
  );
}
