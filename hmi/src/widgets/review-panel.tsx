// Who has signed the matrix in force, and the matrix on paper. A changed file has another hash and no names under it.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireInterlocks } from '../api/wire';
import type { Store } from '../model/store';
import { dateTime } from '../format/time';
import { locale, t, type Key } from '../format/words';
import { refusalText } from './hold-button';
import { Tick, Unknown } from './icons';
import { Panel } from './panel';
import { Secret, useMeanings } from './signing';
import { Signatures } from './signatures';

export function ReviewPanel({ matrix: m, store: s }: { matrix: WireInterlocks; store: Store }) {
  const [password, setPassword] = useState('');
  const [said, say] = useState<string | null>(null);
  const { meaning, choice } = useMeanings();
  const names = m.signatures ?? [];
  const mine = s.session.kind === 'in' ? s.session.me.user : '';
  const mayStill = s.may('signMatrix') && !names.some((n) => n.user === mine);
  const sign = async (e: Event) => {
    e.preventDefault();
    say(null);
    try {
      await api.signMatrix(m.hash ?? '', password, meaning('interlocks.matrix.sign', t('sig.meaning')));
      setPassword('');
    } catch (error) {
      say(refusalText(error));
    }
  };
  return (
    <Panel title={t('sig.title')} side={<><a class="btn slim" href="/api/v1/interlocks/matrix.html" target="_blank" rel="noopener">{t('sig.print')}</a><a class="btn slim" href="/api/v1/interlocks/matrix.pdf" target="_blank" rel="noopener" data-testid="matrix-pdf">{t('sig.pdf')}</a></>}>
      <dl class="kv pad" data-testid="matrix-signatures">
        {names.map((n) => [<dt key={n.role}>{t(`sig.role.${n.role}` as Key)}</dt>, <dd key={`${n.role}-by`} data-signed={n.user ? 'yes' : 'no'}><span class="sig">{n.user ? <><Tick /> {t('sig.by', { name: n.name ?? n.user, at: dateTime(n.at, locale()) })}</> : <><Unknown label={t('sig.not')} /> {t('sig.not')}</>}</span></dd>])}
      </dl>
      {m.hash && <div class="pad"><Signatures object={`matrix ${m.hash}`} turn={names.filter((n) => n.user).length} /></div>}
      {mayStill && (
        <form class="pad col" onSubmit={(e) => void sign(e)}>
          {choice('interlocks.matrix.sign')}
          <Secret label={t('sig.password')} testid="matrix-password" value={password} set={setPassword} />
          {said && <em role="alert">{said}</em>}
          <button type="submit" class="btn" data-testid="matrix-sign" disabled={s.stale || !password}>{t('sig.sign')}</button>
        </form>
      )}
    </Panel>
  );
}
