// A screen nobody has touched for a while: the plant stays visible behind it, ABORT stays usable above it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api/client';
import { useStore } from '../model/store';
import { t } from '../format/words';
import { refusalText } from './hold-button';

export function LockOverlay() {
  const s = useStore();
  const [password, setPassword] = useState('');
  const [said, say] = useState('');
  const [busy, work] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  if (s.session.kind !== 'in') return null;
  const { me } = s.session;
  const submit = async (e: Event) => {
    e.preventDefault();
    work(true);
    say('');
    try {
      await api.resume(password);
      s.resumed();
    } catch (error) {
      say(refusalText(error));
    } finally {
      setPassword('');
      work(false);
    }
  };
  const out = async () => {
    try {
      await api.signOut();
    } finally {
      s.signedOut(false);
    }
  };
  return (
    <div class="lock" data-testid="lock" role="dialog" aria-label={t('lock.title')}>
      <form class="panel lock-card" onSubmit={(e) => void submit(e)}>
        <h2>{t('lock.title')}</h2>
        <p>{t('lock.text', { name: me.name || me.user })}</p>
        <label class="fl">{t('login.password')}<input class="field" ref={field} type="password" autocomplete="off" data-testid="lock-password" value={password} onInput={(e) => setPassword(e.currentTarget.value)} /></label>
        <p class="err" role="alert">{said}</p>
        <div class="acts2"><button type="button" class="btn" onClick={() => void out()}>{t('lock.other')}</button><button type="submit" class="btn primary" data-testid="lock-resume" disabled={busy || !password}>{t('lock.go')}</button></div>
      </form>
    </div>
  );
}
