// Another password: the one until now, and the new one twice. Which one is taken is the server's affair.
import { useState } from 'preact/hooks';
import { api, Refusal } from '../api/client';
import { t } from '../format/words';
import { refusalText } from './hold-button';

export function PasswordForm({ done }: { done: () => void }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [said, say] = useState<string[]>([]);
  const [busy, work] = useState(false);
  const differs = again !== '' && again !== password;
  const submit = async (e: Event) => {
    e.preventDefault();
    work(true);
    say([]);
    try {
      await api.changePassword(current, password);
      setCurrent('');
      setPassword('');
      setAgain('');
      done();
    } catch (error) {
      const rules = error instanceof Refusal ? (error.problem.violations ?? []).map((v) => v.message) : [];
      say(rules.length ? rules : [refusalText(error)]);
    } finally {
      work(false);
    }
  };
  return (
    <form class="pad col" onSubmit={(e) => void submit(e)} data-testid="password-form">
      <p class="quiet">{t('acc.passwordHelp')}</p>
      <label class="fl">{t('acc.current')}<input class="field" type="password" autocomplete="current-password" data-testid="password-current" value={current} onInput={(e) => setCurrent(e.currentTarget.value)} /></label>
      <label class="fl">{t('acc.new')}<input class="field" type="password" autocomplete="new-password" data-testid="password-new" value={password} onInput={(e) => setPassword(e.currentTarget.value)} /></label>
      <label class="fl">{t('acc.again')}<input class="field" type="password" autocomplete="new-password" data-testid="password-again" value={again} onInput={(e) => setAgain(e.currentTarget.value)} /></label>
      {differs && <p class="err">{t('acc.differs')}</p>}
      {said.length > 0 && <ul class="viol" role="alert">{said.map((line) => <li key={line}>{line}</li>)}</ul>}
      <button type="submit" class="btn primary" data-testid="password-change" disabled={busy || !current || !password || again !== password}>{t('acc.change')}</button>
    </form>
  );
}
