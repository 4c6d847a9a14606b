import { useStore } from '../model/store';
import { t, type Key } from '../format/words';
import { Moon, RailIcon, Sun } from './icons';

export const PAGES = ['operate', 'start', 'recipes', 'interlocks', 'alarms', 'trends', 'batches', 'cells', 'calibration', 'maintenance', 'deviations', 'chamber', 'shadow'] as const;
/** Not on the rail: reached by the name in the head, because they are about people and machines, or from a batch. */
export const PEOPLE_PAGES = ['account', 'users', 'certificates', 'links', 'audit', 'review'] as const;
export type Page = (typeof PAGES)[number] | (typeof PEOPLE_PAGES)[number];

export function LookSwitches() {
  const s = useStore();
  return (
    <div class="switches">
      <button type="button" data-testid="theme-switch" aria-label={t('shell.theme')} title={t('shell.theme')} onClick={() => s.setTheme(s.theme === 'dark' ? 'light' : 'dark')}>{s.theme === 'dark' ? <Sun /> : <Moon />}</button>
      <button type="button" data-testid="lang-switch" lang={s.language === 'zh' ? 'en' : 'zh-CN'} aria-label={s.language === 'zh' ? 'English' : '中文'} onClick={() => s.setLanguage(s.language === 'zh' ? 'en' : 'zh')}>{s.language === 'zh' ? 'EN' : '中文'}</button>
    </div>
  );
}

export function Rail({ page }: { page: Page }) {
  const s = useStore();
  const pages = PAGES.filter((p) => (p !== 'chamber' || s.live.mode === 'virtual' || page === 'chamber') && (p !== 'shadow' || s.live.mode === 'shadow' || page === 'shadow'));
  return (
    <nav class="rail" aria-label={t('nav.pages')}>
      {pages.map((p) => (
        <a key={p} href={`#/${p}`} class={p === page ? 'on' : ''} aria-current={p === page ? 'page' : undefined} data-testid={`nav-${p}`}><RailIcon page={p} /><span>{t(`nav.${p}` as Key)}</span></a>
      ))}
      <span class="sp" />
      <LookSwitches />
    </nav>
  );
}
