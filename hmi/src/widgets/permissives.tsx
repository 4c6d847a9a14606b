import type { WirePermissive } from '../api/wire';
import type { Store } from '../model/store';
import { against } from '../format/said';
import { t } from '../format/words';
import { Unknown, Tick } from './icons';
import { AlarmSymbol } from './alarm-symbol';
import { Panel } from './panel';

/** A tick only for a known yes; what is not live is not ticked. */
export function PermissiveMark({ ok, live }: { ok: boolean | null; live: boolean }) {
  if (!live || ok === null) return <Unknown label={t('perm.unknown')} />;
  return ok ? <span class="mark yes" role="img" aria-label={t('perm.yes')}><Tick /></span> : <span class="mark no" role="img" aria-label={t('perm.no')}><AlarmSymbol priority={2} size={20} /></span>;
}

const rank = (p: WirePermissive): number => (p.ok === false ? 0 : p.ok === null ? 1 : 2);

/** Whether a start waits for it; a calibration run does not wait for what only keeps production back. */
export function blocksStart(p: WirePermissive, production: boolean): boolean {
  return !p.blocks?.length || p.blocks.includes('START') || (production && p.blocks.includes('PRODUCTION'));
}

/** Those that matter for the step at hand: for the start while nothing runs, else for the phase under way. */
export function relevant(all: readonly WirePermissive[], phase: string | null): WirePermissive[] {
  const wanted = all.filter((p) => !p.blocks?.length || (phase === null ? blocksStart(p, true) : p.blocks.includes(phase)));
  return (wanted.length > 0 ? wanted : [...all]).slice().sort((a, b) => rank(a) - rank(b));
}

const SHOWN = 9;

export function PermissivesCard({ store: s, phase }: { store: Store; phase: string | null }) {
  const live = !s.stale;
  const items = relevant(s.live.permissives, phase);
  const good = items.filter((p) => p.ok === true).length;
  const bad = live && good < items.length;
  return (
    <Panel cls={`perm-card${bad || !live ? ' open' : ''}`} title={<>{live && !bad && items.length > 0 && <span class="folded"><Tick /></span>}{t('perm.title')}</>}
      side={items.length > SHOWN ? <a class="more" href="#/start" title={t('perm.all', { n: items.length })}>{live ? t('perm.good', { good, all: items.length }) : t('perm.notLive')}</a>
        : <small>{items.length === 0 ? t('perm.none') : live ? t('perm.good', { good, all: items.length }) : t('perm.notLive')}</small>}>
      <div class="perms">
        {items.slice(0, SHOWN).map((p) => (
          <div key={p.id} class={live && p.ok === false ? 'bad' : ''} data-testid={`perm-${p.id}`} data-ok={live && p.ok !== null ? String(p.ok) : 'unknown'} title={[p.title, ...Object.values(against(p.value, p.limit))].filter(Boolean).join(' · ')}>
            <PermissiveMark ok={p.ok} live={live} /><span>{p.title}</span>
          </div>
        ))}
      </div>
    </Panel>
  );
}
