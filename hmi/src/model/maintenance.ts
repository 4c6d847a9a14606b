// What the maintenance page lists first, and what a form must hold before it can be sent. No rule of the plant is here.
import type { WireProofOrder, WireProofRow, WireProofTest } from '../api/wire';

const RANK: Record<string, number> = { FAILED: 0, OVERDUE: 1, DUE_SOON: 2, IN_DATE: 3 };

/** What wants doing first: failed, overdue, due soon; then by the day it is due; then as the matrix has it. */
export function dueList(rows: readonly WireProofRow[]): WireProofRow[] {
  return rows.map((row, i) => ({ row, i })).sort((a, b) =>
    (RANK[a.row.standing] ?? 4) - (RANK[b.row.standing] ?? 4)
    || (a.row.dueAt ? Date.parse(a.row.dueAt) : Infinity) - (b.row.dueAt ? Date.parse(b.row.dueAt) : Infinity) || a.i - b.i).map((x) => x.row);
}

export const wanted = (row: WireProofRow): boolean => row.standing !== 'IN_DATE';

export function counted(rows: readonly WireProofRow[]): { overdue: number; soon: number } {
  return { overdue: rows.filter((r) => r.overdue).length, soon: rows.filter((r) => r.standing === 'DUE_SOON').length };
}

export interface ProofDraft {
  result: '' | 'PASS' | 'FAIL';
  method: string;
  instrument: string;
  asFound: string;
  asLeft: string;
  unit: string;
  reaction: string;
  comment: string;
  password: string;
}

export const emptyDraft = (unit: string | null): ProofDraft =>
  ({ result: '', method: '', instrument: '', asFound: '', asLeft: '', unit: unit ?? '', reaction: '', comment: '', password: '' });

const number = (text: string): number | null => (text.trim() === '' || !Number.isFinite(Number(text.trim())) ? null : Number(text.trim()));

/** The order of a draft, or null while something is missing; whether it is right is for the controller to say. */
export function orderOfDraft(row: WireProofRow, d: ProofDraft, meaning: string): WireProofOrder | null {
  if (!d.result || !d.method.trim() || !d.instrument.trim() || !d.password) return null;
  for (const text of [d.asFound, d.asLeft, d.reaction]) if (text.trim() !== '' && number(text) === null) return null;
  return {
    cause: row.cause, kind: 'RECORDED', result: d.result, method: d.method.trim(), instrument: d.instrument.trim(), comment: d.comment.trim(),
    asFoundValue: number(d.asFound), asLeftValue: number(d.asLeft), valueUnit: row.valueUnit === null || row.valueUnit === undefined ? null : d.unit.trim(),
    reactionS: number(d.reaction), signature: { password: d.password, meaning },
  };
}

export const STAGES = ['PREPARING', 'DRIVING', 'ACTING', 'RETURNING', 'RESETTING'] as const;

/** How far a guided test is: the stage it is in, or past all of them. */
export function stageOf(test: WireProofTest): number {
  const at = STAGES.indexOf(test.state as (typeof STAGES)[number]);
  return at < 0 ? STAGES.length : at;
}

export const isOver = (test: WireProofTest): boolean => STAGES.every((s) => s !== test.state);
