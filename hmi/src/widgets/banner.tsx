// One alarm at a time, the one that matters most, with how many there are of each priority.
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import { bannerAlarm, counts, look, waits } from '../model/alarms';
import { deadLinks } from '../model/live';
import { left } from '../model/matrix';
import { useStore } from '../model/store';
import { against } from '../format/said';
import { clock } from '../format/time';
import { t } from '../format/words';
import { AlarmSymbol } from './alarm-symbol';
import { refusalText } from './hold-button';
import { NoBars, Padlock } from './icons';

export function AlarmBanner() {
  const s = useStore();
  const [failed, fail] = useState<string | null>(null);
  const [asking, ask] = useState<string | null>(null);
  const alarms = s.live.alarms;
  const n = counts(alarms);
  const shelved = alarms.filter((a) => look(a) === 'shelved').length;
  const oos = alarms.filter((a) => look(a) === 'oos').length;
  const stale = s.stale;
  const top = stale ? null : bannerAlarm(alarms);
  const urgent = top !== null && top.priority === 1 && waits(top);
  const plant = s.plantLinksDown;
  const whyDown = deadLinks(s.live).map((link) => `${link.address}: ${link.detail}`).join('; ');
  const signedIn = s.session.kind === 'in';
  const bypassed = s.live.verdict.bypassed ?? [];
  const fresh = asking !== null && top !== null && asking === top.id && waits(top);

  const acknowledge = async () => {
    if (!top) return;
    ask(top.id);
    fail(null);
    try {
      await api.acknowledge(top.id, t('al.comment'));
    } catch (error) {
      fail(t('al.failed', { why: refusalText(error) }));
      ask(null);
      setTimeout(() => fail(null), 6000);
    }
  };

  const said = against(top?.value, top?.limit);
  const cls = stale ? 'quality' : urgent ? 'urgent' : plant.length > 0 ? 'quality' : '';
  return (
    <div class={`banner ${cls}`} role="region" aria-label={t('banner.label')} data-testid="alarm-banner" data-priority={top?.priority}>
      <div class="counts">
        {n.map((count, i) => (
          <span key={i} class={count === 0 || stale ? 'zero' : ''}><AlarmSymbol priority={i + 1} /><b class="num" data-testid={`alarm-count-${i + 1}`}>{stale || !signedIn ? '–' : count}</b></span>
        ))}
      </div>
      <div class="top">
        {stale ? <><NoBars /><b>{s.fresh === 'NEVER' ? t('banner.linkServerNever') : t('banner.linkServer', { time: clock(s.lostAt ?? s.live.serverTime) })}</b></>
          : !signedIn ? <b class="calm">{s.status?.alarms ? t('login.alarmsText', { active: s.status.alarms.active, unack: s.status.alarms.unacknowledged }) : ''}</b>
          : urgent || plant.length === 0 ? (top === null ? <b class="calm">{t('banner.none')}</b> : (
            <><AlarmSymbol priority={top.priority} look={look(top)} size={27} onColour={urgent} />
              <b>{top.title}{top.value != null && top.value !== '' && <span class="why"> — {said.value}{said.limit && `, ${t('al.limit', { limit: said.limit })}`}</span>}
                {s.live.verdict.firstOut.includes(top.id) && ` — ${t('banner.firstOut')}`}</b>
              <time class="num">{clock(top.since)}</time></>))
          : <><NoBars /><b>{t('banner.linkPlant', { links: plant.join(', ') })} <span class="why">{whyDown}</span></b></>}
        {failed && <em role="alert">{failed}</em>}
      </div>
      {signedIn && <button type="button" class="btn" data-testid="alarm-ack" disabled={stale || top === null || !waits(top) || !s.may('acknowledge') || fresh} onClick={() => void acknowledge()}>{t('banner.ack')}</button>}
      {bypassed.length > 0 && !stale && <a href="#/interlocks" class="chip-tag byp" data-testid="bypassed" title={bypassed.map((b) => b.cause).join(', ')}>{t('banner.bypassed', { n: bypassed.length })} {left(Math.min(...bypassed.map((b) => b.leftS)))}</a>}
      {s.live.locks.length > 0 && !stale && <a href="#/maintenance/locks" class="chip-tag lock" data-testid="locked" title={s.live.locks.map((l) => `${l.title}: ${l.name}, ${l.reason}`).join('\n')}><Padlock />{t('banner.locked', { what: [...new Set(s.live.locks.map((l) => l.title))].join(', ') })}</a>}
      {s.live.proofTest && !stale && <a href="#/maintenance/proofs" class="chip-tag byp" data-testid="proof-on">{t('banner.proofTest', { cause: s.live.proofTest.split('_')[0]! })}</a>}
      {shelved > 0 && !stale && <a href="#/alarms" class="chip-tag wide aside">{t('banner.shelved', { n: shelved })}</a>}
      {oos > 0 && !stale && <a href="#/alarms" class="chip-tag wide aside">{t('al.oos', { n: oos })}</a>}
    </div>
  );
}
