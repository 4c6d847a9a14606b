// How grave a deviation is and where it stands, always in words; filled only while somebody has to act.
import type { WireDeviation } from '../api/wire';
import { readable } from '../format/said';
import { named, t, type Key } from '../format/words';

/** What it was opened for, in the reader's language as far as the rule is known. */
export function deviationWords(d: WireDeviation): string {
  if (!d.cause) return t('dev.byPerson');
  const [rule, ...about] = d.cause.split(' ');
  const word = named('dev.rule', rule!);
  return [word === rule ? readable(rule) : word, about.join(' ')].filter(Boolean).join(' · ');
}

export function DeviationChips({ d }: { d: WireDeviation }) {
  return <>
    <span class={`chip-tag tiny${d.state === 'CLOSED' ? ' dashed' : d.state === 'OPEN' ? ' inv' : ''}`}>{t(`dev.${d.state}` as Key)}</span>
    <span class="chip-tag tiny">{d.grade === 'CRITICAL' ? '!! ' : d.grade === 'MAJOR' ? '! ' : ''}{t(`dev.${d.grade}` as Key)}</span>
    {d.overdue && <span class="chip-tag tiny inv">! {t('dev.overdue')}</span>}
  </>;
}
