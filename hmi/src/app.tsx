// The frame around every page, and which page is shown. Addresses live behind the #, so the server needs no rule for them.
import { Component, type ComponentChildren, type FunctionComponent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from './api/client';
import { useStore } from './model/store';
import { t } from './format/words';
import { AlarmBanner } from './widgets/banner';
import { Header } from './widgets/header';
import { LockOverlay } from './widgets/lock';
import { Panel } from './widgets/panel';
import { PasswordForm } from './widgets/password-form';
import { PAGES, PEOPLE_PAGES, Rail, type Page } from './widgets/rail';
import Operate from './screens/operate';
import SignIn from './screens/sign-in';

type Screen = FunctionComponent<{ item?: string }>;

/** Operate and sign-in come with the frame; the rest follows when it is first needed, or when the console is idle. */
const LATER: Record<Exclude<Page, 'operate'>, () => Promise<{ default: Screen }>> = {
  start: () => import('./screens/start'),
  recipes: () => import('./screens/recipes'),
  interlocks: () => import('./screens/interlocks'),
  alarms: () => import('./screens/alarms'),
  trends: () => import('./screens/trends'),
  batches: () => import('./screens/batches'),
  cells: () => import('./screens/cells'),
  calibration: () => import('./screens/calibration'),
  maintenance: () => import('./screens/maintenance'),
  deviations: () => import('./screens/deviations'),
  review: () => import('./screens/review'),
  chamber: () => import('./screens/chamber'),
  shadow: () => import('./screens/shadow'),
  account: () => import('./screens/account'),
  users: () => import('./screens/users'),
  certificates: () => import('./screens/certificates'),
  links: () => import('./screens/links'),
  audit: () => import('./screens/audit'),
};
const loaded: Partial<Record<Page, Screen>> = { operate: Operate as Screen };

async function load(page: Page): Promise<Screen> {
  if (page !== 'operate' && !loaded[page]) loaded[page] = (await LATER[page]()).default;
  return loaded[page]!;
}

function where(): { page: Page; item?: string } {
  const [, page, item] = location.hash.split('/');
  return { page: ([...PAGES, ...PEOPLE_PAGES] as readonly string[]).includes(page ?? '') ? (page as Page) : 'operate', item: item ? decodeURIComponent(item) : undefined };
}

/** A page that fails must not take ABORT with it. */
class Guard extends Component<{ children: ComponentChildren; page: string }, { failed: string | null; page: string }> {
  state = { failed: null as string | null, page: this.props.page };

  static getDerivedStateFromProps(props: { page: string }, state: { page: string; failed: string | null }) {
    return props.page !== state.page ? { failed: null, page: props.page } : null;
  }

  componentDidCatch(error: unknown) {
    console.error(error);
    this.setState({ failed: error instanceof Error ? error.message : String(error) });
  }

  render() {
    return this.state.failed === null ? this.props.children : <section class="panel"><p class="calm" role="alert">{this.state.failed}</p></section>;
  }
}

/** A one-time password opens nothing but this. */
function FirstPassword() {
  const s = useStore();
  const again = () => void api.me().then((me) => s.signedIn(me), () => s.signedOut(false));
  return <div class="first"><Panel title={t('acc.first')}><p class="calm">{t('acc.firstText')}</p><PasswordForm done={again} /></Panel></div>;
}

export function App() {
  const s = useStore();
  const [route, go] = useState(where);
  const [, ready] = useState(0);
  const main = useRef<HTMLElement>(null);

  useEffect(() => {
    const moved = () => go(where());
    window.addEventListener('hashchange', moved);
    return () => window.removeEventListener('hashchange', moved);
  }, []);

  useEffect(() => {
    let over = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const fetchPage = () => void load(route.page).then(() => !over && ready((n) => n + 1), () => {
      if (!over) again = setTimeout(fetchPage, 2000); // the server is away: the page comes when it is back
    });
    fetchPage();
    return () => { over = true; clearTimeout(again); };
  }, [route.page]);

  useEffect(() => {
    if (s.session.kind !== 'in') return undefined;
    const rest = setTimeout(() => void Promise.allSettled(PAGES.map(load)), 4000);
    return () => clearTimeout(rest);
  }, [s.session.kind]);

  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if (!e.altKey || e.ctrlKey || e.metaKey) return;
      if (e.shiftKey && e.code === 'KeyA') {
        document.querySelector<HTMLElement>('[data-testid=shell-abort]')?.focus();
        e.preventDefault();
      } else if (!e.shiftKey && e.code === 'KeyA') {
        document.querySelector<HTMLElement>('[data-testid=alarm-ack]')?.click();
        e.preventDefault();
      } else if (!e.shiftKey && /^Digit[1-9]$/.test(e.code)) {
        const page = PAGES[Number(e.code.slice(5)) - 1];
        if (page && (page !== 'chamber' || s.live.mode === 'virtual') && (page !== 'shadow' || s.live.mode === 'shadow')) location.hash = `#/${page}`;
        e.preventDefault();
      }
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, []);

  const signedIn = s.session.kind === 'in';
  const first = s.session.kind === 'in' && s.session.me.mustChangePassword === true;
  const Screen = loaded[route.page];
  document.title = `${signedIn ? t(`nav.${route.page}`) : t('login.go')} · PVD-01`;
  return (
    <div class={`app${s.stale ? ' is-stale' : ''}${signedIn && !first ? '' : ' signed-out'}`}>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); main.current?.focus(); }}>{t('app.skip')}</a>
      <Header />
      <AlarmBanner />
      {signedIn && !first && <Rail page={route.page} />}
      <main class="main" id="main" ref={main} tabIndex={-1}>
        <Guard page={`${signedIn}/${route.page}`}>
          {s.session.kind === 'asking' ? null : !signedIn ? <SignIn /> : first ? <FirstPassword /> : Screen ? <Screen item={route.item} /> : <p class="calm">{t('page.loading')}</p>}
        </Guard>
        {signedIn && s.locked && <LockOverlay />}
      </main>
    </div>
  );
}
