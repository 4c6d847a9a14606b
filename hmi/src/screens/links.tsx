// The links to the field: how each is doing, what the device behind it says it has, and whether the tag files say the same.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireBinding, WireLinkRow, WireDevicePlace } from '../api/wire';
import { usePolled, useStore } from '../model/store';
import { t, type Key } from '../format/words';
import { refusalText } from '../widgets/hold-button';
import { Panel } from '../widgets/panel';
import { PeopleTabs } from '../widgets/people-tabs';

const seconds = (ms: number) => (Math.abs(ms) / 1000).toFixed(1);
const signed = (ms: number) => `${seconds(ms) === '0.0' ? '' : ms < 0 ? '−' : '+'}${seconds(ms)} s`;

function Row({ link, on, pick }: { link: WireLinkRow; on: boolean; pick?: () => void }) {
  return (
    <tr class={on ? 'sel' : ''} data-testid={`link-${link.id}`}>
      <td><span class={`chip-tag${link.state === 'UP' ? '' : ' q'}`}>{t(`lnk.${link.state}` as Key)}</span></td>
      <td><b>{link.id}</b><small>{link.kind}</small></td>
      <td class="mono">{link.address}{link.detail && <small>{link.detail}</small>}</td>
      <td class="r num nw">{link.lastGoodAgeMs === null ? t('lnk.never') : `${seconds(link.lastGoodAgeMs)} s`}</td>
      <td class="r num nw">{link.tags}{link.bad > 0 && <small>{t('lnk.bad', { n: link.bad })}</small>}</td>
      <td class="r num nw">{link.clockOffsetMs === null ? '—' : signed(link.clockOffsetMs)}</td>
      <td class="nw">{link.security === 'None' ? t('lnk.open') : link.security}<small>{t('lnk.reconnects', { n: link.reconnects })}</small></td>
      <td class="r nw">{pick && <button type="button" class="btn slim" aria-pressed={on} data-testid={`look-${link.id}`} onClick={pick}>{t('lnk.look')}</button>}</td>
    </tr>
  );
}

function range(p: WireDevicePlace): string {
  if (p.states.length > 0) return p.states.join(', ');
  const ends = p.low === null || p.high === null ? '' : `${p.low} … ${p.high}`;
  return `${ends} ${p.unit}`.trim();
}

/** One level of the device's tree; what lies below is asked for when it is opened. */
function Level({ link, places, depth, chosen, choose }: { link: string; places: readonly WireDevicePlace[]; depth: number; chosen: ReadonlySet<string>; choose: (place: string) => void }) {
  const [open, setOpen] = useState<Record<string, readonly WireDevicePlace[] | string>>({});
  const toggle = (p: WireDevicePlace) => {
    if (open[p.place]) setOpen(({ [p.place]: _, ...rest }) => rest);
    else api.browse(link, p.place).then((below) => setOpen((now) => ({ ...now, [p.place]: below })), (error) => setOpen((now) => ({ ...now, [p.place]: refusalText(error) })));
  };
  return <>{places.map((p) => {
    const below = open[p.place];
    return <>
      <tr key={p.place} data-testid={p.type ? 'place' : 'folder'}>
        <td style={{ paddingLeft: `${10 + depth * 22}px` }}>
          {p.type
            ? <label class="lnk-pick"><input type="checkbox" checked={chosen.has(p.place)} onChange={() => choose(p.place)} /> {p.name}</label>
            : <button type="button" class="btn slim" aria-expanded={below !== undefined} onClick={() => toggle(p)}>{below ? '▾' : '▸'} {p.name}</button>}
          {p.type && <small class="mono">{p.place}</small>}</td>
        <td class="nw">{p.type}{p.writable && <small>{t('lnk.writable')}</small>}</td>
        <td>{range(p)}</td>
        <td class="r num">{p.value}{p.type && p.status !== 'Good' && <small>{p.status}</small>}</td>
        <td class="mono">{p.tag ?? ''}</td>
      </tr>
      {typeof below === 'string' && <tr><td colSpan={5}><p class="err" role="alert">{below}</p></td></tr>}
      {Array.isArray(below) && <Level link={link} places={below} depth={depth + 1} chosen={chosen} choose={choose} />}
    </>;
  })}</>;
}

function Browse({ link }: { link: string }) {
  const [words, setWords] = useState('');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [yaml, setYaml] = useState<string | null>(null);
  const [said, say] = useState('');
  const places = usePolled(() => api.browse(link, '', search), 0, [link, search]);
  const choose = (place: string) => setChosen((now) => {
    const next = new Set(now);
    if (!next.delete(place)) next.add(place);
    return next;
  });
  const write = () => void api.tagMap(link, [...chosen]).then((map) => { say(''); setYaml(map.text); }, (error) => say(refusalText(error)));
  return <>
    <form class="lnk-bar" onSubmit={(e) => { e.preventDefault(); setSearch(words.trim()); }}>
      <input class="field slimf" type="search" placeholder={t('lnk.search')} aria-label={t('lnk.search')} value={words} onInput={(e) => setWords(e.currentTarget.value)} data-testid="lnk-search" />
      <button class="btn slim" type="submit">{t('lnk.go')}</button>
      <span class="sp" />
      <button class="btn slim" type="button" disabled={chosen.size === 0} onClick={write} data-testid="lnk-map">{t('lnk.map', { n: chosen.size })}</button>
    </form>
    {(said || places.failed) && <p class="err" role="alert">{said || t('rc.failed', { why: places.failed! })}</p>}
    {yaml !== null && <div class="lnk-yaml"><p class="quiet">{t('lnk.mapHelp')}</p><textarea class="field mono" readOnly rows={6} aria-label={t('lnk.mapHelp')} value={yaml} data-testid="lnk-yaml" />
      <button type="button" class="btn slim" onClick={() => void navigator.clipboard?.writeText(yaml)}>{t('lnk.copy')}</button> <button type="button" class="btn slim" onClick={() => setYaml(null)}>{t('lnk.close')}</button></div>}
    {places.value?.length === 0 && <p class="calm">{t('lnk.nothing')}</p>}
    {places.value && places.value.length > 0 && <div class="scroll" tabIndex={0}><table><thead><tr><th>{t('lnk.place')}</th><th>{t('lnk.type')}</th><th>{t('lnk.range')}</th><th class="r">{t('lnk.value')}</th><th>{t('lnk.tag')}</th></tr></thead><tbody>
      <Level key={search} link={link} places={places.value} depth={0} chosen={chosen} choose={choose} />
    </tbody></table></div>}
  </>;
}

const badFirst = (a: WireBinding, b: WireBinding) => Number(a.finding === 'BOUND') - Number(b.finding === 'BOUND');

function Bindings({ link }: { link: string }) {
  const rows = usePolled(() => api.bindings(link), 0, [link]);
  const wrong = rows.value?.filter((row) => row.finding !== 'BOUND').length ?? 0;
  return <>
    {rows.failed && <p class="err" role="alert">{t('rc.failed', { why: rows.failed })}</p>}
    {rows.value && <p class="calm" data-testid="lnk-sum">{t('lnk.sum', { bound: rows.value.length - wrong, all: rows.value.length })}</p>}
    {rows.value && <div class="scroll" tabIndex={0}><table><thead><tr><th>{t('lnk.finding')}</th><th>{t('lnk.tag')}</th><th>{t('lnk.place')}</th></tr></thead><tbody>
      {[...rows.value].sort(badFirst).map((row) => <tr key={row.tag} data-testid={`bind-${row.finding}`}>
        <td><span class={`chip-tag${row.finding === 'BOUND' ? '' : ' q'}`}>{t(`lnk.${row.finding}` as Key)}</span></td>
        <td>{row.title}<small class="mono">{row.tag}</small></td><td class="mono">{row.place}{row.why && <small>{row.why}</small>}</td></tr>)}
    </tbody></table></div>}
  </>;
}

export default function Links() {
  const s = useStore();
  const list = usePolled(api.links, 2000, []);
  const [picked, pick] = useState<string | null>(null);
  const [view, show] = useState<'browse' | 'bindings'>('browse');
  const link = list.value?.find((one) => one.id === picked);
  const at = link && !link.browsable ? 'bindings' : view;
  return (
    <div class="lnk">
      <section class="panel titlebar"><h1>{t('lnk.title')}</h1><span class="sp" /><PeopleTabs at="links" /></section>
      <div class="lnk-list">
        {list.failed && <section class="panel"><p class="calm">{t('rc.failed', { why: list.failed })}</p></section>}
        {list.value && <Panel title={t('lnk.links')}><table><thead><tr><th>{t('crt.state')}</th><th>{t('crt.link')}</th><th>{t('lnk.address')}</th><th class="r">{t('lnk.age')}</th><th class="r">{t('lnk.tags')}</th><th class="r">{t('lnk.clock')}</th><th>{t('lnk.security')}</th><th /></tr></thead><tbody>
          {list.value.map((one) => <Row key={one.id} link={one} on={one.id === picked} pick={s.may('bind') ? () => pick(one.id === picked ? null : one.id) : undefined} />)}
        </tbody></table></Panel>}
        {link && <Panel cls="lnk-in" title={`${t('crt.link')} ${link.id}`} side={<nav class="tabs" aria-label={link.id}>
          {link.browsable && <button type="button" class={at === 'browse' ? 'on' : ''} aria-pressed={at === 'browse'} onClick={() => show('browse')}>{t('lnk.browse')}</button>}
          <button type="button" class={at === 'bindings' ? 'on' : ''} aria-pressed={at === 'bindings'} onClick={() => show('bindings')} data-testid="lnk-bindings">{t('lnk.bindings')}</button></nav>}>
          {at === 'browse' ? <Browse key={link.id} link={link.id} /> : <Bindings key={link.id} link={link.id} />}
        </Panel>}
      </div>
    </div>
  );
}
