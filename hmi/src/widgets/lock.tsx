// A screen nobody has touched for a while: the plant stays visible behind it, ABORT stays usable above it.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import { useStore } from '../model/store';
import { t } from '../format/words';
import { refusalText } from './hold-button';
import { leave, Secret } from './signing';

export function LockOverlay() {
  const s = useStore();
  const [password, setPassword] = useState('');
  const [said, say] = useState('');
  const [busy, work] = useState(false);
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
      leave(await api.signOut());
    } finally {
      s.signedOut(false);
    }
  };
  return (
    <div class="lock" data-testid="lock" role="dialog" aria-label={t('lock.title')}>
      <form class="panel lock-card" onSubmit={(e) => void submit(e)}>
        <h2>{t('lock.title')}</h2>
        <p>{t('lock.text', { name: me.name || me.user })}</p>
        <Secret label={t('login.password')} testid="lock-password" value={password} set={setPassword} focus />
        <p class="err" role="alert">{said}</p>
        <div class="acts2"><button type="button" class="btn" onClick={() => void out()}>{t('lock.other')}</button><button type="submit" class="btn primary" data-testid="lock-resume" disabled={busy || !password}>{t('lock.go')}</button></div>
      </form>
    </div>
  );
}
