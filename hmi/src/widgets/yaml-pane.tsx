// A recipe's text with its line numbers and what is wrong in which line. A plain text field: every browser, keyboard and
// screen reader knows how to work it.
import { useEffect, useRef } from 'preact/hooks';
import type { WireFinding } from '../api/wire';
import { t } from '../format/words';

export function YamlPane({ text, findings, change, goTo }: { text: string; findings: readonly WireFinding[]; change: ((text: string) => void) | null; goTo?: { line: number; at: number } | null }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = text.split('\n').length;
  const worst = new Map<number, WireFinding>();
  for (const f of findings) if (f.line > 0 && (!worst.has(f.line) || f.severity === 'ERROR')) worst.set(f.line, f);
  const follow = () => { if (gutter.current && area.current) gutter.current.scrollTop = area.current.scrollTop; };
  useEffect(() => {
    const box = area.current;
    if (!box || !goTo) return;
    const before = text.split('\n').slice(0, goTo.line - 1).join('\n').length + (goTo.line > 1 ? 1 : 0);
    const end = text.indexOf('\n', before);
    box.focus();
    box.setSelectionRange(before, end < 0 ? text.length : end);
    box.scrollTop = Math.max(0, (goTo.line - 6) * 20);
    follow();
  }, [goTo?.at]);
  return (
    <div class="ya">
      <div class="ya-gutter num" ref={gutter} aria-hidden="true">
        {Array.from({ length: lines }, (_, i) => {
          const f = worst.get(i + 1);
          return <div key={i} class={f ? (f.severity === 'ERROR' ? 'bad' : 'note') : ''} title={f?.message}>{f ? (f.severity === 'ERROR' ? '✕ ' : '! ') : ''}{i + 1}</div>;
        })}
      </div>
      <textarea class="ya-text mono" ref={area} data-testid="recipe-yaml" aria-label={t('re.yaml')} value={text} readOnly={change === null} spellcheck={false} wrap="off" autocomplete="off" onScroll={follow} onInput={(e) => change?.(e.currentTarget.value)} />
    </div>
  );
}
