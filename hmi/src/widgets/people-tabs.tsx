import { useStore } from '../model/store';
import { t } from '../format/words';

/** One's own account, and for those who look after them the users, the certificates, the links and the audit. */
export function PeopleTabs({ at }: { at: 'account' | 'users' | 'certificates' | 'links' | 'audit' }) {
  const s = useStore();
  const pages = [['account', true], ['users', s.may('users')], ['certificates', s.may('certificates')], ['links', s.may('watch')], ['audit', s.may('audit')]] as const;
  const shown = pages.filter(([, yes]) => yes);
  if (shown.length < 2) return null;
  return <nav class="tabs" aria-label={t('acc.tabs')}>{shown.map(([page]) => <a key={page} href={`#/${page}`} class={page === at ? 'on' : ''} aria-current={page === at ? 'page' : undefined} data-testid={`tab-${page}`}>{t(`nav.${page}`)}</a>)}</nav>;
}
