// The matrix itself, live: causes against effects, the first-out marked, and the reset with its reason.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireCause, WireEffect } from '../api/wire';
import { causeLook, cellsOf, isTripped, rows } from '../model/matrix';
import { RESTART } from '../model/unit';
import { usePolled, useStore } from '../model/store';
import { clock, offset } from '../format/time';
import { against, eventWords } from '../format/said';
import { t, type Key } from '../format/words';
import { AlarmSymbol } from '../widgets/alarm-symbol';
import { BypassPanel } from '../widgets/bypass-panel';
import { Tick, Unknown } from '../widgets/icons';
import { ResetButton, resetBlocked } from '../widgets/next-card';
import { Panel } from '../widgets/panel';
import { ReviewPanel } from '../widgets/review-panel';
import { TripTodo } from '../widgets/todo-list';

function State({ cause, first, live }: { cause: WireCause; first: boolean; live: boolean }) {
  const look = causeLook(cause.state);
  if (!live || look === 'unknown') return <span class="st q"><Unknown label={t('perm.unknown')} />{live ? cause.state : t('start.checkedNot')}</span>;
  if (first) return <span class="st"><AlarmSymbol priority={1} look="unack" size={20} />{t('il.first')}</span>;
  if (look === 'ok') return <span class="st"><Tick />{t('il.ok')}</span>;
  if (look === 'active') return <span class="st strong"><AlarmSymbol priority={2} size={20} />{t('il.is.active')}</span>;
  return <span class="st dim">{t(`il.is.${look}` as Key)}</span>;
}

export default function Interlocks() {
  const s = useStore();
  const [onlyActive, setOnly] = useState(false);
  const [reason, setReason] = useState('');
  const [at, point] = useState<{ cause: WireCause; effect: WireEffect; delay: number } | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const { value: m, failed } = usePolled(api.interlocks, 1000, [s.live.verdict.firstOut.join()]);
  // A first-out is the beginning of a trip that stands; one that is over belongs to the sequence of events.
  const firstOut = m?.effects.some((e) => isTripped(e.state)) ? m.firstOut ?? s.live.verdict.firstOut : [];
  const live = !s.stale && failed === null;
  const cells = useMemo(() => (m ? cellsOf(m) : new Map<string, Map<string, number>>()), [m]);
  const titles = Object.fromEntries((m?.causes ?? []).map((c) => [c.id, c.title]));
  const shown = m ? rows(m, firstOut, onlyActive) : [];
  const events = m?.events ?? [];
  const t0 = events[0] ? Date.parse(events[0].at) : 0;
  const first = m?.causes.find((c) => firstOut.includes(c.id)) ?? null;
  const firstSaid = against(first?.value, first?.limit);
  const need = resetBlocked(s, titles) === null && reason.trim() === '' ? t('il.needReason') : null;

  useEffect(() => {
    table.current?.querySelector('tr.fo')?.scrollIntoView({ block: 'center' });
  }, [firstOut.join(), m === null]);

  const move = (e: KeyboardEvent) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[e.key];
    const cell = (e.target as HTMLElement).closest('td');
    if (!step || !cell || !table.current) return;
    e.preventDefault();
    const n = e.shiftKey ? 10 : 1;
    const trs = [...table.current.tBodies[0]!.rows];
    const r = Math.min(trs.length - 1, Math.max(0, trs.indexOf(cell.parentElement as HTMLTableRowElement) + step[0]! * n));
    const firstCell = 4;
    const c = Math.min(trs[r]!.cells.length - 1, Math.max(firstCell, cell.cellIndex + step[1]! * n));
    trs[r]!.cells[c]?.focus();
  };

  if (!m) return <section class="panel"><h1 class="sr">{t('nav.interlocks')}</h1><p class="calm">{failed ? t('il.failed', { why: failed }) : t('il.loading')}</p></section>;
  const tripped = m.effects.filter((e) => isTripped(e.state));
  return (
    <div class="il">
      <h1 class="sr">{t('nav.interlocks')}</h1>
      <Panel cls={`matrix${live ? '' : ' q-stale'}`} title={t('il.title')}
        side={<><small class="wide">{t('il.legend')}</small>{m.hash && <small class="mono">{m.hash.slice(0, 8)}</small>}<button type="button" class="btn slim" aria-pressed={onlyActive} onClick={() => setOnly(!onlyActive)}>{onlyActive ? t('il.showAll') : t('il.onlyActive')}</button></>}>
        <div tabIndex={0} class="scroll">
          <table class="ce" ref={table} onKeyDown={move}>
            <colgroup><col class="k-id" /><col class="k-cause" /><col class="k-val" /><col class="k-st" />{m.effects.map((e) => <col key={e.id} class="k-ef" />)}</colgroup>
            <thead><tr><th>{t('al.tag')}</th><th>{t('il.cause')}</th><th>{t('il.valueLimit')}</th><th>{t('il.state')}</th>
              {m.effects.map((e) => <th key={e.id} class={`ef${live && isTripped(e.state) ? ' on' : ''}`} scope="col"><span>{e.title}</span></th>)}</tr></thead>
            <tbody>
              {shown.map((c, ri) => {
                const isFirst = firstOut.includes(c.id);
                const look = causeLook(c.state);
                const said = against(c.value, c.limit);
                return (
                  <tr key={c.id} class={live ? (isFirst ? 'fo' : look === 'bypassed' ? 'byp' : look === 'active' || look === 'latched' ? 'act' : '') : ''} data-testid={`ce-row-${c.id}`} data-state={c.state}>
                    <td class="id">{c.id.split('_')[0]}</td>
                    <td class="ct" title={c.hazard ? t('il.hazard', { hazard: c.hazard }) : c.id}>{c.title}</td>
                    <td class={`num vl${live ? '' : ' old'}`} title={`${c.value ?? ''} · ${c.limit ?? ''}`}><span>{said.value}</span><small>{t('il.tripsAt', { limit: said.limit })}</small></td>
                    <td class="nw"><State cause={c} first={isFirst} live={live} /></td>
                    {m.effects.map((e, ci) => {
                      const delay = cells.get(c.id)?.get(e.id);
                      return <td key={e.id} class={`c${delay !== undefined ? ' x' : ''}${live && isTripped(e.state) ? ' col' : ''}`} tabIndex={ri === 0 && ci === 0 ? 0 : -1} data-testid={delay !== undefined ? `ce-${c.id}-${e.id}` : undefined}
                        onMouseEnter={() => point(delay !== undefined ? { cause: c, effect: e, delay } : null)} onFocus={() => point(delay !== undefined ? { cause: c, effect: e, delay } : null)}>{delay === undefined ? '' : delay > 0 ? 'T' : 'X'}</td>;
                    })}
                  </tr>
                );
              })}
            </tbody>
          </table>
          {shown.length === 0 && <p class="calm">{t('il.nothingActive')}</p>}
        </div>
        <footer class="foot"><span>{at ? t('il.cell', { cause: at.cause.title, effect: at.effect.title, when: at.delay > 0 ? t('il.after', { s: offset(at.delay) }) : t('il.at') }) : t('il.hint')}</span><span class="sp" /><b class="fx" title={tripped.map((e) => e.title).join(' · ')}>{t('il.effects')} {live ? tripped.map((e) => e.title).join(' · ') || t('il.noneTripped') : t('start.checkedNot')}</b></footer>
      </Panel>
      <div class="il-side">
        {first && live ? (
          <section class="panel trip-card" data-testid="firstout"><header><AlarmSymbol priority={1} size={28} onColour /><h2>{t('il.first')}</h2><span class="sp" /><small class="num">{m.incident ? clock(m.incident.at, true) : ''}</small></header>
            <div class="pad"><b class="lead">{first.title}</b><p>{[firstSaid.value, t('il.tripsAt', { limit: firstSaid.limit })].join(' · ')}{first.hazard ? ` · ${t('il.hazard', { hazard: first.hazard })}` : ''}</p>
              {m.incident && !m.incident.over && <TripTodo store={s} incident={m.incident} titles={titles} />}</div></section>
        ) : <Panel title={t('il.clear')}><p class="calm">{firstOut.includes(RESTART) ? t('next.lockedWhy') : t('il.clearText')}</p></Panel>}
        <Panel title={t('il.resetTitle')}>
          <div class="pad col">
            <label class="fl">{t('il.reason')}<input class="field" data-testid="reset-reason" value={reason} placeholder={t('il.reasonHelp')} onInput={(e) => setReason(e.currentTarget.value)} /></label>
            <ResetButton store={s} titles={titles} reason={reason} extra={need} />
          </div>
        </Panel>
        <BypassPanel matrix={m} store={s} />
        <ReviewPanel matrix={m} store={s} />
        <Panel title={t('il.events')} cls="grow">
          <div tabIndex={0} class="scroll">{events.length === 0 ? <p class="calm">{t('il.noEvents')}</p> : (
            <table class="soe"><tbody>{events.map((e, i) => <tr key={i} data-testid="soe-row" class={e.id && firstOut.includes(e.id) ? 'fo' : ''}><td class="num">{clock(e.at, true)}</td><td>{eventWords(e.kind, e.text ?? e.id ?? '')}</td><td class="r num">{offset(e.offsetMs ?? Date.parse(e.at) - t0)}</td></tr>)}</tbody></table>
          )}</div>
          <p class="quiet pad">{t('il.disclaimer')}</p>
        </Panel>
      </div>
    </div>
  );
}
