// How a person shows under an act who they are: the password kept here, or the site's identity service in a window of
// its own. And what the signature means: from the site's list, or in the page's words.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { api } from '../api/client';
import { usePolled, useStore } from '../model/store';
import { t } from '../format/words';
import { refusalText } from './hold-button';

const ASK_AGAIN_MS = 1000;
/** The controller believes a proof for two minutes; the page stops believing in it a little sooner. */
const FRESH_MS = 110_000;

/** Without the part that every address has. */
export const serviceName = (issuer: string): string => issuer.replace(/^https?:\/\//, '');

/** Where the identity service knows the person too, it forgets them as well: the next one at this screen is another. */
export function leave(service: string | null): void {
  if (service) location.assign(service);
}

function AtService({ service, label, testid, value, set, disabled }: { service: string; label: string; testid: string; value: string; set: (proof: string) => void; disabled: boolean }) {
  const [said, say] = useState('');
  const here = useRef(true);
  useEffect(() => () => { here.current = false; }, []);
  useEffect(() => {
    if (!value) return;
    const late = setTimeout(() => set(''), FRESH_MS);
    return () => clearTimeout(late);
  }, [value]);
  const ask = async () => {
    say(t('prv.waiting'));
    try {
      const { proof, address } = await api.reauthenticate();
      window.open(address ?? '', '_blank', 'noopener,width=560,height=720');
      let state = 'WAITING';
      while (here.current && state === 'WAITING') {
        await new Promise((later) => setTimeout(later, ASK_AGAIN_MS));
        state = (await api.reauthentication(proof)).state;
      }
      if (!here.current) return;
      say(state === 'CONFIRMED' ? '' : t('prv.refused'));
      if (state === 'CONFIRMED') set(proof);
    } catch (error) {
      if (here.current) say(refusalText(error));
    }
  };
  return (
    <div class="fl">{label}
      <button type="button" class={`btn${value ? ' on' : ''}`} data-testid={testid} disabled={disabled} onClick={() => void ask()}>{value ? `✓ ${t('prv.confirmed')}` : t('prv.confirm', { service: serviceName(service) })}</button>
      {said && <small role="status">{said}</small>}
    </div>
  );
}

/** The password, or the button that fetches what stands for it. */
export function Secret({ label, testid, value, set, disabled = false, focus = false }: { label: string; testid: string; value: string; set: (secret: string) => void; disabled?: boolean; focus?: boolean }) {
  const s = useStore();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { if (focus) field.current?.focus(); }, []);
  const service = s.session.kind === 'in' ? s.session.me.service : null;
  return service ? <AtService service={service} label={label} testid={testid} value={value} set={set} disabled={disabled} />
    : <label class="fl">{label}<input class="field" ref={field} type="password" autocomplete="off" data-testid={testid} value={value} disabled={disabled} onInput={(e) => set(e.currentTarget.value)} /></label>;
}

/** What a signature may mean, by act: the site's lists, and what was chosen from them. */
export function useMeanings(): { meaning: (act: string, own: string) => string; choice: (act: string) => JSX.Element | null } {
  const lists = usePolled(api.meanings, 0, []).value ?? {};
  const [chosen, choose] = useState<Record<string, string>>({});
  return {
    meaning: (act, own) => (lists[act]?.length ? chosen[act] ?? lists[act]![0]! : own),
    choice: (act) => (!lists[act]?.length ? null : (
      <label class="fl">{t('sgn.means')}<select class="field" data-testid={`meaning-${act}`} value={chosen[act] ?? lists[act]![0]} onChange={(e) => choose({ ...chosen, [act]: e.currentTarget.value })}>{lists[act]!.map((one) => <option key={one} value={one}>{one}</option>)}</select></label>
    )),
  };
}
