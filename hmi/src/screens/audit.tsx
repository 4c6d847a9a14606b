// Who did what, and who was refused: searched, paged, verified and taken away. Nothing here changes anything.
import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireAuditState, WireSignature } from '../api/wire';
import { usePolled } from '../model/store';
import { dateTime } from '../format/time';
import { locale, t } from '../format/words';
import { refusalText } from '../widgets/hold-button';
import { Panel } from '../widgets/panel';
import { PeopleTabs } from '../widgets/people-tabs';

const PAGE = 100;
const NOTHING = { from: '', to: '', who: '', what: '', result: '', text: '' };

/** Only what was filled in; a local date becomes the moment it means. */
function asked(f: typeof NOTHING): Record<string, string> {
  const entries = Object.entries(f).filter(([, v]) => v.trim());
  return Object.fromEntries(entries.map(([k, v]) => [k, k === 'from' || k === 'to' ? new Date(v).toISOString() : v.trim()]));
}

function SignatureCard({ id, close }: { id: string; close: () => void }) {
  const [s, set] = useState<WireSignature | null>(null);
  const [said, say] = useState('');
  useEffect(() => {
    set(null);
    api.signature(id).then(set, (error) => say(refusalText(error)));
  }, [id]);
  if (!s) return said ? <p class="err" role="alert">{said}</p> : null;
  return (
    <Panel title={t('sgn.title', { number: s.number })}>
      <div class="pad col" data-testid="signature">
        <p><b>{s.name}</b> ({s.user}) · {dateTime(s.at, locale())} · {t('sgn.meaning')}: <b>{s.meaning}</b> · {s.fits ? t('sgn.fits') : <span class="err" role="alert">{t('sgn.not')}</span>}</p>
        <p>{t('sgn.record')}: <span class="mono aud-wrap">{s.record}</span></p>
        <p class="quiet">SHA-256 <span class="mono aud-wrap">{s.recordHash}</span></p>
        <p class="quiet">Ed25519 <span class="mono aud-wrap">{s.signature}</span></p>
        <p><button type="button" class="btn slim" onClick={close}>{t('sgn.close')}</button></p>
      </div>
    </Panel>
  );
}

export default function Audit() {
  const [draft, setDraft] = useState(NOTHING);
  const [filter, setFilter] = useState(NOTHING);
  const [after, setAfter] = useState(0);
  const [open, setOpen] = useState('');
  const [state, setState] = useState<WireAuditState | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState('');
  const query = asked(filter);
  const page = usePolled(() => api.audit({ ...query, order: 'newest', limit: String(PAGE), after: String(after) }), after ? 0 : 10_000, [JSON.stringify(query), after]);
  useEffect(() => {
    const soon = setTimeout(() => { setFilter(draft); setAfter(0); }, 300);
    return () => clearTimeout(soon);
  }, [draft]);
  const set = (name: keyof typeof NOTHING, value: string) => setDraft({ ...draft, [name]: value });
  const words = (name: 'who' | 'what' | 'text') => <label class="fl">{t(`aud.${name}`)}<input class="field" data-testid={`aud-${name}`} value={draft[name]} onInput={(e) => set(name, e.currentTarget.value)} /></label>;
  const moment = (name: 'from' | 'to') => <label class="fl">{t(`aud.${name}`)}<input class="field" type="datetime-local" step={1} data-testid={`aud-${name}`} value={draft[name]} onInput={(e) => set(name, e.currentTarget.value)} /></label>;
  const verify = () => {
    setBusy(true);
    api.verifyAudit().then((found) => { setState(found); say(''); }, (error) => say(refusalText(error))).finally(() => setBusy(false));
  };
  const lines = page.value ?? [];
  return (
    <div class="crt aud">
      <section class="panel titlebar"><h1>{t('aud.title')}</h1><span class="sp" />
        <button type="button" class="btn slim" data-testid="aud-verify" disabled={busy} onClick={verify}>{t(busy ? 'aud.verifying' : 'aud.verify')}</button>
        <a class="btn slim" href={api.auditExport({ ...query, format: 'csv' })} download="audit.csv">CSV</a>
        <a class="btn slim" href={api.auditExport({ ...query, format: 'jsonl' })} download="audit.jsonl">JSON lines</a>
        <PeopleTabs at="audit" /></section>
      <div class="crt-list">
        {said && <p class="err" role="alert">{said}</p>}
        {state && <section class="panel" role="status" data-testid="aud-state"><p class={state.holds ? 'calm' : 'err pad'}>{state.holds ? t('aud.holds', { rows: state.rows, signatures: state.signatures, checkpoints: state.checkpoints }) : t('aud.broken', { n: state.breaks.length })}</p>
          {state.breaks.length > 0 && <ul>{state.breaks.map((b) => <li key={b.text}>{b.text}</li>)}</ul>}
          <p class="quiet pad">{t('aud.key')} <span class="mono aud-wrap">{state.keys.join(', ')}</span></p></section>}
        {open && <SignatureCard id={open} close={() => setOpen('')} />}
        <section class="panel aud-filter">{moment('from')}{moment('to')}{words('who')}{words('what')}
          <label class="fl">{t('aud.result')}<select class="field" data-testid="aud-result" value={draft.result} onChange={(e) => set('result', e.currentTarget.value)}><option value="">{t('aud.any')}</option><option value="done">{t('aud.done')}</option><option value="refused">{t('aud.refused')}</option></select></label>
          {words('text')}</section>
        <section class="panel">
          {page.failed && <p class="calm">{t('rc.failed', { why: page.failed })}</p>}
          {page.value?.length === 0 && <p class="calm">{t('aud.none')}</p>}
          {lines.length > 0 && <table data-testid="aud-lines"><thead><tr><th>{t('aud.no')}</th><th>{t('aud.at')}</th><th>{t('aud.who')}</th><th>{t('aud.act')}</th><th>{t('aud.before')}</th><th>{t('aud.after')}</th><th>{t('aud.why')}</th><th>{t('aud.result')}</th><th>{t('aud.origin')}</th></tr></thead><tbody>
            {lines.map((l) => <tr key={l.sequence} title={`${t('aud.hash')} ${l.hash}`}><td class="num">{l.sequence}</td><td class="num nw">{dateTime(l.at, locale())}</td><td>{l.who}</td><td class="aud-wrap">{l.what}{l.signature && <> <button type="button" class="btn slim" onClick={() => setOpen(l.signature)}>{t('aud.signed')}</button></>}</td><td class="aud-wrap">{l.before}</td><td class="aud-wrap">{l.after}</td><td class="aud-wrap">{l.why}</td><td class="aud-wrap">{l.result}</td><td>{l.from}</td></tr>)}
          </tbody></table>}
          <p class="pad aud-pages"><button type="button" class="btn slim" disabled={after === 0} onClick={() => setAfter(0)}>{t('aud.newest')}</button><button type="button" class="btn slim" disabled={lines.length < PAGE} data-testid="aud-older" onClick={() => setAfter(lines[lines.length - 1]!.sequence)}>{t('aud.older')}</button></p>
        </section>
      </div>
    </div>
  );
}
