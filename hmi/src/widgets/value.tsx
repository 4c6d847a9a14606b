// A value on the page. It takes a reading, never a bare number, so that old and bad look the same everywhere.
import type { Shown } from '../model/reading';
import { BAD_TEXT, coarsePascal, quantity } from '../format/number';
import { Exponent } from './exponent';
import { named } from '../format/words';

/** What may be written for a reading: `~` before an uncertain one, dashes for a bad one, > for one beyond the span. */
export function readingText(reading: Shown): string {
  const { value, quality } = reading;
  if (quality === 'bad' || quality === 'unknown' || value === null) return BAD_TEXT;
  const text = typeof value === 'number'
    ? (reading.high !== null && value > reading.high && reading.unit !== '' ? `> ${quantity(reading.high, reading.unit)}` : reading.unit === 'Pa' && (reading.high ?? 0) >= 1000 ? coarsePascal(value) : quantity(value, reading.unit))
    : named('phase', value);
  return quality === 'uncertain' ? `~${text}` : text;
}

export function Value({ reading, unit = true, testid = true }: { reading: Shown; unit?: boolean; testid?: boolean }) {
  return (
    <span class={`val q-${reading.quality}`} data-testid={testid ? `value-${reading.tag}` : undefined} data-quality={reading.quality}
      data-age-ms={reading.ageMs === null ? undefined : Math.round(reading.ageMs)}>
      <Exponent text={readingText(reading)} />
      {unit && reading.unit !== '' && <span class="u">{reading.unit}</span>}
    </span>
  );
}
