// One pen over time: the band from least to greatest of each bucket, so that a spike of one sample is never lost.
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { WireHistory } from '../api/wire';
import type { Edges } from '../model/golden';
import { clock } from '../format/time';
import { tickText } from '../format/number';

export interface Columns {
  x: number[];
  min: (number | null)[];
  max: (number | null)[];
  mean: (number | null)[];
}

/** Buckets as columns; a gap becomes an empty bucket on each side, so that no line crosses it. */
export function columns(history: WireHistory): Columns {
  const rows: [number, number | null, number | null, number | null][] = [];
  for (const p of history.points ?? []) {
    const t = Date.parse(p.t) / 1000;
    if (!Number.isFinite(t)) continue;
    const v = typeof p.v === 'number' && p.q !== 'BAD' ? p.v : null;
    rows.push([t, p.min ?? v, p.max ?? v, p.mean ?? v]);
  }
  for (const g of history.gaps ?? []) for (const edge of [g.from, g.to]) {
    const t = Date.parse(edge) / 1000;
    if (Number.isFinite(t)) rows.push([t, null, null, null]);
  }
  rows.sort((a, b) => a[0] - b[0]);
  return { x: rows.map((r) => r[0]), min: rows.map((r) => r[1]), max: rows.map((r) => r[2]), mean: rows.map((r) => r[3]) };
}

/** Trace and band on one axis of time: neither's places tear a hole into the other. */
function joined(data: Columns, golden: Edges): uPlot.AlignedData {
  return uPlot.join([[data.x, data.min, data.max, data.mean], [golden.x, golden.low, golden.high]] as uPlot.AlignedData[]);
}

const css = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const NO_BAND: Edges = { x: [], low: [], high: [] };

export function TrendLane({ data, golden = NO_BAND, pen, unit, range, theme, last, onCursor }: { data: Columns; golden?: Edges; pen: number; unit: string; range: [number, number]; theme: string; last: boolean; onCursor: (at: number | null) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const cursor = useRef(onCursor);
  cursor.current = onCursor;
  useEffect(() => {
    const el = box.current!;
    const colour = css(`--p${pen}`);
    const axis = { stroke: css('--axis'), grid: { stroke: css('--grid'), width: 1 }, ticks: { stroke: css('--grid'), width: 1 }, font: '500 12px Inter, sans-serif' };
    const made = new uPlot({
      width: Math.max(120, el.clientWidth), height: Math.max(60, el.clientHeight), legend: { show: false }, padding: [8, 12, last ? 0 : 6, 0],
      scales: { x: { time: true, range: () => range } },
      cursor: { sync: { key: 'trends', setSeries: false }, points: { size: 7 }, drag: { x: false, y: false } },
      axes: [{ ...axis, show: last, size: 30, values: (_u, splits) => splits.map((s) => clock(s * 1000)) }, { ...axis, size: 74, stroke: colour, values: (_u, splits) => splits.map((v) => tickText(v, splits.length > 1 ? splits[1]! - splits[0]! : 1)) }],
      series: [{}, { stroke: colour, width: 0, points: { show: false } }, { stroke: colour, width: 0, points: { show: false } }, { stroke: colour, width: 1.6, points: { show: false } }, { stroke: css('--tx3'), width: 1, dash: [5, 4], points: { show: false } }, { stroke: css('--tx3'), width: 1, dash: [5, 4], points: { show: false } }],
      bands: [{ series: [5, 4], fill: `${css('--tx3')}24` }, { series: [2, 1], fill: `${colour}38` }],
      hooks: { setCursor: [(u: uPlot) => cursor.current(u.cursor.left != null && u.cursor.left >= 0 ? u.posToVal(u.cursor.left, 'x') : null)] },
    }, joined(data, golden), el);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: Math.max(120, el.clientWidth), height: Math.max(60, el.clientHeight) }));
    watch.observe(el);
    return () => { watch.disconnect(); made.destroy(); };
  }, [data, golden, pen, unit, range[0], range[1], theme, last]);
  return <div class="lane-plot" ref={box} />;
}
