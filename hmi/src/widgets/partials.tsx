// Half-coated foil, item by item: what is on it, what becomes of it, and who answers for that.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WirePartial, WireRunRecord } from '../api/wire';
import { usePolled, useStore } from '../model/store';
import { fixed } from '../format/number';
import { t, type Key } from '../format/words';
import { HoldButton } from './hold-button';
import { deviationWords } from './deviation-chips';
import { Panel } from './panel';

const DECISIONS = ['SCRAP', 'ENGINEERING_USE', 'CONTINUE'];

/** Puts the items that may go on into the draft of the start page. */
export function continueOn(run: WireRunRecord, items: readonly WirePartial[]): void {
  const load = items.filter((i) => i.mayContinue).map((i) => ({ slot: i.slot, item: i.foil, side: i.side }));
  try { sessionStorage.setItem('sputterpilot.start', JSON.stringify({ foils: load.map((l) => l.item), recipe: run.recipe, tried: null, continues: run.id, load })); } catch { /* then it is typed again */ }
  location.hash = '#/start';
}

function Decide({ run, item, done }: { run: string; item: WirePartial; done: () => void }) {
  const s = useStore();
  const [decision, choose] = useState('CONTINUE');
  const [reason, say] = useState('');
  const [deviation, number] = useState('');
  const [stated, state] = useState('');
  const [sigma, doubt] = useState('');
  const [password, setPassword] = useState('');
  const unknown = decision === 'CONTINUE' && (item.filmFrom === 'UNKNOWN' || item.filmFrom === 'STATED');
  const nm = (text: string) => (text.trim() === '' ? NaN : Number(text.replace(',', '.')));
  const known = (usePolled(() => api.deviationsOf(run), 0, [run]).value ?? []).filter((d) => d.items.length === 0 || d.items.includes(item.foil));
  const approving = item.decision === 'CONTINUE' && s.may('approveContinue');
  const off = s.stale ? t('why.link') : !s.may(approving ? 'approveContinue' : 'dispose') ? t('why.role') : !approving && !reason.trim() ? t('recover.needReason')
    : !approving && decision === 'CONTINUE' && !deviation.trim() ? t('partial.needDeviation') : !approving && unknown && !(Number.isFinite(nm(stated)) && Number.isFinite(nm(sigma))) ? t('partial.needFilm') : !password ? t('start.needPassword') : null;
  const signature = { password, meaning: t(approving ? 'partial.approves' : 'partial.decides') };
  const fire = async () => {
    try {
      return approving ? await api.approvePartial(run, item.foil, signature) : await api.decidePartial(run, item.foil, { decision, reason: reason.trim(), ...(decision === 'CONTINUE' ? { deviation: deviation.trim() } : {}), ...(unknown ? { statedNm: nm(stated), statedSigmaNm: nm(sigma) } : {}), signature });
    } finally {
      setPassword('');
      done();
    }
  };
  return (
    <div class="pad prompt">
      {!approving && <>
        <label class="fl">{t('partial.decision')}<select class="field" data-testid="partial-decision" value={decision} onChange={(e) => choose(e.currentTarget.value)}>{DECISIONS.map((d) => <option key={d} value={d}>{t(`partial.${d}` as Key)}</option>)}</select></label>
        <label class="fl">{t('recover.reason')}<input class="field" data-testid="partial-reason" value={reason} maxLength={2000} onInput={(e) => say(e.currentTarget.value)} /></label>
        {decision === 'CONTINUE' && <label class="fl">{t('partial.deviation')}<select class="field" data-testid="partial-deviation" value={deviation} onChange={(e) => number(e.currentTarget.value)}><option value="">—</option>{known.map((d) => <option key={d.number} value={d.number}>{d.number} · {deviationWords(d)}</option>)}</select></label>}
        {unknown && <>
          <p class="warn" data-testid="partial-unknown">{t('partial.unknown', { most: item.mostNm != null ? fixed(item.mostNm, 1) : '—' })}</p>
          <label class="fl">{t('partial.stated')}<input class="field" inputMode="decimal" data-testid="partial-stated" value={stated} onInput={(e) => state(e.currentTarget.value)} /></label>
          <label class="fl">{t('partial.statedSigma')}<input class="field" inputMode="decimal" data-testid="partial-stated-sigma" value={sigma} onInput={(e) => doubt(e.currentTarget.value)} /></label>
        </>}
      </>}
      <label class="fl">{t('start.password')}<input class="field" type="password" data-testid="partial-password" value={password} autocomplete="off" onInput={(e) => setPassword(e.currentTarget.value)} /></label>
      <HoldButton label={t(approving ? 'partial.approve' : 'partial.decide', { id: item.foil })} ms={1000} testid="partial-sign" off={off} fire={fire} />
    </div>
  );
}

export function Partials({ run }: { run: WireRunRecord }) {
  const s = useStore();
  const [again, look] = useState(0);
  const [chosen, choose] = useState<string | null>(null);
  const over = run.endedAt != null && run.state !== 'COMPLETE';
  const { value } = usePolled(() => (over ? api.partials(run.id) : Promise.resolve([])), 0, [run.id, run.state, again]);
  if (!value?.length) return null;
  const item = value.find((x) => x.foil === chosen);
  return (
    <Panel title={t('partial.title')} side={value.some((x) => x.mayContinue) && <button type="button" class="btn" data-testid="partial-continue" disabled={!s.may('start')} onClick={() => continueOn(run, value)}>{t('partial.goOn')}</button>}>
      <div tabIndex={0} class="scroll"><table><thead><tr><th>{t('bt.slot')}</th><th>{t('bt.item')}</th><th class="r">{t('partial.done')}</th><th>{t('partial.air')}</th><th>{t('partial.decision')}</th><th /></tr></thead><tbody>
        {value.map((x) => <tr key={x.foil} data-testid={`partial-${x.foil}`}><td>{x.slot}</td><td class="mono">{x.foil} · {x.side}</td><td class="r num nw">{x.doneNm != null ? fixed(x.doneNm, 1) : x.mostNm != null ? t('partial.atMost', { most: fixed(x.mostNm, 1) }) : '—'} / {x.targetNm != null ? fixed(x.targetNm, 1) : '—'} nm</td><td>{t(x.vacuumBroken ? 'partial.airYes' : 'partial.airNo')}</td>
          <td>{x.decision ? t(`partial.${x.decision}` as Key) : <b>{t('partial.open')}</b>}<small>{[x.filmFrom !== 'COUNTED' && t(`partial.from.${x.filmFrom}` as Key), x.reason, x.deviation, x.decidedBy, x.approvedBy && t('partial.approvedBy', { who: x.approvedBy }), x.continuedIn].filter(Boolean).join(' · ')}</small></td>
          <td class="r">{!x.approvedBy && <button type="button" class="btn" aria-expanded={chosen === x.foil} data-testid={`partial-open-${x.foil}`} onClick={() => choose(chosen === x.foil ? null : x.foil)}>{t('partial.decideOn')}</button>}</td></tr>)}
      </tbody></table></div>
      {item && <Decide run={run.id} item={item} done={() => look(again + 1)} />}
    </Panel>
  );
}
