// The film over a holder as seen from the target: shades of grey-blue for thickness, slots outlined, numbers under the
// pointer and the keyboard, and hatching where the film keeps the recipe's tolerance inside a slot.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireHolder } from '../api/wire';
import { usePolled } from '../model/store';
import { BANDS, bands, cellAt } from '../model/holder-map';
import { fixed } from '../format/number';
import { named, t } from '../format/words';

const SIZE = 410;

function Picture({ holder: h }: { holder: WireHolder }) {
  const [said, say] = useState<string | null>(null);
  const cells = h.relative.length;
  const cell = SIZE / cells;
  const mm = SIZE / h.sideMm;
  const shade = bands(h.relative);
  const place = (x: number) => SIZE / 2 + x * mm;
  const words = (relative: number) => `${h.filmNm != null ? `${fixed(h.filmNm * relative, 2)} nm · ` : ''}${fixed(relative * 100, 2)} %`;
  const slotWords = (s: WireHolder['slots'][number]) =>
    `${t('map.slot', { n: s.slot })}${s.witness ? ` · ${t('map.witness')}` : ''}: ${s.thicknessNm != null && s.minNm != null && s.maxNm != null ? `${fixed(s.thicknessNm, 2)} nm (${fixed(s.minNm, 2)} … ${fixed(s.maxNm, 2)})` : `${fixed(s.relative * 100, 2)} %`}${s.usableZoneMm != null ? ` · ${t('map.zone', { d: fixed(s.usableZoneMm, 1) })}` : ''}`;
  // The picture shows one planet; what lies on the others lies alike.
  const slots = h.slots.filter((s) => (s.planet ?? 1) === (h.slots[0]?.planet ?? 1));
  return (
    <div class="hmap">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="group" aria-label={t('map.label', { holder: h.holder })} data-testid="holder-map"
        onPointerMove={(e) => {
          const box = e.currentTarget.getBoundingClientRect();
          const at = cellAt(h.relative, (e.clientX - box.left) / box.width, (e.clientY - box.top) / box.height);
          if (at) say(`x ${fixed(at.x * h.sideMm, 1)} · y ${fixed(at.y * h.sideMm, 1)} mm: ${words(at.value)}`);
        }} onPointerLeave={() => say(null)}>
        <defs>
          <pattern id="map-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="7" class="map-hatch" /></pattern>
          <clipPath id="map-slots">{slots.map((s) => <circle key={s.slot} cx={place(s.xMm)} cy={SIZE - place(s.yMm)} r={(s.apertureMm / 2) * mm} />)}</clipPath>
        </defs>
        {h.relative.map((row, r) => row.map((_, c) => <rect key={`${r}/${c}`} x={c * cell} y={SIZE - (r + 1) * cell} width={cell + 0.6} height={cell + 0.6} class={`map-${shade.of[r]![c]}`} />))}
        {h.inTolerance && <g clip-path="url(#map-slots)">{h.inTolerance.map((row, r) => [...row].map((ok, c) => (ok === '1' ? <rect key={`${r}/${c}`} x={c * cell} y={SIZE - (r + 1) * cell} width={cell + 0.3} height={cell + 0.3} fill="url(#map-hatch)" /> : null)))}</g>}
        {slots.map((s) => (
          <g key={s.slot} tabIndex={0} role="img" aria-label={slotWords(s)} class="map-slot" onFocus={() => say(slotWords(s))} onBlur={() => say(null)} onPointerEnter={() => say(slotWords(s))}>
            <circle cx={place(s.xMm)} cy={SIZE - place(s.yMm)} r={(s.apertureMm / 2) * mm} />
            <text x={place(s.xMm)} y={SIZE - place(s.yMm) + 6}>{s.slot}</text>
          </g>
        ))}
      </svg>
      <div class="hmap-side">
        <b>{h.holder} · {named('motion', h.motion)}</b>
        <dl class="kv"><dt>{t('map.throw')}</dt><dd>{fixed(h.throwMm, 0)} mm</dd><dt>{t('map.offset')}</dt><dd>{fixed(h.orbitMm ?? h.offsetMm, 0)} mm</dd><dt>{t('map.half')}</dt><dd data-testid="map-half-range">± {fixed(h.halfRangePercent, 2)} %</dd><dt>{t('map.clean')}</dt><dd>{h.runsSinceClean}</dd></dl>
        <div class="map-key" aria-hidden="true">{Array.from({ length: BANDS }, (_, i) => <svg key={i} viewBox="0 0 10 10"><rect width="10" height="10" class={`map-${i}`} /></svg>)}</div>
        <span class="map-ends"><span>{fixed(shade.low * 100, 2)} %</span><span>{fixed(shade.high * 100, 2)} %</span></span>
        <p class="quiet">{h.inTolerance ? t('map.hatched') : ''}</p>
        <p class="map-said" aria-live="polite" data-testid="map-said">{said ?? t('map.point')}</p>
      </div>
    </div>
  );
}

/** The map of a holder; asked once for each question. */
export function HolderMap({ holder, recipe, filmNm }: { holder?: string | null; recipe?: string | null; filmNm?: number | null }) {
  const key = `${holder ?? ''}/${recipe ?? ''}/${filmNm ?? ''}`;
  const asked = usePolled<WireHolder | null>(() => (holder || recipe
    ? api.uniformity({ ...(holder ? { holder } : {}), ...(recipe ? { recipe } : {}), ...(filmNm != null ? { filmNm } : {}) })
    : Promise.resolve(null)), 0, [key]);
  if (asked.failed) return <p class="calm">{t('rc.failed', { why: asked.failed })}</p>;
  return asked.value ? <Picture holder={asked.value} /> : null;
}
