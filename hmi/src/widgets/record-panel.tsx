// The sealed record of a run: whether it is still as it was sealed, the record to take away, and what was added to it.
import { useState } from 'preact/hooks';
import { api, recordPath } from '../api/client';
import type { WireAddendum, WireRecordState, WireRunReplay } from '../api/wire';
import { usePolled, useStore } from '../model/store';
import { fixed } from '../format/number';
import { dateTime } from '../format/time';
import { locale, t, type Key } from '../format/words';
import { refusalText } from './hold-button';
import { Tick, Unknown } from './icons';
import { Panel } from './panel';

export const ADDENDUM_KINDS = ['INSPECTION', 'DEVIATION', 'CORRECTION', 'DISPOSITION', 'COMMENT'] as const;

/** The end of a day somebody picks, so that what was added on that day counts. */
export const endOf = (day: string): string | null => (day ? `${day}T23:59:59.999Z` : null);

function Figures({ content }: { content: WireAddendum['content'] }) {
  const nm = content.thicknessNm;
  const sigma = content.sigmaNm;
  return typeof nm === 'number' && typeof sigma === 'number' ? <b class="num nw">{fixed(nm, 2)} nm, σ {fixed(sigma, 2)} nm</b> : null;
}

function Addenda({ all }: { all: WireAddendum[] }) {
  if (all.length === 0) return <p class="calm">{t('rec.noAddenda')}</p>;
  return (
    <div tabIndex={0} class="scroll"><table data-testid="addenda"><thead><tr><th class="r">#</th><th>{t('rec.kind')}</th><th>{t('rec.text')}</th><th>{t('rec.by')}</th></tr></thead>
      <tbody>{all.map((a) => (
        <tr key={a.number} data-testid="addendum"><td class="r num">{a.number}</td><td class="nw">{t(`rec.${a.kind}` as Key)}</td><td>{a.text} <Figures content={a.content} /></td><td>{a.name}<small>{a.meaning} · {dateTime(a.at, locale())}</small></td></tr>
      ))}</tbody></table></div>
  );
}

function AddForm({ run, done }: { run: string; done: () => void }) {
  const s = useStore();
  const [kind, setKind] = useState<string>('INSPECTION');
  const [text, setText] = useState('');
  const [password, setPassword] = useState('');
  const [said, say] = useState<string | null>(null);
  const add = async (e: Event) => {
    e.preventDefault();
    say(null);
    try {
      await api.addToRecord(run, kind, text, password, t('rec.meaning'));
      setText('');
      setPassword('');
      done();
    } catch (error) {
      say(refusalText(error));
    }
  };
  return (
    <form class="pad col" onSubmit={(e) => void add(e)}>
      <label class="fl">{t('rec.kind')}<select class="field" data-testid="addendum-kind" value={kind} onChange={(e) => setKind(e.currentTarget.value)}>{ADDENDUM_KINDS.map((k) => <option key={k} value={k}>{t(`rec.${k}` as Key)}</option>)}</select></label>
      <label class="fl">{t('rec.text')}<textarea class="field" rows={3} maxLength={4000} data-testid="addendum-text" value={text} onInput={(e) => setText(e.currentTarget.value)} /></label>
      <label class="fl">{t('sig.password')}<input class="field" type="password" autocomplete="off" data-testid="addendum-password" value={password} onInput={(e) => setPassword(e.currentTarget.value)} /></label>
      {said && <em role="alert">{said}</em>}
      <button type="submit" class="btn" data-testid="addendum-sign" disabled={s.stale || !password || !text.trim()}>{t('rec.add')}</button>
    </form>
  );
}

function State({ state }: { state: WireRecordState }) {
  return state.holds
    ? <p class="pad" role="status" data-testid="record-holds"><Tick /> {t('rec.holds')}<small class="mono">{t('rec.key')} {state.keys.map((k) => k.slice(0, 16)).join(', ')}</small></p>
    : <div class="pad" role="alert" data-testid="record-broken"><b><Unknown label={t('rec.broken')} /> {t('rec.broken')}</b><ul>{state.breaks.map((b, i) => <li key={i} class="mono">{b}</li>)}</ul></div>;
}

/** Whether this program would decide the run the same: asked for, because it takes seconds. */
function Replay({ run }: { run: string }) {
  const [found, setFound] = useState<WireRunReplay | null>(null);
  const [said, say] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    say(null);
    try {
      setFound(await api.replay(run));
    } catch (error) {
      say(refusalText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="pad">
      <button type="button" class="btn slim" disabled={busy} onClick={() => void ask()} data-testid="replay">{busy ? t('rec.replaying') : t('rec.replay')}</button>
      {said && <em role="alert">{said}</em>}
      {found && <p role="status" data-testid="replayed">{found.outcome === 'SAME' ? <><Tick /> {t('rec.same', { n: String(found.turns) })}</> : found.outcome === 'DIFFERS' ? t('rec.differs', { n: String(found.differences.length) }) : <><Unknown label={t('rec.notReplayable')} /> {t('rec.notReplayable')}: {found.why}</>}</p>}
      {found && found.differences.length > 0 && <div tabIndex={0} class="scroll"><table><tbody>{found.differences.map((d, i) => <tr key={i}><td class="num nw">{dateTime(d.at, locale())}</td><td>{d.phase}</td><td class="mono">{d.what}</td><td class="mono">{d.was}</td><td class="mono">{d.wouldBe}</td></tr>)}</tbody></table></div>}
    </div>
  );
}

const LOOK_AGAIN_MS = 2000;

export function RecordPanel({ run }: { run: string }) {
  const s = useStore();
  const [day, setDay] = useState('');
  const [turn, again] = useState(0);
  const asOf = endOf(day);
  // a run that has just ended is sealed within moments; a record that is sealed is looked through once
  const asked = usePolled(() => api.recordState(run), (last) => (last === null || last.sealed ? 0 : LOOK_AGAIN_MS), [run, turn]);
  const state = { ...asked, value: asked.value?.sealed ? asked.value : null };
  const addenda = usePolled(() => api.addenda(run, asOf), 0, [run, turn, day]);
  const links = state.value && <><a class="btn slim" href={recordPath(run, 'record.html', asOf)} target="_blank" rel="noopener" data-testid="record-print">{t('sig.print')}</a><a class="btn slim" href={recordPath(run, 'record.pdf', asOf)} target="_blank" rel="noopener" data-testid="record-pdf">PDF</a><a class="btn slim" href={recordPath(run, 'record', asOf)} download={`${run}.json`} data-testid="record-json">JSON</a></>;
  return (
    <Panel title={t('rec.title')} side={links}>
      {state.value ? <State state={state.value} /> : <p class="calm">{state.failed ?? t('rec.looking')}</p>}
      {state.value && (
        <div class="pad"><button type="button" class="btn slim" onClick={() => again(turn + 1)} data-testid="record-again">{t('rec.again')}</button> <label>{t('rec.asOf')} <input class="field" type="date" value={day} data-testid="record-day" onInput={(e) => setDay(e.currentTarget.value)} /></label></div>
      )}
      {state.value && <Replay run={run} key={run} />}
      {addenda.value && <><h3 class="pad">{t('rec.addenda', { n: String(addenda.value.length) })}</h3><Addenda all={addenda.value} /><p class="pad dim">{t('rec.later')}</p></>}
      {state.value && s.may('addendum') && !day && <AddForm run={run} done={() => again(turn + 1)} />}
    </Panel>
  );
}
