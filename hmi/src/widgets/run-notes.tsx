// What a run asked, what people answered and wrote, and where its film stopped growing.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireRunRecord } from '../api/wire';
import { useStore } from '../model/store';
import { fixed } from '../format/number';
import { clock, mmss } from '../format/time';
import { named, t, type Key } from '../format/words';
import { refusalText } from './hold-button';
import { Panel } from './panel';

function CommentForm({ run }: { run: string }) {
  const s = useStore();
  const [text, write] = useState('');
  const [trouble, tell] = useState('');
  const off = s.stale ? t('why.link') : s.may('comment') ? null : t('why.role');
  const send = async (e: Event) => {
    e.preventDefault();
    try {
      await api.comment(run, text.trim());
      write('');
      tell('');
    } catch (error) {
      tell(refusalText(error));
    }
  };
  return (
    <form class="scan pad" onSubmit={(e) => void send(e)}>
      <input class="field" data-testid="comment-text" aria-label={t('notes.write')} placeholder={t('notes.write')} value={text} maxLength={2000} onInput={(e) => write(e.currentTarget.value)} />
      <button class="btn" type="submit" data-testid="comment-add" disabled={off !== null || !text.trim()} title={off ?? undefined}>{t('start.add')}</button>
      {trouble && <p role="alert">{trouble}</p>}
    </form>
  );
}

export function RunNotes({ run }: { run: WireRunRecord }) {
  const { prompts = [], comments = [], interruptions = [] } = run.progress ?? {};
  const open = !run.endedAt;
  return (
    <div class="bt-low">
      <Panel title={t('notes.title')}>
        <div tabIndex={0} class="scroll">
          {prompts.length + comments.length === 0 && <p class="calm">{t('notes.none')}</p>}
          {(prompts.length > 0 || comments.length > 0) && <table><tbody>
            {prompts.map((p) => <tr key={`p${p.number}`} data-testid="past-prompt"><td class="num nw">{clock(p.askedAt)}</td><td class="nw dim">{named('phase', p.phase)}</td><td>{p.text}<small>{p.answer ? t(`answer.${p.answer}` as Key) : t(`prompt.${p.state}` as Key)}{p.by ? ` · ${p.by}` : ''}{p.comment ? ` · ${p.comment}` : ''}</small></td></tr>)}
            {comments.map((c, i) => <tr key={`c${i}`} data-testid="run-comment"><td class="num nw">{clock(c.at)}</td><td class="nw dim">{named('phase', c.phase)}</td><td>{c.text}<small>{c.by}</small></td></tr>)}
          </tbody></table>}
        </div>
        {open && <CommentForm run={run.id} />}
      </Panel>
      <Panel title={t('notes.layers')}>
        <div tabIndex={0} class="scroll">{interruptions.length === 0 ? <p class="calm">{t('notes.oneLayer')}</p> : <table><thead><tr><th>{t('notes.at')}</th><th class="r">{t('bt.thickness')}</th><th class="r">{t('bt.duration')}</th><th>{t('notes.gas')}</th><th>{t('bt.endedBecause')}</th></tr></thead><tbody>
          {interruptions.map((x, i) => <tr key={i} data-testid="layer"><td class="num nw">{clock(x.at)}</td><td class="r num nw">{x.thicknessNm != null ? `${fixed(x.thicknessNm, 2)} nm` : '—'}</td><td class="r num nw">{mmss(x.lastedS)}</td><td class="nw">{t(x.plasmaKept ? 'notes.plasmaKept' : 'notes.plasmaOut')}</td><td>{x.why}</td></tr>)}
        </tbody></table>}</div>
      </Panel>
    </div>
  );
}

/** What the run was bound to when it started. */
export function ControlFacts({ run }: { run: WireRunRecord }) {
  const c = run.control;
  if (!c) return null;
  const poor = (c.instruments ?? []).filter((i) => i.status !== 'GOOD');
  return <>
    {c.target && <><dt>{t('control.target')}</dt><dd class="mono">{c.target}</dd></>}
    {Object.entries(c.gasBottles ?? {}).map(([gas, serial]) => <><dt>{t('control.bottle', { gas })}</dt><dd class="mono">{serial}</dd></>)}
    {c.calibration != null && <><dt>{t('control.calibration')}</dt><dd>{c.calibration}</dd></>}
    {c.instruments && <><dt>{t('control.instruments')}</dt><dd>{poor.length === 0 ? t('control.allGood', { n: c.instruments.length }) : poor.map((i) => i.id).join(', ')}</dd></>}
    {c.continues && <><dt>{t('control.continues')}</dt><dd><a href={`#/batches/${encodeURIComponent(c.continues.run)}`}>{c.continues.run}</a> · {fixed(c.continues.doneNm, 1)} nm · {t('control.pass', { n: c.continues.pass })}</dd></>}
  </>;
}
