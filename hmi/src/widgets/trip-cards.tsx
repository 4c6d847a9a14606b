// After a trip: what fell first, what to do, and the film that was reached.
import type { WireInterlocks } from '../api/wire';
import { isActive } from '../model/unit';
import type { Store } from '../model/store';
import { fixed } from '../format/number';
import { eventWords } from '../format/said';
import { clock, offset } from '../format/time';
import { t } from '../format/words';
import { AlarmSymbol } from './alarm-symbol';
import { filmNumbers } from './film-card';
import { RunActions, ResetButton } from './next-card';
import { Panel } from './panel';
import { TripTodo } from './todo-list';

export function FirstOutCard({ store: s, interlocks }: { store: Store; interlocks: WireInterlocks | null }) {
  const first = s.live.verdict.firstOut;
  const title = first.map((id) => interlocks?.causes.find((c) => c.id === id)?.title ?? id).join(' + ') || t('trip.unknown');
  const events = (interlocks?.events ?? []).slice(0, 24);
  const t0 = events[0] ? Date.parse(events[0].at) : 0;
  return (
    <section class="panel trip-card" data-testid="firstout" aria-label={t('trip.first')}>
      <header><AlarmSymbol priority={1} size={28} onColour /><h2>{t('trip.firstOut', { what: title })}</h2></header>
      <div tabIndex={0} class="soe-wrap">
        {events.length === 0 ? <p class="calm">{t('trip.noEvents')}</p> : (
          <table class="soe"><tbody>
            {events.map((e, i) => {
              const isFirst = e.id !== undefined && first.includes(e.id);
              return <tr key={i} class={isFirst ? 'fo' : ''} data-testid="soe-row"><td class="num">{clock(e.at, true)}</td><td class="txt">{eventWords(e.kind, e.text ?? e.id ?? '')}</td><td class="r num">{isFirst ? t('trip.first') : offset(e.offsetMs ?? Date.parse(e.at) - t0)}</td></tr>;
            })}
          </tbody></table>
        )}
      </div>
      <footer><span>{t('trip.effects', { n: s.live.verdict.tripped.length })}</span><span class="sp" /><a class="btn" href="#/interlocks">{t('trip.matrix')}</a></footer>
    </section>
  );
}

export function DoThisCard({ store: s, interlocks, titles }: { store: Store; interlocks: WireInterlocks | null; titles: Record<string, string> }) {
  return (
    <Panel cls="do-card" title={t('trip.do')}>
      <TripTodo store={s} incident={interlocks?.incident ?? null} titles={titles} />
      <div class="acts n1"><ResetButton store={s} titles={titles} /></div>
      {isActive(s.live.run) && <RunActions store={s} />}
    </Panel>
  );
}

export function FilmAtTrip({ store: s }: { store: Store }) {
  const run = s.live.run;
  const film = filmNumbers(s);
  if (!film || !run?.phases?.some((p) => p.name === 'Deposit' && p.state !== 'FUTURE')) return null;
  return (
    <Panel cls="trip-film" title={t('film.atTrip')} side={run.targetNm != null && <small>{t('film.target', { v: run.toleranceNm != null ? `${fixed(run.targetNm, 1)} ± ${fixed(run.toleranceNm, 1)}` : fixed(run.targetNm, 1) })}</small>}>
      <div class="row"><div class="hero"><b class="v" data-testid="thickness-value">{film.value}</b><span class="pm" data-testid="thickness-sigma">{film.band ? `± ${film.band} nm` : 'nm'}</span></div><p>{t('trip.foil')}</p></div>
    </Panel>
  );
}
