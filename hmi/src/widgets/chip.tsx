// A value in the picture: name, tag, value and unit, what it should be, and where it lies in its span.
import type { ComponentChildren } from 'preact';
import type { Shown } from '../model/reading';
import { AlarmSymbol } from './alarm-symbol';
import { Exponent } from './exponent';
import { readingText } from './value';
import { numberOf } from '../model/reading';
import { t } from '../format/words';

export interface ChipProps {
  x: number;
  y: number;
  w?: number;
  h: number;
  label: string;
  tag?: string;
  reading: Shown;
  side?: string;
  row?: ComponentChildren;
  /** Where the pointer's well ends, set point and normal band, in the display unit; all of it from the plant's files. */
  span?: { low: number; high: number; sp?: number | null; band?: [number, number] | null } | null;
  alarm?: number | null;
  unit?: string;
}

function Pointer({ x, y, w, value, span, quiet, alarm }: { x: number; y: number; w: number; value: number | null; span: NonNullable<ChipProps['span']>; quiet: boolean; alarm: number | null }) {
  const at = (v: number) => x + w * Math.max(0, Math.min(1, (v - span.low) / (span.high - span.low || 1)));
  return (
    <g>
      <rect class="m-well" x={x} y={y} width={w} height="11" />
      {span.band && <rect class="m-band" x={at(span.band[0])} y={y} width={Math.max(3, at(span.band[1]) - at(span.band[0]))} height="11" />}
      {span.sp != null && <path class="m-sp" d={`M${at(span.sp)} ${y - 3}v17`} />}
      {value !== null && <path class={`m-ptr${quiet ? ' quiet' : ''}${alarm ? ` a${alarm}` : ''}`} d={`M${at(value) - 8} ${y - 8}h16l-8 12z`} />}
    </g>
  );
}

export function Chip({ x, y, w = 286, h, label, tag, reading, side, row, span, alarm = null, unit }: ChipProps) {
  const q = reading.quality;
  const off = q === 'stale' || q === 'bad' || q === 'unknown';
  const value = numberOf(reading) ?? (q === 'stale' && typeof reading.value === 'number' ? reading.value : null);
  const text = readingText(reading);
  return (
    <g class={`chip q-${q}`} data-testid={`value-${reading.tag}`} data-quality={q} data-age-ms={reading.ageMs === null ? undefined : Math.round(reading.ageMs)}>
      {alarm !== null && !off && <><rect class="m-alarm edge" x={x - 4} y={y - 4} width={w + 8} height={h + 8} rx="9" /><rect class={`m-alarm a${alarm}`} x={x - 4} y={y - 4} width={w + 8} height={h + 8} rx="9" /></>}
      <rect class="m-box" x={x} y={y} width={w} height={h} rx="6" />
      {off && <rect class="m-hatch" x={x} y={y} width={w} height={h} rx="6" />}
      <text class="m-lb" x={x + 14} y={y + 27}>{label}</text>
      {tag && <text class="m-tg" x={x + w - 14} y={y + 26} text-anchor="end">{tag}</text>}
      <text x={x + 14} y={y + 67}><tspan class="m-vl"><Exponent svg text={text} /></tspan>{q !== 'bad' && q !== 'unknown' && <tspan class="m-un" dx="7">{unit ?? reading.unit}</tspan>}</text>
      {q === 'bad' ? <text class="m-q" x={x + w - 14} y={y + 66} text-anchor="end">{t('q.bad')}</text>
        : q === 'uncertain' ? <text class="m-q" x={x + w - 14} y={y + 66} text-anchor="end">?</text>
        : side && <text class="m-sd" x={x + w - 14} y={y + 66} text-anchor="end">{side}</text>}
      {row && <text class="m-sd" x={x + 14} y={y + h - 15}>{row}</text>}
      {alarm !== null && !off && <svg class="m-mark" x={x + w - 18} y={y - 16} width="34" height="34"><AlarmSymbol priority={alarm} size={34} /></svg>}
      {span && span.high > span.low && <Pointer x={x + 15} y={y + h - 24} w={w - 30} value={value} span={span} quiet={off} alarm={alarm} />}
    </g>
  );
}
