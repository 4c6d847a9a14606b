// ABORT: a controlled stop, always in the same place. It is not an emergency stop and does not look like one.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api/client';
import { isActive } from '../model/unit';
import { store, useStore } from '../model/store';
import { t } from '../format/words';
import { AbortIcon } from './icons';
import { phaseText, refusalText, useHold } from './hold-button';

const ECHO_MS = 1000;

type Said = { kind: 'none' } | { kind: 'waiting' } | { kind: 'confirmed' } | { kind: 'missing'; text: string };

/** Whether the unit shows that it obeyed: it is aborting or aborted, or there is no run left to stop. */
function echoed(): boolean {
  const { run, unitState } = store.live;
  const state = run?.state ?? unitState;
  return !store.stale && (state === 'ABORTING' || state === 'ABORTED' || store.live.verdict.abort || !isActive(run));
}

export function AbortButton() {
  const s = useStore();
  const [said, say] = useState<Said>({ kind: 'none' });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const later = (what: Said, ms: number) => { clearTimeout(timer.current); timer.current = setTimeout(() => say(what), ms); };
  const linked = !s.stale;

  const { phase, progress, handlers } = useHold({
    ms: 1000,
    enabled: linked,
    fire: async () => {
      say({ kind: 'waiting' });
      later({ kind: 'missing', text: t('abort.notConfirmed') }, ECHO_MS);
      try {
        await api.abort(t('abort.reason'));
      } catch (error) {
        clearTimeout(timer.current);
        say({ kind: 'missing', text: t('abort.refused', { why: refusalText(error) }) });
        throw error;
      }
    },
  });

  useEffect(() => {
    if (said.kind !== 'waiting' || !(phase.is === 'accepted' || phase.is === 'rest') || !echoed()) return;
    say({ kind: 'confirmed' });
    later({ kind: 'none' }, 4000);
  });
  useEffect(() => {
    if (said.kind === 'missing' && echoed() && phase.is === 'rest') later({ kind: 'none' }, 4000);
  }, [said.kind, phase.is, s.live.tick]);

  const line = !linked ? t('abort.noLink')
    : phase.is === 'holding' ? t('abort.keep')
    : said.kind === 'waiting' ? t(phase.is === 'sent' ? 'abort.sending' : 'abort.sent')
    : said.kind === 'confirmed' ? t('abort.done') : t('abort.hold');
  const cancelled = phase.is === 'cancelled' ? phaseText(phase) : null;
  const words = said.kind === 'missing' ? said.text : cancelled;
  return (
    <div class="abort-slot">
      <button type="button" class={`abort${linked ? '' : ' nolink'}`} data-testid="shell-abort" data-hold={phase.is} data-said={said.kind} aria-disabled={!linked} aria-describedby="abort-help" {...handlers}>
        <i class="fillbar" style={{ width: `${progress * 100}%` }} aria-hidden="true" />
        <AbortIcon />
        <span class="words"><b>{t('abort.word')}</b><small>{line}</small></span>
      </button>
      <span id="abort-help" class="sr">{linked ? t('abort.help') : t('abort.helpNoLink')}</span>
      {words && <p class={`abort-say ${said.kind === 'missing' ? 'bad' : ''}`} role="alert">{words}</p>}
    </div>
  );
}
