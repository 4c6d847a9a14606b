// Whose OPC UA certificates are believed. A person compares the fingerprint with the server's own; nothing is trusted by itself.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireCertificate } from '../api/wire';
import { usePolled } from '../model/store';
import { dateTime } from '../format/time';
import { locale, t, type Key } from '../format/words';
import { refusalText } from '../widgets/hold-button';
import { Panel } from '../widgets/panel';
import { PeopleTabs } from '../widgets/people-tabs';

function Row({ c, children }: { c: WireCertificate; children?: preact.ComponentChildren }) {
  return (
    <tr data-testid={`cert-${c.standing}`}><td><span class={`chip-tag${c.standing === 'TRUSTED' || c.standing === 'OWN' ? '' : ' dashed'}`}>{t(c.standing === 'OWN' ? 'crt.own' : `crt.${c.standing.toLowerCase()}` as Key)}</span></td>
      <td><b>{c.application || c.subject}</b><small>{c.subject}</small></td><td class="mono">{c.thumbprint.replace(/(.{8})/g, '$1 ')}</td><td class="num nw">{dateTime(c.notAfter, locale())}{c.expired && <small>{t('crt.expired')}</small>}</td><td class="r nw">{children}</td></tr>
  );
}

export default function Certificates() {
  const [turn, again] = useState(0);
  const list = usePolled(api.certificates, 10_000, [turn]);
  const [reason, setReason] = useState('');
  const [said, say] = useState('');
  const act = (what: Promise<unknown>) => void what.then(() => { say(''); setReason(''); again((n) => n + 1); }, (error) => say(refusalText(error)));
  const off = !reason.trim();
  return (
    <div class="crt">
      <section class="panel titlebar"><h1>{t('crt.title')}</h1><span class="sp" /><input class="field slimf" placeholder={t('usr.reason')} aria-label={t('usr.reason')} value={reason} onInput={(e) => setReason(e.currentTarget.value)} /><PeopleTabs at="certificates" /></section>
      <div class="crt-list">
        <p class="quiet">{t('crt.help')} {t('crt.rotateHelp')}</p>
        {said && <p class="err" role="alert">{said}</p>}
        {list.failed && <section class="panel"><p class="calm">{t('rc.failed', { why: list.failed })}</p></section>}
        {list.value?.length === 0 && <section class="panel"><p class="calm">{t('crt.noLinks')}</p></section>}
        {list.value?.map((link) => (
          <Panel key={link.link} title={`${t('crt.link')} ${link.link}`}>
            <table><thead><tr><th>{t('crt.state')}</th><th>{t('crt.uri')}</th><th>{t('crt.thumb')}</th><th>{t('crt.valid')}</th><th /></tr></thead><tbody>
              {link.own && <Row c={link.own}><button type="button" class="btn slim" disabled={off} onClick={() => act(api.rotateCertificate(link.link, reason.trim()))}>{t('crt.rotate')}</button></Row>}
              {link.peers.map((c) => <Row key={c.thumbprint} c={c}>
                {c.standing !== 'TRUSTED' && <button type="button" class="btn slim" data-testid="cert-trust" disabled={off} onClick={() => act(api.judgeCertificate(link.link, c.thumbprint, true, reason.trim()))}>{t('crt.trust')}</button>}
                {c.standing !== 'REJECTED' && <button type="button" class="btn slim" disabled={off} onClick={() => act(api.judgeCertificate(link.link, c.thumbprint, false, reason.trim()))}>{t('crt.reject')}</button>}
              </Row>)}
            </tbody></table>
            {link.peers.length === 0 && <p class="calm">{t('crt.none')}</p>}
          </Panel>
        ))}
      </div>
    </div>
  );
}
