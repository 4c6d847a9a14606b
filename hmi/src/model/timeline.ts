// The phases of a run in the five acts an operator speaks of, so that fourteen stay readable on a small console.
import type { WirePhase } from '../api/wire';

export type Act = 'prepare' | 'strike' | 'condition' | 'coat' | 'finish' | 'extra';

const ACT: Record<string, Act> = {
  Load: 'prepare', PumpDown: 'prepare', LeakCheck: 'prepare', GasStabilise: 'strike', Ignite: 'strike', Ramp: 'strike',
  PreSputter: 'condition', Poison: 'condition', Deposit: 'coat', CloseShutter: 'coat', RampDown: 'finish', Cool: 'finish', Vent: 'finish', Unload: 'finish',
};

export interface NumberedPhase extends WirePhase {
  number: number;
}

export interface Group {
  act: Act;
  phases: NumberedPhase[];
  current: boolean;
  done: boolean;
  /** Seconds spent, or planned while nothing of it was spent yet; null when neither is known. */
  seconds: number | null;
}

export const isNow = (phase: WirePhase): boolean => phase.state === 'CURRENT' || phase.state === 'STOPPED';

export function grouped(phases: readonly WirePhase[]): Group[] {
  const groups: Group[] = [];
  phases.forEach((phase, i) => {
    const act = ACT[phase.name] ?? 'extra';
    let group = groups[groups.length - 1];
    if (!group || group.act !== act) {
      group = { act, phases: [], current: false, done: false, seconds: null };
      groups.push(group);
    }
    group.phases.push({ ...phase, number: i + 1 });
  });
  for (const group of groups) {
    group.current = group.phases.some(isNow);
    group.done = group.phases.every((p) => p.state === 'DONE');
    let sum: number | null = null;
    for (const p of group.phases) {
      const s = p.state === 'FUTURE' ? p.plannedS : p.elapsedS ?? p.plannedS;
      if (s != null) sum = (sum ?? 0) + s;
    }
    group.seconds = sum;
  }
  return groups;
}

/** How much of a phase is done, 0 to 1; null when its length is not known. */
export function share(phase: WirePhase): number | null {
  if (phase.state === 'DONE') return 1;
  if (phase.state === 'FUTURE') return 0;
  return phase.plannedS && phase.elapsedS != null ? Math.min(1, phase.elapsedS / phase.plannedS) : null;
}

/** Relative width of a bar: longer phases are wider, but never so that a short one vanishes. */
export function weight(phase: WirePhase): number {
  const s = phase.state === 'DONE' ? phase.elapsedS ?? phase.plannedS ?? 60 : phase.plannedS ?? 60;
  return Math.max(1, Math.min(1.9, 0.7 + Math.log10(Math.max(10, s)) * 0.35));
}
