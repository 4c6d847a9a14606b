// Small charts: a stretched SVG for lines and HTML for words, so that text never stretches.
import type { ComponentChildren } from 'preact';
import { tickText } from '../format/number';
import type { Point } from '../model/ring';

export interface Axis {
  low: number;
  high: number;
  ticks: readonly number[];
  text?: (value: number, index: number) => string;
}

export interface ChartProps {
  x: Axis;
  y: Axis;
  label: string;
  cls?: string;
  /** Lines as points; a null value breaks the line. */
  lines?: { points: readonly Point[]; cls: string }[];
  /** Between two curves. */
  areas?: { points: readonly { t: number; low: number; high: number }[]; cls: string }[];
  bands?: { from?: number; to?: number; low?: number; high?: number; cls: string }[];
  levels?: { y: number; cls: string; text?: string }[];
  marks?: { x: number; cls: string }[];
  dots?: { x: number; y: number; cls?: string }[];
  notes?: { x: number; y: number; text: string; side: 'left' | 'right'; cls?: string }[];
  children?: ComponentChildren;
}

const N = 1000;

export function linePath(points: readonly Point[], X: (t: number) => number, Y: (v: number) => number): string {
  let d = '';
  let pen = false;
  for (const p of points) {
    if (p.v === null) {
      pen = false;
      continue;
    }
    d += `${pen ? 'L' : 'M'}${X(p.t).toFixed(1)} ${Y(p.v).toFixed(1)}`;
    pen = true;
  }
  return d;
}

export function Chart({ x, y, label, cls = '', lines = [], areas = [], bands = [], levels = [], marks = [], dots = [], notes = [], children }: ChartProps) {
  const fx = (v: number) => (v - x.low) / (x.high - x.low || 1);
  const fy = (v: number) => 1 - (v - y.low) / (y.high - y.low || 1);
  const X = (v: number) => fx(v) * N;
  const Y = (v: number) => fy(v) * N;
  const px = (v: number) => `${(fx(v) * 100).toFixed(2)}%`;
  const py = (v: number) => `${(fy(v) * 100).toFixed(2)}%`;
  const step = y.ticks.length > 1 ? y.ticks[1]! - y.ticks[0]! : 1;
  const xstep = x.ticks.length > 1 ? x.ticks[1]! - x.ticks[0]! : 1;
  return (
    <div class={`chart ${cls}`} role="img" aria-label={label}>
      <div class="plot">
        <svg viewBox={`0 0 ${N} ${N}`} preserveAspectRatio="none" aria-hidden="true">
          {bands.map((b, i) => {
            const left = Math.max(0, X(b.from ?? x.low));
            const top = Math.max(0, Y(Math.min(y.high, b.high ?? y.high)));
            return <rect key={i} class={b.cls} x={left} y={top} width={Math.max(0, Math.min(N, X(b.to ?? x.high)) - left)} height={Math.max(0, Math.min(N, Y(Math.max(y.low, b.low ?? y.low))) - top)} />;
          })}
          {y.ticks.map((v) => <path key={`y${v}`} class="grid" d={`M0 ${Y(v).toFixed(1)}H${N}`} />)}
          {x.ticks.map((v) => <path key={`x${v}`} class="grid" d={`M${X(v).toFixed(1)} 0V${N}`} />)}
          {areas.map((a, i) => a.points.length > 1 && (
            <path key={`a${i}`} class={a.cls} d={`M${a.points.map((p) => `${X(p.t).toFixed(1)} ${Y(p.high).toFixed(1)}`).join('L')}L${a.points.slice().reverse().map((p) => `${X(p.t).toFixed(1)} ${Y(p.low).toFixed(1)}`).join('L')}Z`} />
          ))}
          {levels.map((l, i) => <path key={`l${i}`} class={l.cls} d={`M0 ${Y(l.y).toFixed(1)}H${N}`} />)}
          {lines.map((l, i) => <path key={`p${i}`} class={`pen ${l.cls}`} d={linePath(l.points, X, Y)} />)}
          {marks.map((m, i) => <path key={`m${i}`} class={m.cls} d={`M${X(m.x).toFixed(1)} 0V${N}`} />)}
        </svg>
        {y.ticks.map((v, i) => <span key={v} class="yl" style={{ top: py(v) }}>{y.text ? y.text(v, i) : tickText(v, step)}</span>)}
        {x.ticks.map((v, i) => <span key={v} class={`xl${fx(v) < 0.03 ? ' s' : fx(v) > 0.97 ? ' e' : ''}`} style={{ left: px(v) }}>{x.text ? x.text(v, i) : tickText(v, xstep)}</span>)}
        {levels.map((l, i) => l.text && <span key={i} class="note lvl" style={{ top: py(l.y) }}>{l.text}</span>)}
        {dots.map((d, i) => <i key={i} class={`dot ${d.cls ?? ''}`} style={{ left: px(d.x), top: py(d.y) }} />)}
        {notes.map((n, i) => <span key={i} class={`note ${n.side} ${n.cls ?? ''}`} style={{ left: px(n.x), top: py(n.y) }}>{n.text}</span>)}
        {children}
      </div>
    </div>
  );
}
