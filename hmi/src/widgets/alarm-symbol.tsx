// Priority by shape, number and colour together; acknowledged shows as a missing ring, not as another hue.
import type { AlarmLook } from '../model/alarms';
import { named, t } from '../format/words';

const SHAPE: Record<number, string> = {
  1: 'M7 1.5h10l5.5 5.5v10L17 22.5H7L1.5 17V7z',
  2: 'M12 1.4 23 22H1z',
  3: 'M12 .8 23.2 12 12 23.2.8 12z',
  4: 'M12 1.2a10.8 10.8 0 1 1 0 21.6 10.8 10.8 0 0 1 0-21.6z',
};
const BASE: Record<number, number> = { 1: 17.2, 2: 19.6, 3: 16.9, 4: 17 };

export function AlarmSymbol({ priority, look = 'ack', size = 22, onColour = false }: { priority: number; look?: AlarmLook; size?: number; onColour?: boolean }) {
  const p = Math.min(4, Math.max(1, Math.round(priority)));
  const ring = look === 'unack';
  const hollow = look === 'rtn';
  const state = look === 'unack' || look === 'ack' || look === 'rtn' ? t(`alarm.${look}`) : '';
  const shape = SHAPE[p]!;
  const centre = p === 2 ? 13.4 : 12;
  return (
    <svg class={`asym p${p}${hollow ? ' hollow' : ''}${onColour ? ' swap' : ''}`} width={ring ? Math.round(size * 1.24) : size} height={ring ? Math.round(size * 1.24) : size}
      viewBox={ring ? '-4.4 -4.4 32.8 32.8' : '-1 -1 26 26'} role="img" aria-label={`${t('alarm.priority', { n: p })} ${named('priority', String(p))}${state ? `, ${state}` : ''}`}>
      {ring && <path class="ring" d={shape} transform={`translate(12 ${centre}) scale(1.3) translate(-12 ${-centre})`} />}
      <path class="fill" d={shape} />
      {hollow && <path class="rim" d={shape} />}
      <text x="12" y={BASE[p]} text-anchor="middle" font-size={p === 2 ? 13.5 : 14.5}>{p}</text>
    </svg>
  );
}
