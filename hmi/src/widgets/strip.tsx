// Five small trends of the last quarter of an hour: normal band behind, a gap where nothing is known.
import { STRIP_MINUTES, type Store } from '../model/store';
import type { Point } from '../model/ring';
import { scale } from '../format/number';
import { t, type Key } from '../format/words';
import { Chart } from './chart';
import { Value } from './value';

const RUN: [string, Key, string | null][] = [
  ['chamber.pressure', 'strip.pressure', 'chamber.throttle.pressure_set'], ['cathode.power', 'strip.power', 'cathode.power_set'], ['cathode.voltage', 'strip.voltage', null],
  ['gas.oxygen.flow', 'strip.oxygen', 'gas.oxygen.flow_set'], ['film.rate', 'strip.rate', null],
];
const TRIP: typeof RUN = [...RUN.slice(0, 4), ['cooling.flow', 'strip.cooling', null]];

/** Limits of the y axis around what was seen, never so narrow that noise looks like an event. */
export function yRange(points: readonly Point[], high: number | null): [number, number] {
  let lo = Infinity;
  let hi = -Infinity;
  for (const p of points) {
    if (p.v === null) continue;
    lo = Math.min(lo, p.v);
    hi = Math.max(hi, p.v);
  }
  if (!Number.isFinite(lo)) return [0, high && high > 0 ? high : 1];
  const least = Math.max((hi - lo) * 0.15, Math.abs(hi) * 0.04, (high ?? 1) * 0.004);
  const size = Math.max(hi, (high ?? 1) * 0.02);
  const low = lo > -0.02 * size && lo - least < size * 0.35 ? 0 : lo - least; // noise around nothing is no negative value
  return [low, Math.max(hi + least, low + (high ?? 1) * 0.008)];
}

export function TrendStrip({ store: s, tripAt }: { store: Store; tripAt: number | null }) {
  const now = Date.parse(s.live.plantTime ?? '') || 0;
  const from = now - STRIP_MINUTES * 60_000;
  const stale = s.stale;
  return (
    <section class="panel strip" aria-label={t('strip.label')}>
      {(tripAt !== null ? TRIP : RUN).map(([tag, name, set]) => {
        const points = s.rings.get(tag)?.all.filter((p) => p.t >= from - 60_000) ?? [];
        const definition = s.definitions[tag];
        const [low, high] = yRange(points, definition?.high ?? null);
        const y = scale(low, high, 2.4);
        const sp = set ? s.reading(set) : null;
        const tol = set ? s.definitions[set]?.tolerance : null;
        const band = sp && typeof sp.value === 'number' && sp.value > 0 && tol && !stale ? [{ low: sp.value - tol, high: sp.value + tol, cls: 'c-band' }] : [];
        return (
          <div key={tag} class="st">
            <div class="hd"><span>{t(name)}</span><b><Value reading={s.reading(tag)} testid={false} /></b></div>
            <Chart cls="small" label={`${t(name)}, ${t('strip.label')}`} x={{ low: from, high: now || 1, ticks: [from, now || 1], text: (_, i) => (i === 0 ? t('strip.from') : t('strip.now')) }}
              y={y} bands={[...band, ...(stale ? [{ from: now - 20_000, to: now, cls: 'c-lost' }] : [])]}
              lines={[{ points, cls: 'thin' }]} marks={tripAt !== null && tripAt > from ? [{ x: tripAt, cls: 'c-limit' }] : []} />
          </div>
        );
      })}
    </section>
  );
}
