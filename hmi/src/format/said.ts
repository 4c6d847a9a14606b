// What the controller says in words, made readable: conditions, live values and events come as text with tag names and
// every digit of a reading; people get few digits, real signs, and the name only where it tells two values apart.
import { exact, MINUS, quantity, THIN } from './number';
import { t } from './words';

const NUMBER = /(?<![\w.])(-?)(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?![\w.]*[\w])(?:([ \u202f])(Pa|sccm|L\/min|kPa|W|V|A|rpm|nm\/min|nm|°C|%|kHz|Hz|1\/min|V\/min|s|min|mm)(?![\w/]))?/gi;
const TAG = /\b[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+\b/g;
const GROUPS_NOBODY_SAYS = new Set(['utility', 'safety', 'vacuum', 'gas']);

const significant = (text: string): number => text.replace(/e.*$/i, '').replace('.', '').replace(/^0+/, '').length;

/** Numbers with the digits they deserve: short ones are somebody's limit and stay, long ones are readings and are rounded. */
export function readable(text: string): string {
  return text
    .replace(NUMBER, (_, sign: string, digits: string, space: string | undefined, unit: string | undefined) => {
      const value = Number(digits);
      const said = significant(digits) > 4 ? quantity(value, unit ?? '') : exact(value);
      const zero = Number(said.replace(/[^\d.]/g, '')) === 0;
      return `${sign && !zero ? MINUS : ''}${said}${space ?? ''}${unit ?? ''}`;
    })
    .replace(/>=/g, '≥').replace(/<=/g, '≤').replace(/\bm3\b/g, 'm³').replace(/\bm2\b/g, 'm²').replace(/[ \n\t]+/g, ' ').trim();
}

/** vacuum.gate.is_open: "gate is open". */
export function tagWords(tag: string): string {
  const parts = tag.split('.');
  const said = parts.length > 1 && GROUPS_NOBODY_SAYS.has(parts[0]!) ? parts.slice(1) : parts;
  return said.join(' ').replaceAll('_', ' ');
}

/** A value and the limit it is held against. One tag needs no name; several keep theirs, in words. */
export function against(value: string | number | null | undefined, limit: string | number | null | undefined): { value: string; limit: string } {
  const v = value === null || value === undefined ? '' : String(value);
  const l = limit === null || limit === undefined ? '' : String(limit);
  const tags = new Set([...(v.match(TAG) ?? []), ...(l.match(TAG) ?? [])]);
  const name = (text: string): string => text.replace(TAG, (tag) => (tags.size === 1 ? '' : tagWords(tag)));
  return { value: readable(name(v)), limit: readable(name(l)).replace(/^is /, '') };
}

/** target_thickness: "Target thickness". */
export function paramName(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A line of the log as it is read aloud. */
export function eventWords(kind: string | undefined, text: string, subject = ''): string {
  const said = readable(text.replace(TAG, tagWords));
  switch (kind) {
    case 'EFFECT_NORMAL': return t('ev.released', { what: said });
    case 'CAUSE_CLEARED': return t('ev.cleared', { what: said });
    case 'ALARM': {
      const [state = '', ...rest] = said.split(':');
      const about = rest.join(':').trim();
      const word = state === 'UNACKNOWLEDGED' ? t('ev.alarm') : state.endsWith('RTN_UNACKNOWLEDGED') ? t('ev.alarmGone') : state.endsWith('ACKNOWLEDGED') ? t('ev.alarmAck') : state.toLowerCase().replaceAll('_', ' ');
      return `${subject ? `${subject}${THIN}: ` : ''}${word}${about ? ` (${about})` : ''}`;
    }
    case 'COMMAND': return subject ? `${tagWords(subject)}: ${said}` : said;
    default: return said;
  }
}
