// One's own account: password, keys for scripts, and the screens one is signed in at.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireSession, WireToken } from '../api/wire';
import { useStore, usePolled } from '../model/store';
import { dateTime } from '../format/time';
import { locale, named, t } from '../format/words';
import { refusalText } from '../widgets/hold-button';
import { Panel } from '../widgets/panel';
import { PasswordForm } from '../widgets/password-form';
import { PeopleTabs } from '../widgets/people-tabs';
import { serviceName } from '../widgets/signing';

/** What a browser calls itself, short enough for a column. */
export function browserWord(agent: string): string {
  const known = /(Firefox|Edg|Chrome|Safari)\/(\d+)/.exec(agent.replace(/Chrome(?=.*Edg\/)/, ''));
  return known ? `${known[1] === 'Edg' ? 'Edge' : known[1]} ${known[2]}` : agent.slice(0, 24) || '—';
}

export function SessionTable({ list, end, withUser }: { list: readonly WireSession[]; end: (id: string) => void; withUser: boolean }) {
  return (
    <table data-testid="sessions"><thead><tr>{withUser && <th>{t('acc.user')}</th>}<th>{t('acc.from')}</th><th>{t('acc.browser')}</th><th>{t('acc.since')}</th><th>{t('acc.active')}</th><th /></tr></thead>
      <tbody>{list.map((x) => (
        <tr key={x.id}>{withUser && <td><b>{x.user}</b></td>}<td class="mono nw">{x.from}</td><td class="nw">{browserWord(x.browser)}</td><td class="num nw">{dateTime(x.startedAt, locale())}</td>
          <td class="num nw">{dateTime(x.activeAt, locale())}{x.locked && <small>{t('acc.locked')}</small>}</td>
          <td class="r">{x.own ? <span class="chip-tag">{t('acc.here')}</span> : <button type="button" class="btn slim" onClick={() => end(x.id)}>{t('acc.end')}</button>}</td></tr>
      ))}</tbody></table>
  );
}

function Keys() {
  const s = useStore();
  const [turn, again] = useState(0);
  const list = usePolled(api.tokens, 0, [turn]);
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [scope, setScope] = useState<string[]>(['watch']);
  const [made, setMade] = useState<WireToken | null>(null);
  const [said, say] = useState('');
  const mine = s.session.kind === 'in' ? Object.entries(s.session.me.can).filter(([word, yes]) => yes && word !== 'ownAccount').map(([word]) => word) : [];
  const act = async (what: () => Promise<unknown>) => {
    say('');
    try {
      await what();
      again((n) => n + 1);
    } catch (error) {
      say(refusalText(error));
    }
  };
  const make = (e: Event) => {
    e.preventDefault();
    void act(async () => {
      setMade(await api.newToken({ name: name.trim(), scope, days: Number(days) }));
      setName('');
    });
  };
  return (
    <Panel title={t('acc.keys')} cls="grow">
      <div tabIndex={0} class="scroll">
        {made?.key && <div class="secret" data-testid="key-once" role="status"><b>{t('acc.keyOnce')}</b><code class="mono">{made.key}</code><button type="button" class="btn slim" onClick={() => setMade(null)}>{t('acc.keyKept')}</button></div>}
        <form class="pad col" onSubmit={make}>
          <div class="cal-two"><label class="fl">{t('acc.keyName')}<input class="field" data-testid="key-name" value={name} onInput={(e) => setName(e.currentTarget.value)} /></label>
            <label class="fl">{t('acc.keyDays')}<input class="field" inputMode="numeric" value={days} onInput={(e) => setDays(e.currentTarget.value)} /></label></div>
          <fieldset class="ticks"><legend>{t('acc.keyScope')}</legend>{mine.map((word) => (
            <label key={word}><input type="checkbox" checked={scope.includes(word)} onChange={(e) => setScope(e.currentTarget.checked ? [...scope, word] : scope.filter((x) => x !== word))} />{named('can', word)}</label>
          ))}</fieldset>
          {said && <p class="err" role="alert">{said}</p>}
          <button type="submit" class="btn" data-testid="key-make" disabled={!name.trim() || scope.length === 0 || !/^\d+$/.test(days)}>{t('acc.keyMake')}</button>
        </form>
        {list.value && list.value.length > 0 && <table><thead><tr><th>{t('acc.keyName')}</th><th>{t('acc.keyScope')}</th><th>{t('acc.keyEnds')}</th><th /></tr></thead><tbody>{list.value.map((x) => (
          <tr key={x.id} class={x.valid ? '' : 'dim'}><td><b>{x.name}</b><small class="mono">{x.id}</small></td><td>{x.scope.map((word) => named('can', word)).join(', ')}</td><td class="num nw">{dateTime(x.revokedAt ?? x.expiresAt, locale())}</td>
            <td class="r">{x.valid ? <button type="button" class="btn slim" onClick={() => void act(() => api.revokeToken(x.id))}>{t('acc.keyRevoke')}</button> : <span class="chip-tag">{t(x.revokedAt ? 'acc.keyRevoked' : 'acc.keyEnded')}</span>}</td></tr>
        ))}</tbody></table>}
      </div>
    </Panel>
  );
}

export default function Account() {
  const s = useStore();
  const [turn, again] = useState(0);
  const list = usePolled(api.sessions, 15_000, [turn]);
  const [changed, setChanged] = useState(false);
  const [said, say] = useState('');
  if (s.session.kind !== 'in') return null;
  const { me } = s.session;
  const act = (what: Promise<unknown>) => void what.then(() => { say(''); again((n) => n + 1); }, (error) => say(refusalText(error)));
  const own = (list.value ?? []).filter((x) => x.user === me.user);
  const lockNow = () => void api.lock().then(() => s.lockNow(), (error) => say(refusalText(error)));
  return (
    <div class="acc">
      <section class="panel titlebar"><h1>{me.name || me.user}</h1><span class="mono">{me.user}</span>{me.roles.map((r) => <span key={r} class="chip-tag">{named('role', r)}</span>)}<span class="sp" /><PeopleTabs at="account" /></section>
      <Panel title={t('acc.password')}>{me.service ? <p class="calm">{t('usr.service', { service: serviceName(me.service) })}</p> : <>{changed && <p class="calm" role="status">{t('acc.changed')}</p>}<PasswordForm done={() => { setChanged(true); again((n) => n + 1); }} /></>}</Panel>
      {!me.service && <Keys />}
      <Panel title={t('acc.sessions')} side={<><button type="button" class="btn slim" data-testid="lock-now" onClick={lockNow}>{t('acc.lockNow')}</button><button type="button" class="btn slim" data-testid="end-others" disabled={own.length < 2} onClick={() => act(api.endOtherSessions())}>{t('acc.endOthers')}</button></>}>
        <div tabIndex={0} class="scroll">{said && <p class="err pad" role="alert">{said}</p>}<SessionTable list={own} withUser={false} end={(id) => act(api.endSession(id))} /></div>
      </Panel>
    </div>
  );
}
