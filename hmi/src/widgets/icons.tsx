// Line pictures. One stroke width, no fill, current colour; none of them carries meaning by colour.
import type { ComponentChildren } from 'preact';

function Line({ children, size = 24 }: { children: ComponentChildren; size?: number }) {
  return <svg class="ic" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">{children}</svg>;
}

export const Tick = () => <Line><path class="ic-tick" d="M4.5 12.6 9.6 17.6 19.5 6.6" /></Line>;
export const Cross = () => <Line><path class="ic-cross" d="M6 6l12 12M18 6 6 18" /></Line>;
export const Unknown = ({ label }: { label: string }) => (
  <svg class="ic-unknown" viewBox="0 0 24 24" width="20" height="20" role="img" aria-label={label}>
    <circle cx="12" cy="12" r="9.6" stroke-dasharray="3.6 2.8" /><path d="M9.2 9.8c0-4 5.8-3.8 5.8-.3 0 2.2-2.9 2.4-2.9 4.7" /><circle class="dot" cx="12.1" cy="17.3" r="1.3" />
  </svg>
);
export const Pause = () => <Line><path d="M8.5 5v14M15.5 5v14" stroke-width="3.2" /></Line>;
export const Play = () => <Line><path d="M7.5 5.2v13.6L18.5 12z" /></Line>;
export const Stop = () => <Line><path d="M6.5 6.5h11v11h-11z" /></Line>;
export const Park = () => <Line><path d="M8 20V4.5h5.2a4.3 4.3 0 0 1 0 8.6H8" /></Line>;
export const Unload = () => <Line><path d="M4 15v5h16v-5M12 16V4M7.5 8.5 12 4l4.5 4.5" /></Line>;
export const Undo = () => <Line><path d="M5 12a7.5 7.5 0 1 0 2.5-5.6M5 3.5v4.7h4.7" /></Line>;
export const Moon = () => <Line size={20}><path d="M20 14.6A8.4 8.4 0 1 1 9.4 4 6.9 6.9 0 0 0 20 14.6z" /></Line>;
export const Sun = () => <Line size={20}><circle cx="12" cy="12" r="4.2" /><path d="M12 2.5v2.4M12 19.1v2.4M2.5 12h2.4M19.1 12h2.4M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7" /></Line>;

export const Bars = () => <svg class="ic-bars" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="M2 15h4v7H2zM8 11h4v11H8zM14 6.5h4V22h-4zM20 2h3.4v20H20z" /></svg>;
export const NoBars = () => <svg class="ic-nobars" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="M2 15h3.6v6H2zM8 11h3.6v10H8z" /><path d="m14 5 8 8M22 5l-8 8" stroke-width="3" /></svg>;

function Disc({ children, dashed }: { children: ComponentChildren; dashed?: boolean }) {
  return <svg class="ic-state" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="17.8" stroke-dasharray={dashed ? '6 4' : undefined} />{children}</svg>;
}

function Octagon({ children }: { children: ComponentChildren }) {
  return <svg class="ic-state" viewBox="0 0 40 40" aria-hidden="true"><path d="M13 3h14l10 10v14L27 37H13L3 27V13z" />{children}</svg>;
}

/** One picture per state of the unit, different in outline and not only in word. */
export function StateIcon({ word }: { word: string }) {
  switch (word) {
    case 'RUNNING': return <Disc><path class="f" d="M15.5 11.5 29 20l-13.5 8.5z" /></Disc>;
    case 'TRIPPED': return <Octagon><path d="M20 10v13" stroke-width="4.5" /><circle class="f n" cx="20" cy="29" r="2.7" /></Octagon>;
    case 'ABORTING': return <Octagon><path class="f n" d="M13.5 13.5h13v13h-13z" /></Octagon>;
    case 'HELD': case 'PAUSED': return <Disc><path d="M15 13v14M25 13v14" stroke-width="4.5" /></Disc>;
    case 'STOPPING': return <Disc><path d="M14 14h12v12H14z" /></Disc>;
    case 'COMPLETE': return <Disc><path d="M12 20.5 17.8 26 28.5 14.5" /></Disc>;
    case 'LOCKED': return <Disc><path class="f" d="M13 18.5h14V28H13z" /><path d="M15.8 18.5v-3.3a4.2 4.2 0 0 1 8.4 0v3.3" /></Disc>;
    case 'UNKNOWN': return <Disc dashed><path d="M14.8 15.6c0-6.8 10.4-6.6 10.4-.4 0 4.3-5.2 4.5-5.2 9.2" /><circle class="f n" cx="20" cy="29.6" r="2.3" /></Disc>;
    default: return <Disc><path class="f n" d="M14 14h12v12H14z" /></Disc>;
  }
}

export const AbortIcon = () => <Octagon><path class="f n" d="M13.5 13.5h13v13h-13z" /></Octagon>;

const RAIL: Record<string, ComponentChildren> = {
  operate: <path d="M8 3h8v4H8zM5 7h14v13.5H5zM9 16.5h6M12 7v5" />,
  start: <><circle cx="12" cy="12" r="9" /><path d="M10 8.2v7.6l6-3.8z" /></>,
  recipes: <path d="M5.5 3h10l3 3v15h-13zM9 10h6.5M9 14h6.5M9 18h4" />,
  interlocks: <><path d="M12 2.5 19.8 6v6c0 5-3.4 8-7.8 9.5C7.6 20 4.2 17 4.2 12V6z" /><path d="M8.5 12.2h7M12 8.7v7" /></>,
  alarms: <path d="M6 17v-6a6 6 0 0 1 12 0v6l2 2.2H4zM10 21.8h4" />,
  trends: <><path d="M3 3v18h18" /><path d="m6 16 4-6 4 3 6-8" /></>,
  batches: <><path d="M4 7.5 12 3l8 4.5v9L12 21l-8-4.5z" /><path d="m4 7.5 8 4.5 8-4.5M12 12v9" /></>,
  cells: <><circle cx="12" cy="8" r="4.5" /><path d="M7.5 8v8c0 2 2 3.5 4.5 3.5s4.5-1.500 4.500-3.500V8M10.500 8h3" /></>,
  calibration: <><path d="M3 16.5h18v4H3zM7 16.5v2M11 16.5v2M15 16.5v2M19 16.5v2" /><path d="M12 3v9M8.5 8.5 12 12l3.5-3.5" /></>,
  maintenance: <path d="M14.5 6.5a4.5 4.5 0 0 0-6 5.6L3 17.5 6.5 21l5.4-5.5a4.5 4.5 0 0 0 5.6-6L14.7 12 12 9.3z" />,
  deviations: <><path d="M3 17h5l3-10 4 12 2-2h4" /><path d="M3 4h8M15 4h6" stroke-dasharray="2 2" /></>,
  shadow: <><path d="M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6z" /><path d="M12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5" /></>,
  chamber: <><path d="M4 5h16v11H4zM9 20.5h6M12 16v4.5" /><path d="m8 12.5 2.5-3 2.5 2 3-4" /></>,
};

/** A person has locked it. */
export const Padlock = () => <svg class="ic lockic" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path d="M4 9h12v8.5H4z" fill="currentcolor" /><path d="M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9" fill="none" stroke="currentcolor" stroke-width="2" /></svg>;

export function RailIcon({ page }: { page: string }) {
  return <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">{RAIL[page]}</svg>;
}
