// The people of this plant. Nobody is deleted: who left is disabled, and their name stays theirs.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireOneTimePassword, WireUser } from '../api/wire';
import { usePolled, useStore } from '../model/store';
import { dateTime } from '../format/time';
import { locale, named, t } from '../format/words';
import { refusalText } from '../widgets/hold-button';
import { Panel } from '../widgets/panel';
import { PeopleTabs } from '../widgets/people-tabs';
import { SessionTable } from './account';
import { serviceName } from '../widgets/signing';

const ROLES = ['viewer', 'operator', 'engineer', 'qa', 'maintenance', 'safety', 'admin'] as const;

function RoleTicks({ roles, set }: { roles: readonly string[]; set: (roles: string[]) => void }) {
  return (
    <fieldset class="ticks"><legend>{t('usr.roles')}</legend>{ROLES.map((role) => (
      <label key={role}><input type="checkbox" data-testid={`role-${role}`} checked={roles.includes(role)} onChange={(e) => set(e.currentTarget.checked ? [...roles, role] : roles.filter((r) => r !== role))} />{named('role', role)}</label>
    ))}</fieldset>
  );
}

function Create({ made }: { made: (told: WireOneTimePassword) => void }) {
  const [user, setUser] = useState('');
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<string[]>([]);
  const [said, say] = useState('');
  const send = async (e: Event) => {
    e.preventDefault();
    say('');
    try {
      made(await api.createUser({ user: user.trim(), name: name.trim(), roles }));
      setUser('');
      setName('');
      setRoles([]);
    } catch (error) {
      say(refusalText(error));
    }
  };
  return (
    <form class="pad col" onSubmit={(e) => void send(e)} data-testid="user-form">
      <label class="fl">{t('login.user')}<input class="field" data-testid="user-name" autocapitalize="off" autocomplete="off" spellcheck={false} value={user} onInput={(e) => setUser(e.currentTarget.value)} /></label>
      <label class="fl">{t('usr.printed')}<input class="field" data-testid="user-printed" autocomplete="off" value={name} onInput={(e) => setName(e.currentTarget.value)} /></label>
      <RoleTicks roles={roles} set={setRoles} />
      {said && <p class="err" role="alert">{said}</p>}
      <button type="submit" class="btn primary" data-testid="user-create" disabled={!user.trim() || !name.trim() || roles.length === 0}>{t('usr.create')}</button>
    </form>
  );
}

function Edit({ user: u, changed, told }: { user: WireUser; changed: () => void; told: (password: WireOneTimePassword) => void }) {
  const s = useStore();
  const [name, setName] = useState(u.name);
  const [roles, setRoles] = useState<string[]>(u.roles);
  const [reason, setReason] = useState('');
  const [said, say] = useState('');
  const self = s.session.kind === 'in' && s.session.me.user === u.user;
  const act = async (what: () => Promise<unknown>) => {
    say('');
    try {
      await what();
      changed();
    } catch (error) {
      say(refusalText(error));
    }
  };
  const same = name.trim() === u.name && [...roles].sort().join() === [...u.roles].sort().join();
  return (
    <div class="pad col" data-testid="user-edit">
      {u.service ? <p class="info" data-testid="user-service">{t('usr.service', { service: serviceName(u.service) })}</p> : (
        <><label class="fl">{t('usr.printed')}<input class="field" value={name} onInput={(e) => setName(e.currentTarget.value)} /></label>
          <RoleTicks roles={roles} set={setRoles} /></>)}
      <label class="fl">{t('usr.reason')}<input class="field" value={reason} onInput={(e) => setReason(e.currentTarget.value)} /></label>
      {said && <p class="err" role="alert">{said}</p>}
      {!u.service && <button type="button" class="btn primary" data-testid="user-save" disabled={same || !name.trim() || roles.length === 0} onClick={() => void act(() => api.changeUser(u.user, { name: name.trim(), roles, reason }))}>{t('usr.save')}</button>}
      <div class="acts2">
        {!u.service && <button type="button" class="btn" data-testid="user-reset" disabled={self} onClick={() => void act(async () => told(await api.resetPassword(u.user)))}>{t('usr.reset')}</button>}
        <button type="button" class="btn" data-testid="user-disable" disabled={self} onClick={() => void act(() => api.changeUser(u.user, { disabled: !u.disabledAt, reason }))}>{t(u.disabledAt ? 'usr.enable' : 'usr.disable')}</button>
      </div>
      <p class="quiet">{t(self ? 'usr.self' : 'usr.never')}</p>
    </div>
  );
}

export default function Users({ item }: { item?: string }) {
  const [turn, again] = useState(0);
  const users = usePolled(api.users, 10_000, [turn]);
  const sessions = usePolled(api.sessions, 10_000, [turn]);
  const [told, tell] = useState<WireOneTimePassword | null>(null);
  const [said, say] = useState('');
  const next = () => again((n) => n + 1);
  const chosen = users.value?.find((u) => u.user === item);
  return (
    <div class="usr">
      <section class="panel titlebar"><h1>{t('usr.title')}</h1><span class="dim">{t('usr.count', { n: users.value?.filter((u) => !u.disabledAt).length ?? 0 })}</span><span class="sp" /><PeopleTabs at="users" /></section>
      <Panel title={t('usr.list')}>
        <div tabIndex={0} class="scroll">
          {users.failed && <p class="calm">{t('rc.failed', { why: users.failed })}</p>}
          <table data-testid="users"><thead><tr><th>{t('login.user')}</th><th>{t('usr.printed')}</th><th>{t('usr.roles')}</th><th>{t('usr.state')}</th><th class="r">{t('usr.screens')}</th></tr></thead><tbody>{users.value?.map((u) => (
            <tr key={u.user} class={u.user === item ? 'sel' : ''}>
              <td class="mono"><a href={`#/users/${encodeURIComponent(u.user)}`} data-testid={`user-${u.user}`}>{u.user}</a></td><td><b>{u.name}</b>{u.demonstration && <small>{t('usr.demonstration')}</small>}</td><td>{u.roles.map((r) => named('role', r)).join(', ')}</td>
              <td>{u.disabledAt ? <span class="chip-tag dashed">{t('usr.disabled')}</span> : u.mustChangePassword ? <span class="chip-tag">{t('usr.oneTime')}</span> : <span class="dim">{t('usr.active')}</span>}<small class="num">{u.disabledAt ? dateTime(u.disabledAt, locale()) : t('usr.passwordAt', { at: dateTime(u.passwordAt, locale()) })}</small></td>
              <td class="r num">{u.sessions || '—'}</td>
            </tr>
          ))}</tbody></table>
        </div>
      </Panel>
      <div class="usr-side">
        {told && <section class="panel secret" role="status" data-testid="password-once"><b>{t('usr.told', { user: told.user })}</b><code class="mono">{told.oneTimePassword}</code><p class="quiet">{t('usr.toldHelp')}</p><button type="button" class="btn slim" onClick={() => tell(null)}>{t('usr.toldDone')}</button></section>}
        {chosen ? <Panel key={chosen.user} title={chosen.user} side={<a class="btn slim" href="#/users">{t('usr.new')}</a>}><div tabIndex={0} class="scroll"><Edit key={`${chosen.user}${chosen.disabledAt}${chosen.roles.join()}`} user={chosen} changed={next} told={tell} /></div></Panel>
          : <Panel title={t('usr.new')}><div tabIndex={0} class="scroll"><Create made={(password) => { tell(password); next(); }} /></div></Panel>}
      </div>
      <Panel title={t('usr.sessions')} cls="usr-low"><div tabIndex={0} class="scroll">{said && <p class="err pad" role="alert">{said}</p>}<SessionTable list={sessions.value ?? []} withUser end={(id) => void api.endSession(id).then(() => { say(''); next(); }, (error) => say(refusalText(error)))} /></div></Panel>
    </div>
  );
}
