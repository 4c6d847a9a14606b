import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireInterlocks } from '../api/wire';
import { isActive } from '../model/unit';
import { useStore } from '../model/store';
import { FilmCard, filmNumbers } from '../widgets/film-card';
import { tripSeconds } from '../widgets/header';
import { Mimic } from '../widgets/mimic';
import { NextCard } from '../widgets/next-card';
import { PermissivesCard } from '../widgets/permissives';
import { TrendStrip } from '../widgets/strip';
import { PhaseTimeline } from '../widgets/timeline';
import { DoThisCard, FilmAtTrip, FirstOutCard } from '../widgets/trip-cards';
import { t } from '../format/words';

/** The matrix in words: names of causes and the sequence of a trip; read when the verdict changes, and while tripped. */
function useInterlocks(active: boolean, key: string): WireInterlocks | null {
  const [value, set] = useState<WireInterlocks | null>(null);
  const running = useRef(true);
  useEffect(() => {
    if (!active) return undefined;
    running.current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const answer = await api.interlocks();
        if (running.current) set(answer);
      } catch { /* the card says that the sequence is not here */ }
      if (running.current) timer = setTimeout(() => void ask(), 2000);
    };
    void ask();
    return () => { running.current = false; clearTimeout(timer); };
  }, [active, key]);
  return value;
}

export default function Operate() {
  const s = useStore();
  const run = s.live.run;
  const tripped = s.word === 'TRIPPED';
  const locked = s.live.verdict.tripped.length > 0;
  const interlocks = useInterlocks(locked && !s.stale, s.live.verdict.firstOut.join());
  const titles = Object.fromEntries((interlocks?.causes ?? []).map((c) => [c.id, c.title]));
  const over = run !== null && !isActive(run);
  const since = tripped ? tripSeconds() : null;
  const tripAt = since !== null ? Date.parse(s.live.plantTime ?? s.live.serverTime ?? '') - since * 1000 : null;
  const film = filmNumbers(s);
  const byHand = run?.prompt != null && (run.prompt.zeroS != null || run.prompt.watch != null); // its large digits take the place
  const grown = run?.phases?.some((p) => p.name === 'Deposit' && p.state !== 'FUTURE') ?? false;
  return (
    <div class={`operate${tripped ? ' trip' : ''}`}>
      <h1 class="sr">{t('nav.operate')}</h1>
      <PhaseTimeline run={run} stale={s.stale} over={over} />
      <section class="panel mim"><Mimic store={s} filmHeld={(tripped || s.word === 'HELD') && grown && film ? film.value : null} /></section>
      <div class="side">
        {tripped ? <><FirstOutCard store={s} interlocks={interlocks} /><DoThisCard store={s} interlocks={interlocks} titles={titles} /><FilmAtTrip store={s} /></>
          : <><FilmCard store={s} /><NextCard store={s} titles={titles} />{!byHand && <PermissivesCard store={s} phase={run !== null && isActive(run) ? run.phase : null} />}</>}
      </div>
      <TrendStrip store={s} tripAt={tripAt} />
    </div>
  );
}
