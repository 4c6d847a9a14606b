// One batch by its exceptions: only what was not as it should have been, what is missing for the release, and the names.
import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { WireReleaseStep, WireReview } from '../api/wire';
import { usePolled, useStore } from '../model/store';
import { date, dateTime } from '../format/time';
import { locale, t, type Key } from '../format/words';
import { DeviationChips, deviationWords } from '../widgets/deviation-chips';
import { HoldButton } from '../widgets/hold-button';
import { Cross, Tick } from '../widgets/icons';
import { Panel } from '../widgets/panel';
import { Secret, useMeanings } from '../widgets/signing';

const RISK = 'RELEASE_AT_RISK';
const endOfDay = (day: string): string => `${day}T23:59:59.999Z`;

function Missing({ r }: { r: WireReview }) {
  if (r.missing.length === 0) return <p class="pad rv-ready" role="status" data-testid="rv-ready"><Tick /> {t('rv.ready')}</p>;
  const atRisk = new Set(r.missingAtRisk.map((m) => `${m.need} ${m.subject ?? ''}`));
  return (
    <ul class="rv-missing" data-testid="rv-missing">{r.missing.map((m, i) => (
      <li key={i} data-need={m.need}><Cross /><div><b>{t(`rv.${m.need}` as Key)}{m.need === 'DEVIATION' && m.subject && <> · <a href={`#/deviations/${encodeURIComponent(m.subject)}`}>{m.subject}</a></>}{m.need === 'ADDENDUM' && m.subject && <> · {t(`rec.${m.subject}` as Key)}</>}</b>{m.need !== 'DEVIATION' && m.need !== 'ADDENDUM' && m.need !== 'REVIEWED' && <small>{m.text}</small>}</div>{atRisk.has(`${m.need} ${m.subject ?? ''}`) && <span class="chip-tag tiny dashed">{t('rv.atRiskToo')}</span>}</li>
    ))}</ul>
  );
}

function Exceptions({ r }: { r: WireReview }) {
  if (r.deviations.length + r.holds.length + r.breaks.length === 0) return <p class="pad rv-ready" role="status"><Tick /> {t('rv.noExceptions')}</p>;
  return (
    <div tabIndex={0} class="scroll"><table data-testid="rv-exceptions"><tbody>
      {r.breaks.map((b, i) => <tr key={`b${i}`}><td class="nw"><b>! {t('rv.VERIFIED')}</b></td><td class="wrap mono">{b}</td><td /></tr>)}
      {r.holds.map((h, i) => <tr key={`h${i}`}><td class="nw"><b>{t('rv.holds')}</b></td><td class="wrap">{h}</td><td /></tr>)}
      {r.deviations.map((d) => <tr key={d.number} data-testid={`rv-${d.number}`}><td class="nw"><a href={`#/deviations/${encodeURIComponent(d.number)}`}><b>{d.number}</b></a><small>{deviationWords(d)}</small></td><td class="wrap">{d.description}{d.decision && <small>{t('dev.decision')}: {d.decision}</small>}</td><td class="rv-chips"><DeviationChips d={d} /></td></tr>)}
    </tbody></table></div>
  );
}

const Step = ({ step }: { step: WireReleaseStep }) => <>{step.name}<small>{step.text} · {dateTime(step.at, locale())}</small></>;

function Sign({ r, done }: { r: WireReview; done: () => void }) {
  const s = useStore();
  const [act, choose] = useState('');
  const [entity, of] = useState(r.run);
  const [reason, say] = useState('');
  const [day, until] = useState('');
  const [password, setPassword] = useState('');
  const { meaning, choice } = useMeanings();
  const me = s.session.kind === 'in' ? s.session.me.user : '';
  const reviews = s.may('reviewRun');
  const acts = [...(reviews && r.sealed ? ['REVIEW', 'ASK'] : []), ...(s.may('dispose') ? (entity === r.run ? r.allowed : ['HOLD', 'FREE', 'RELEASE', RISK, 'REJECT', 'REWORK', 'SCRAP', 'RECALL']).filter((a) => (a !== 'RELEASE' && a !== RISK) || s.may('release')) : [])];
  useEffect(() => { if (!acts.includes(act)) choose(acts[0] ?? ''); }, [acts.join()]);
  if (acts.length === 0) return <p class="calm">{t('why.role')}</p>;
  const ends = act === RISK || act === 'ASK';
  const lacks = entity !== r.run ? 0 : act === 'RELEASE' ? r.missing.length : ends ? r.missingAtRisk.length : 0;
  const off = s.stale ? t('why.link') : act === 'REVIEW' && r.operator === me ? t('rv.notOwn') : lacks > 0 ? t('rv.lackFirst', { n: lacks }) : !reason.trim() ? t(act === 'REVIEW' ? 'rv.needFound' : 'dev.needReason') : ends && !day ? t('rv.needUntil') : !password ? t('start.needPassword') : null;
  const label = (a: string): string => (a === 'REVIEW' ? t('rv.signReview') : a === 'ASK' ? t('rv.ask') : t(`rv.${a}` as Key));
  const fire = async () => {
    try {
      if (act === 'REVIEW') return await api.signReview(r.run, reason.trim(), password, meaning('run.review', t('rv.reviewMeaning')));
      if (act === 'ASK') return await api.askRisk(entity, reason.trim(), endOfDay(day), password, meaning('genealogy.ask-release-at-risk', t('rv.askMeaning')));
      return await api.dispose({ entity, disposition: act, reason: reason.trim(), ...(act === RISK ? { expires: endOfDay(day) } : {}), password, meaning: meaning(`genealogy.${act.toLowerCase().replaceAll('_', '-')}`, t('rv.signMeaning')) });
    } finally {
      setPassword('');
      done();
    }
  };
  return (
    <div class="pad col">
      <div class="dev-two"><label class="fl">{t('rv.act')}<select class="field" data-testid="rv-act" value={act} onChange={(e) => choose(e.currentTarget.value)}>{acts.map((a) => <option key={a} value={a}>{label(a)}</option>)}</select></label>
        {act !== 'REVIEW' && <label class="fl">{t('rv.entity')}<select class="field" data-testid="rv-entity" value={entity} onChange={(e) => of(e.currentTarget.value)}><option value={r.run}>{t('rv.wholeRun')}</option>{r.items.map((x) => <option key={x.item} value={x.item}>{x.item}</option>)}</select></label>}</div>
      <label class="fl">{t(act === 'REVIEW' ? 'rv.found' : 'dev.reason')}<textarea class="field" rows={2} maxLength={2000} data-testid="rv-reason" value={reason} onInput={(e) => say(e.currentTarget.value)} /></label>
      {ends && <label class="fl">{t('rv.until')}<input class="field" type="date" data-testid="rv-until" value={day} onInput={(e) => until(e.currentTarget.value)} /></label>}
      {act === 'REVIEW' && choice('run.review')}
      <Secret label={t('start.password')} testid="rv-password" value={password} set={setPassword} />
      <HoldButton label={t('rv.sign', { what: label(act) })} ms={1000} kind="primary" testid="rv-sign" off={off} fire={fire} />
    </div>
  );
}

function Facts({ r }: { r: WireReview }) {
  return (
    <dl class="kv pad"><dt>{t('rv.standing')}</dt><dd data-testid="rv-standing"><b>{t(`rv.d.${r.standing}` as Key)}</b></dd><dt>{t('rv.operator')}</dt><dd>{r.operator}</dd><dt>{t('bt.ended')}</dt><dd class="num">{dateTime(r.endedAt, locale())}</dd>
      <dt>{t('rv.record')}</dt><dd>{t(!r.sealed ? 'rv.notSealed' : r.breaks.length > 0 ? 'rv.altered' : 'rv.recordHolds')}</dd>
      <dt>{t('rv.reviews')}</dt><dd data-testid="rv-reviews">{r.reviews.length === 0 ? t('rv.nobody') : r.reviews.map((x) => <div key={x.signature}><Step step={x} /></div>)}</dd>
      {r.request && <><dt>{t('rv.d.RELEASED_AT_RISK')}</dt><dd>{t('rv.requested', { who: r.request.name, at: r.request.expires ? date(r.request.expires, locale()) : '—' })}<small>{r.request.text}</small></dd></>}
      {r.items.map((x) => <><dt class="mono">{x.item}</dt><dd>{t(`rv.d.${x.own}` as Key)}{x.effective !== x.own && <small>{t('rv.effective')}: {t(`rv.d.${x.effective}` as Key)}</small>}</dd></>)}
    </dl>
  );
}

export default function Review({ item }: { item?: string }) {
  const [turn, again] = useState(0);
  const { value: r, failed } = usePolled(() => (item ? api.review(item) : Promise.resolve(null)), 0, [item, turn]);
  return (
    <div class="rv">
      <h1 class="sr">{t('rv.title')}</h1>
      {failed ? <section class="panel"><p class="calm">{t('rc.failed', { why: failed })}</p></section> : !r ? <section class="panel"><p class="calm">{t('rec.looking')}</p></section> : <>
        <section class="panel titlebar"><h2 class="h1">{r.run}</h2><span class="chip-tag inv">{r.state}</span>{!r.production && <span class="chip-tag dashed">{t('run.engineering')}</span>}<span>{r.recipe} · v{r.recipeVersion}</span><span class="sp" /><a class="btn slim" href={`#/batches/${encodeURIComponent(r.run)}`}>{t('rv.batch')}</a></section>
        <div class="rv-main">
          <Panel title={t('rv.missing', { n: r.missing.length })}><Missing r={r} /></Panel>
          <Panel title={t('rv.exceptions', { n: r.deviations.length + r.holds.length + r.breaks.length })}><Exceptions r={r} /></Panel>
        </div>
        <div class="rv-side"><Panel title={t('bt.run')}><Facts r={r} /></Panel><Panel title={t('rv.act')}><Sign r={r} done={() => again(turn + 1)} /></Panel></div>
      </>}
    </div>
  );
}
