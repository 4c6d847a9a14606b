import type { ComponentChildren } from 'preact';

export function Panel({ title, side, cls = '', label, children, head = true }: {
  title?: ComponentChildren; side?: ComponentChildren; cls?: string; label?: string; children: ComponentChildren; head?: boolean;
}) {
  return (
    <section class={`panel ${cls}`} aria-label={label}>
      {head && title !== undefined && <header><h2>{title}</h2><span class="sp" />{side}</header>}
      {children}
    </section>
  );
}
