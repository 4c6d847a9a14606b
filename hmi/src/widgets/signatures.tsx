// The names under one thing, where the thing is shown: printed name, meaning, UTC time, what was signed, and whether it
// still stands under exactly that.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import { usePolled } from '../model/store';
import { utc } from '../format/time';
import { t } from '../format/words';
import { Tick, Unknown } from './icons';

function List({ object, turn }: { object: string; turn: unknown }) {
  const { value, failed } = usePolled(() => api.signatures(object), 0, [object, turn]);
  if (failed) return <p class="calm">{t('rc.failed', { why: failed })}</p>;
  if (!value) return null;
  if (value.length === 0) return <p class="quiet" data-testid="signatures" data-count="0">{t('sgn.none')}</p>;
  return (
    <ul class="sgn-list" data-testid="signatures" data-count={value.length}>
      {value.map((g) => (
        <li key={g.id} data-fits={String(g.fits)}>
          {g.fits ? <span class="sig"><Tick /> {t('sgn.fits')}</span> : <b class="sig" role="alert"><Unknown label={t('sgn.not')} /> {t('sgn.not')}</b>}
          <b>{g.name}</b><span class="dim">{g.user}</span><span>{g.meaning}</span><span class="num nw">{utc(g.at)}</span><span class="mono" title={`${t('sgn.record')}: ${g.record}`}>SHA-256 {g.recordHash.slice(0, 12)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Folded, a list is asked for when somebody wants to see it. */
export function Signatures({ object, folded = false, turn }: { object: string; folded?: boolean; turn?: unknown }) {
  const [open, set] = useState(false);
  if (!folded) return <List object={object} turn={turn} />;
  return (
    <div class="sgn-fold">
      <button type="button" class="btn slim" aria-expanded={open} data-testid="signatures-open" onClick={() => set(!open)}>{t('sgn.names')}</button>
      {open && <List object={object} turn={turn} />}
    </div>
  );
}
